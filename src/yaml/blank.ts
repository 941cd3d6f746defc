import { CARRIAGE_RETURN, isBreak, isSpace } from './characters';

const HASH = 0x23;

/** The first offset from `from` on that holds neither white space, nor a line break, nor part of a comment. */
export function skipBlank(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (isSpace(code)) {
      at++;
    } else if (code === HASH && (at === 0 || isSpace(text.charCodeAt(at - 1)))) {
      while (at < text.length && !isBreak(text.charCodeAt(at))) at++;
    } else {
      return at;
    }
  }
}

/** Where the line that holds `from` ends: its line break, or the end of the text. */
export function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  if (end === -1) return text.length;
  return end > from && text.charCodeAt(end - 1) === CARRIAGE_RETURN ? end - 1 : end;
}

/** Where the line that holds `at` begins. */
export function startOfLine(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}
