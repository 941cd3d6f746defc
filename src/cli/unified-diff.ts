import { endOfLine, LineChange, lineChanges, LineEdit, startOfLine } from './line-change';

const CONTEXT = 3;
/** The name of a side that is not there. */
const NO_FILE = '/dev/null';

/** Whether a side of a diff is missing. */
interface Existence {
  readonly created?: boolean;
  readonly deleted?: boolean;
}

/**
 * The edits of a file as a unified diff, as `git apply` and `patch -p1` take it; empty without edits. The edits say what
 * changed and where, so nothing is searched for, and of the file only the lines around them are looked at.
 * @param edits in the order of the text, none overlapping another
 */
export function unifiedDiff(path: string, bytes: Buffer, edits: readonly LineEdit[], { created = false, deleted = false }: Existence = {}): string {
  const changes = lineChanges(bytes, edits);
  if (changes.length === 0) return '';
  let shift = 0;
  const hunks = inHunks(changes).map((hunk) => {
    const rendered = renderHunk(bytes, hunk, shift);
    shift += growth(hunk);
    return rendered;
  });
  const [before, after] = [created ? NO_FILE : fileName(`a/${path}`), deleted ? NO_FILE : fileName(`b/${path}`)];
  return `--- ${before}\n+++ ${after}\n${hunks.join('')}`;
}

/** What turns one version of a file into another, as a unified diff; empty where they are alike. `undefined` is a file that is not there. */
export function fileDiff(path: string, before: Buffer | undefined, after: Buffer | undefined): string {
  const [old, now] = [before ?? Buffer.of(), after ?? Buffer.of()];
  if (old.equals(now)) return '';
  const edit = { line: 0, start: 0, end: old.length, text: now.toString() };
  return unifiedDiff(path, old, [edit], { created: before === undefined, deleted: after === undefined });
}

/** Changes whose context would touch stand in one hunk. */
function inHunks(changes: readonly LineChange[]): readonly (readonly LineChange[])[] {
  const hunks: LineChange[][] = [];
  for (const change of changes) {
    const last = hunks[hunks.length - 1]?.slice(-1)[0];
    if (last !== undefined && change.before - (last.before + last.removed.length) <= 2 * CONTEXT) hunks[hunks.length - 1].push(change);
    else hunks.push([change]);
  }
  return hunks;
}

function growth(hunk: readonly LineChange[]): number {
  return hunk.reduce((sum, { removed, added }) => sum + added.length - removed.length, 0);
}

function renderHunk(bytes: Buffer, hunk: readonly LineChange[], shift: number): string {
  const [first] = hunk;
  const last = hunk[hunk.length - 1];
  let start = first.start;
  let from = first.before;
  for (let count = 0; count < CONTEXT && start > 0; count++, from--) start = startOfLine(bytes, start - 1);
  let end = last.end;
  let to = last.before + last.removed.length;
  for (let count = 0; count < CONTEXT && end < bytes.length; count++, to++) end = endOfLine(bytes, end);
  let at = start;
  let body = '';
  for (const change of hunk) {
    body += printed(' ', bytes.toString('utf8', at, change.start)) + printed('-', change.removed.join('')) + printed('+', change.added.join(''));
    at = change.end;
  }
  body += printed(' ', bytes.toString('utf8', at, end));
  const old = to - from;
  const now = old + growth(hunk);
  // Where a side has no line, the number is that of the line before.
  return `@@ -${old === 0 ? from : from + 1},${old} +${now === 0 ? from + shift : from + shift + 1},${now} @@\n${body}`;
}

/** Lines with a mark before each. */
function printed(mark: string, lines: string): string {
  if (lines === '') return '';
  const marked = mark + lines.replaceAll('\n', `\n${mark}`);
  return lines.endsWith('\n') ? marked.slice(0, -mark.length) : `${marked}\n\\ No newline at end of file\n`;
}

/** A name as git writes it: in quotes with C's escapes where a character could be misread, with a tab behind it where it has a space. */
function fileName(name: string): string {
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f"\\\u007f]/.test(name)) return `"${name.replace(/["\\]/g, '\\$&').replace(/[\u0000-\u001f\u007f]/g, (char) => `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`)}"`;
  return name.includes(' ') ? `${name}\t` : name;
}
