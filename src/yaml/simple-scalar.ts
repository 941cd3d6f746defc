import { fail } from './not-simple';
import { ScalarValue, valueOfPlain } from './scalar';
import { Token } from './token';

/** A scalar on a line: how it is written, where, and what it says. Offsets count from the beginning of the line. */
export interface ScalarForm<V = ScalarValue> {
  readonly token: Token;
  readonly start: number;
  readonly end: number;
  readonly value: V;
}

const FIRST = String.raw`\w./$(^+=;~<\\`;
/** With what a plain scalar begins: no indicator, and a dash only before one of these or another dash. */
export const PLAIN_FIRST = String.raw`(?:[${FIRST}\u0080-\uffff]|-(?=[-${FIRST}]))`;
/** A scalar in quotes, without escapes. */
export const QUOTED = String.raw`"[^"\\]*"|'[^']*'(?!')`;

/** Far below what the parsers behind this one take: it is they that say that a key is too long. */
const LONGEST_KEY = 1000;

/** The scalar that is written so, beginning here. */
export function scalarForm(written: string, start: number): ScalarForm {
  const end = start + written.length;
  const quote = written.charAt(0);
  if (quote === '"') return { token: Token.DOUBLE, start, end, value: written.slice(1, -1) };
  if (quote === "'") return { token: Token.SINGLE, start, end, value: written.slice(1, -1) };
  const value = valueOfPlain(written);
  return value === undefined ? fail() : { token: Token.PLAIN, start, end, value };
}

/** The same for a key. One that merges, or that kubectl writes otherwise, is for the parsers behind. */
export function keyForm(written: string, start: number): ScalarForm<string> {
  const form = scalarForm(written, start);
  return isText(form) && written !== '<<' && written.length <= LONGEST_KEY ? form : fail();
}

function isText(form: ScalarForm): form is ScalarForm<string> {
  return typeof form.value === 'string';
}
