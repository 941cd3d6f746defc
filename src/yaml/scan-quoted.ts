import { END, isBreak, isSpaceOrEnd, TAB } from './characters';
import { TextCursor } from './text-cursor';

const QUOTE = 0x27, BACKSLASH = 0x5c;
/** Texts in quotes that say what they show: on one line, without escapes. */
const SIMPLE = /'[^'\n\r\u0085\u2028\u2029]*'(?!')|"[^"\\\n\r\u0085\u2028\u2029]*"/y;

/** Each letter with what it stands for. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  '0\0', 'a\x07', 'b\b', 't\t', '\t\t', 'n\n', 'v\v', 'f\f', 'r\r', 'e\x1b', '  ', '""', '\'\'', '\\\\', 'N\u0085', '_\u00a0', 'L\u2028', 'P\u2029',
].map(([letter, meaning]) => [letter, meaning]));
const DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
const HEXADECIMAL = /^[0-9a-fA-F]+$/;

/** The text that stands in quotes here; the cursor goes behind them. Lines may go on at any column. */
export function scanQuoted(cursor: TextCursor): string {
  const { text, at } = cursor;
  SIMPLE.lastIndex = at;
  if (SIMPLE.test(text)) {
    cursor.at = SIMPLE.lastIndex;
    return text.slice(at + 1, cursor.at - 1);
  }
  return scanParts(cursor, cursor.code);
}

function scanParts(cursor: TextCursor, quote: number): string {
  const { at: start } = cursor;
  const parts: string[] = [];
  cursor.at++;
  for (;;) {
    const isBroken = scanWord(cursor, quote, parts);
    if (!isBroken && cursor.code === quote) {
      cursor.at++;
      return parts.join('');
    }
    parts.push(cursor.fold(0, isBroken));
    if (cursor.isMarker) cursor.refuse('a document begins or ends inside quotes', start);
    if (cursor.code === END) cursor.refuse('quotes are opened here, and not closed', start);
  }
}

/** Goes to the next white space or closing quote; tells whether it went behind an escaped line break. */
function scanWord(cursor: TextCursor, quote: number, parts: string[]): boolean {
  const { text } = cursor;
  let { at: from } = cursor;
  const put = (behind: number) => {
    parts.push(text.slice(from, cursor.at));
    from = cursor.at = behind;
  };
  for (let { code } = cursor; !isSpaceOrEnd(code); code = cursor.code) {
    const next = text.charCodeAt(cursor.at + 1);
    if (code === quote) {
      if (quote !== QUOTE || next !== QUOTE) break;
      put(cursor.at + 1);
    } else if (code === BACKSLASH && quote !== QUOTE) {
      put(cursor.at + 1);
      if (isBreak(next)) {
        cursor.takeBreak();
        return true;
      }
      parts.push(scanEscape(cursor));
      from = cursor.at;
      continue;
    }
    cursor.at++;
  }
  put(cursor.at);
  return false;
}

/** What stands behind a backslash. */
function scanEscape(cursor: TextCursor): string {
  const { text, at } = cursor;
  const letter = text.charAt(at);
  const digits = DIGITS[letter];
  if (digits === undefined) {
    cursor.at++;
    return ESCAPES.get(letter) ?? cursor.refuse(`"\\${text.charCodeAt(at) === TAB ? '' : letter}" is no escape`, at - 1);
  }
  const written = text.slice(at + 1, at + 1 + digits);
  const point = written.length === digits && HEXADECIMAL.test(written) ? parseInt(written, 16) : -1;
  if (point === -1 || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) cursor.refuse(`"\\${letter}${written}" is no character`, at - 1);
  cursor.at = at + 1 + digits;
  return String.fromCodePoint(point);
}
