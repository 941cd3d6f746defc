import { END, isBlank, isBreak, SPACE, TAB } from './characters';
import { TextCursor } from './text-cursor';

const HASH = 0x23, PIPE = 0x7c;
const HEADER = /[|>](?:([-+])([1-9])?|([1-9])([-+])?)?/y;

/** A literal or folded scalar: its text, and where it ends. */
export interface BlockScalar {
  readonly text: string;
  /** The end of its last line that has text, or of its header; under `+`, of its last blank line. */
  readonly end: number;
}

/** The block scalar whose header begins here; the cursor goes behind its lines. */
export function scanBlock(cursor: TextCursor, parentIndent: number): BlockScalar {
  const isLiteral = cursor.code === PIPE;
  HEADER.lastIndex = cursor.at;
  const [header, before, inside, digit, behind] = HEADER.exec(cursor.text)!;
  cursor.at += header.length;
  endHeader(cursor);
  const { at: headerEnd } = cursor;
  if (cursor.code !== END) cursor.takeBreak();
  const stated = Number(inside ?? digit ?? 0);
  const lines = new BlockLines(cursor, parentIndent, stated === 0 ? 0 : Math.max(parentIndent, 0) + stated);
  const text = lines.read(isLiteral, before ?? behind);
  return { text, end: (before ?? behind) === '+' ? Math.max(headerEnd, lines.lastBreak) : lastText(cursor.text, headerEnd, lines.end) };
}

function endHeader(cursor: TextCursor): void {
  cursor.skipBlanks();
  if (cursor.code === HASH) cursor.skipLine();
  if (cursor.code !== END && !isBreak(cursor.code)) cursor.refuse('only a comment may stand behind "|" or ">" on its line');
}

/** The end of the last line up to `end` that has text. */
function lastText(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && (isBlank(text.charCodeAt(at - 1)) || isBreak(text.charCodeAt(at - 1)))) at--;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

class BlockLines {
  /** Behind the last line break that belongs to the scalar, and before it. */
  end: number;
  lastBreak: number;

  constructor(private readonly cursor: TextCursor, private readonly parentIndent: number, private indent: number) {
    this.end = this.lastBreak = cursor.at;
  }

  read(isLiteral: boolean, chomping: string | undefined): string {
    const { cursor } = this;
    const parts: string[] = [];
    let blankLines = this.skipBlankLines();
    let lineBreak = '';
    let wasIndented = false;
    while (cursor.column === this.indent && cursor.code !== END) {
      const isIndented = isBlank(cursor.code);
      const isFolded = !isLiteral && lineBreak === '\n' && !wasIndented && !isIndented;
      parts.push(isFolded ? blankLines === '' ? ' ' : '' : lineBreak, blankLines);
      wasIndented = isIndented;
      const { at: from } = cursor;
      cursor.skipLine();
      parts.push(cursor.text.slice(from, cursor.at));
      this.lastBreak = this.end = cursor.at;
      lineBreak = cursor.code === END ? '' : this.takeBreak();
      blankLines = this.skipBlankLines();
    }
    if (chomping !== '-') parts.push(lineBreak);
    if (chomping === '+') parts.push(blankLines);
    return parts.join('');
  }

  private takeBreak(): string {
    this.lastBreak = this.cursor.at;
    const taken = this.cursor.takeBreak();
    this.end = this.cursor.at;
    return taken;
  }

  /** Goes over lines without text to where the next one has its first character, or is less deep. The first one gives the indentation. */
  private skipBlankLines(): string {
    const { cursor } = this;
    let breaks = '';
    let deepest = 0;
    for (;;) {
      const isOpen = () => this.indent === 0 || cursor.column < this.indent;
      while (isOpen() && cursor.code === SPACE) cursor.at++;
      deepest = Math.max(deepest, cursor.column);
      if (isOpen() && cursor.code === TAB) cursor.refuse('a tab stands where a line is indented by spaces');
      if (!isBreak(cursor.code)) break;
      breaks += this.takeBreak();
    }
    if (this.indent === 0) this.indent = Math.max(deepest, this.parentIndent + 1, 1);
    return breaks;
  }
}
