import { BracketsForm, bracketsForm } from './brackets';
import { fail } from './not-simple';
import { keyForm, PLAIN_FIRST, QUOTED, ScalarForm, scalarForm } from './simple-scalar';

/** What stands on a line of a text in the simple form. Offsets count from the beginning of the line. */
export interface LineForm {
  /** Where its content begins; -1 where it has none. */
  readonly indent: number;
  /** The dashes that begin items of lists, one behind the other. */
  readonly dashes: readonly number[];
  /** What stands before the colon. */
  readonly key: ScalarForm<string> | undefined;
  /** The value, where it is a scalar, or stands in brackets. */
  readonly scalar: ScalarForm | undefined;
  readonly brackets: BracketsForm | undefined;
}

/** A plain scalar ends before a colon with a space behind it, before a space with `#` behind it, and before the spaces at the end. */
const SCALAR = String.raw`${PLAIN_FIRST}(?: *(?:[^ :#]|:(?! |$)|(?<! )#))*|${QUOTED}`;
const COMMENT = String.raw`(?<![^ ])#.*`;
/** All the spaces, whatever follows: else a line that does not match would be tried with each smaller number of them. */
const GAP = '(?: +(?! )|$)';
/** A line that may begin or end a document is not for us, and neither is one that looks so behind spaces. */
const BEGIN = String.raw`( *)(?! |---|\.\.\.)`;
const LINE = new RegExp(String.raw`^${BEGIN}((?:-${GAP})*)(?:(${SCALAR})(:${GAP}))?(?:(${SCALAR})|([[{].*))? *(?:${COMMENT})?$`);

/** Far below what is too much for a regular expression. */
const LONGEST_LINE = 10_000;

/** Lines that were met. Most lines of a repository come again and again, as `metadata:`, and to look one up takes a fraction of reading it. */
const forms = new Map<string, LineForm>();
const MOST_FORMS = 2000;
const LONGEST_KEPT = 60;
/** How many more lines were found lately than missed. Where it falls far, other lines have become usual. */
let found = 0;

/** What stands on a line. Throws NOT_SIMPLE where that is not in the simple form. */
export function lineForm(line: string): LineForm {
  const known = forms.get(line);
  if (known !== undefined) {
    if (found < MOST_FORMS) found++;
    return known;
  }
  return line.length <= LONGEST_KEPT && hasPlace() ? kept(line) : read(line);
}

function hasPlace(): boolean {
  if (forms.size < MOST_FORMS) return true;
  if (--found >= -MOST_FORMS) return false;
  forms.clear();
  found = 0;
  return true;
}

function kept(line: string): LineForm {
  // A piece of a text can keep all of it alive: what stays is made of a copy.
  const copy = Buffer.from(line).toString();
  const form = read(copy);
  forms.set(copy, form);
  return form;
}

const NO_DASHES: readonly number[] = [];

function read(line: string): LineForm {
  const match = line.length > LONGEST_LINE ? null : LINE.exec(line);
  if (match === null) fail();
  const [, spaces, dashes, key, colon, scalar, brackets] = match;
  const content = spaces.length + dashes.length;
  const value = key === undefined ? content : content + key.length + colon.length;
  return {
    indent: dashes === '' && (key ?? scalar ?? brackets) === undefined ? -1 : spaces.length,
    dashes: dashes === '' ? NO_DASHES : offsetsOf(dashes, spaces.length),
    key: key === undefined ? undefined : keyForm(key, content),
    scalar: scalar === undefined ? undefined : scalarForm(scalar, value),
    brackets: brackets === undefined ? undefined : bracketsForm(line, value),
  };
}

function offsetsOf(dashes: string, from: number): readonly number[] {
  const offsets: number[] = [];
  for (let at = dashes.indexOf('-'); at !== -1; at = dashes.indexOf('-', at + 1)) offsets.push(from + at);
  return offsets;
}
