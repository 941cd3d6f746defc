import { isBlank, isBreak, isSpaceOrEnd } from './characters';
import { TextCursor } from './text-cursor';

const COLON = 0x3a, HASH = 0x23;
/** What ends a scalar in brackets. A question mark is among them, in whatever place. */
const endsInBrackets = Array.from({ length: 128 }, (_, code) => ',?[]{}'.includes(String.fromCharCode(code)));

/** The text that stands here without quotes; the cursor goes to the next thing, and where the scalar ends is given with it. */
export function scanPlain(cursor: TextCursor, indent: number, isInBrackets: boolean): { readonly text: string; readonly end: number } {
  let written = '';
  let { at: end } = cursor;
  let gap = '';
  for (;;) {
    if (cursor.isMarker || cursor.code === HASH) break;
    const { at: from } = cursor;
    scanWord(cursor, isInBrackets);
    if (cursor.at > from) {
      written += gap + cursor.text.slice(from, cursor.at);
      end = cursor.at;
      gap = '';
      cursor.endedLine = false;
    }
    const { code } = cursor;
    if (!isBlank(code) && !isBreak(code)) break;
    gap = cursor.fold(indent);
    if (!isInBrackets && cursor.column < indent) break;
  }
  return { text: written, end };
}

/** Goes to the next white space, or what else ends the scalar: a colon only where white space is behind it. */
function scanWord(cursor: TextCursor, isInBrackets: boolean): void {
  const { text } = cursor;
  let { at } = cursor;
  for (let code = text.charCodeAt(at); !isSpaceOrEnd(code); code = text.charCodeAt(++at)) {
    if (code === COLON && isSpaceOrEnd(text.charCodeAt(at + 1))) break;
    if (isInBrackets && endsInBrackets[code]) break;
  }
  cursor.at = at;
}
