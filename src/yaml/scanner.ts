import { forbiddenIn, isBreak, isSpaceOrEnd, SPACE, TAB } from './characters';
import { Lexeme, LexemeType } from './lexeme';
import { PossibleKeys } from './possible-keys';
import { ReadingProblem } from './reading-problem';
import { scanBlock } from './scan-block';
import { scanPlain } from './scan-plain';
import { scanDirective, scanName, scanTag } from './scan-property';
import { scanQuoted } from './scan-quoted';
import { TextCursor } from './text-cursor';

/** How deep maps and lists may nest: far above what manifests do, far below what the stack holds. */
export const DEEPEST = 400;

/**
 * The lexemes of one document, by the rules of go-yaml 2 (sigs.k8s.io/yaml), by which kubectl reads: docs/decisions/0021-as-go-yaml-scans.md
 * says where those are not the rules of YAML 1.2.
 */
export class Scanner {
  private readonly cursor: TextCursor;
  /** The lexemes that were found and not taken, and how many were taken before them. */
  private queue: Lexeme[] = [];
  private head = 0;
  private taken = 0;
  /** The column of the innermost block, and of those around it. */
  private indent = -1;
  private readonly indents: number[] = [];
  private readonly keys: PossibleKeys;

  /** @param start where the document's content begins in the text */
  constructor(text: string, start: number) {
    const forbidden = forbiddenIn(text);
    if (forbidden !== -1) {
      const code = text.codePointAt(forbidden)!.toString(16).toUpperCase().padStart(4, '0');
      throw new ReadingProblem('document-not-yaml', { problem: `the character U+${code} is not allowed` }, forbidden);
    }
    this.cursor = new TextCursor(text, start);
    this.keys = new PossibleKeys(this.cursor);
  }

  /** The next lexeme. Throws a ReadingProblem. */
  peek(): Lexeme {
    while (this.head === this.queue.length || this.keys.isWaitedFor(this.taken)) this.fetch();
    return this.queue[this.head];
  }

  /** Takes the next lexeme. */
  take(): Lexeme {
    const lexeme = this.peek();
    this.taken++;
    if (++this.head === this.queue.length) {
      this.queue = [];
      this.head = 0;
    }
    return lexeme;
  }

  /** The number of the lexeme that is found next. */
  private get next(): number {
    return this.taken + this.queue.length - this.head;
  }

  private fetch(): void {
    const { cursor } = this;
    this.skipToNext();
    this.closeBlocks(cursor.column);
    if (cursor.isMarker) return this.addBoundary(cursor.text.charAt(cursor.at) === '-' ? LexemeType.DOCUMENT_START : LexemeType.DOCUMENT_END, 3);
    const inBrackets = this.keys.depth > 0;
    switch (cursor.text.charAt(cursor.at)) {
      case '\0': return this.addBoundary(LexemeType.END, 0);
      case '[': return this.openBrackets(LexemeType.LIST);
      case '{': return this.openBrackets(LexemeType.MAP);
      case ']': return this.closeBrackets(LexemeType.LIST_END);
      case '}': return this.closeBrackets(LexemeType.MAP_END);
      case ',': return this.addComma();
      case '-': return cursor.isAlone ? this.addDash() : this.addPlain();
      case '?': return inBrackets || cursor.isAlone ? this.addKeyMark() : this.addPlain();
      case ':': return inBrackets || cursor.isAlone ? this.addColon() : this.addPlain();
      case '*': return this.addProperty(LexemeType.ALIAS);
      case '&': return this.addProperty(LexemeType.ANCHOR);
      case '!': return this.addProperty(LexemeType.TAG);
      case '\'': case '"': return this.addQuoted();
      case '|': case '>': return inBrackets ? this.refuseCharacter() : this.addBlock();
      case '%': return cursor.column === 0 ? this.addDirective() : this.refuseCharacter();
      case '@': case '`': case '#': return this.refuseCharacter();
      default: return isSpaceOrEnd(cursor.code) ? this.refuseCharacter() : this.addPlain();
    }
  }

  private refuseCharacter(): never {
    const { cursor } = this;
    const character = cursor.code === TAB ? 'a tab' : `"${String.fromCodePoint(cursor.text.codePointAt(cursor.at)!)}"`;
    return cursor.refuse(`${character} cannot stand here without quotes`);
  }

  /** Goes over white space and comments. A tab counts as white space only where no line can begin a key. */
  private skipToNext(): void {
    const { cursor, keys } = this;
    for (;;) {
      let { code } = cursor;
      while (code === SPACE || (code === TAB && (keys.depth > 0 || !keys.isAllowed))) {
        cursor.at++;
        code = cursor.code;
      }
      if (code === 0x23) cursor.skipLine();
      if (!isBreak(cursor.code)) return;
      cursor.takeBreak();
      if (keys.depth === 0) keys.isAllowed = true;
    }
  }

  private add(type: LexemeType, length: number): void {
    const { at: start } = this.cursor;
    this.cursor.at += length;
    this.queue.push({ type, start, end: this.cursor.at, text: '' });
  }

  /** What ends all blocks: the beginning or end of a document, or of the text. */
  private addBoundary(type: LexemeType, length: number): void {
    this.closeBlocks(-1);
    this.keys.forget();
    this.keys.isAllowed = false;
    this.add(type, length);
  }

  private addDirective(): void {
    this.addBoundary(LexemeType.DIRECTIVE, scanDirective(this.cursor));
  }

  private openBrackets(type: LexemeType): void {
    this.rememberKey();
    this.keys.open(this.next);
    if (this.keys.depth >= DEEPEST) throw new ReadingProblem('document-too-deep', { limit: DEEPEST }, this.cursor.at);
    this.keys.isAllowed = true;
    this.add(type, 1);
  }

  private closeBrackets(type: LexemeType): void {
    this.keys.forget();
    this.keys.close();
    this.keys.isAllowed = false;
    this.add(type, 1);
  }

  private addComma(): void {
    this.keys.forget();
    this.keys.isAllowed = true;
    this.add(LexemeType.COMMA, 1);
  }

  private addDash(): void {
    this.openBlock(LexemeType.BLOCK_LIST, '"-" begins no item here: it must be the first thing on its line, or stand behind another "-"');
    this.keys.forget();
    this.keys.isAllowed = true;
    this.add(LexemeType.DASH, 1);
  }

  private addKeyMark(): void {
    this.openBlock(LexemeType.BLOCK_MAP, '"?" begins no key here: it must be the first thing on its line');
    this.keys.forget();
    this.keys.isAllowed = this.keys.depth === 0;
    this.add(LexemeType.KEY, 1);
  }

  private addColon(): void {
    const key = this.keys.take();
    if (key !== undefined) {
      const mark = { start: key.start, end: key.start, text: '' };
      const place = key.number < this.taken ? this.queue.length : this.head + key.number - this.taken;
      this.queue.splice(place, 0, { type: LexemeType.KEY, ...mark });
      if (this.deepen(key.column)) this.queue.splice(place, 0, { type: LexemeType.BLOCK_MAP, ...mark });
      this.keys.isAllowed = false;
    } else {
      this.openBlock(LexemeType.BLOCK_MAP, 'a ":" stands where no key is before it; put the text into quotes');
      this.keys.isAllowed = this.keys.depth === 0;
    }
    this.add(LexemeType.VALUE, 1);
  }

  private addProperty(type: LexemeType): void {
    this.rememberKey();
    this.keys.isAllowed = false;
    const { cursor } = this;
    const { at: start } = cursor;
    const text = type === LexemeType.TAG ? scanTag(cursor) : scanName(cursor);
    this.queue.push({ type, start, end: cursor.at, text });
  }

  private addQuoted(): void {
    this.rememberKey();
    this.keys.isAllowed = false;
    const { cursor } = this;
    const { at: start } = cursor;
    const style = cursor.code === 0x22 ? 'double' : 'single';
    const text = scanQuoted(cursor);
    this.queue.push({ type: LexemeType.SCALAR, start, end: cursor.at, text, style });
  }

  private addPlain(): void {
    this.rememberKey();
    this.keys.isAllowed = false;
    const { at: start } = this.cursor;
    const { text, end } = scanPlain(this.cursor, this.indent + 1, this.keys.depth > 0);
    this.queue.push({ type: LexemeType.SCALAR, start, end, text, style: 'plain' });
    if (this.cursor.endedLine) this.keys.isAllowed = true;
  }

  private addBlock(): void {
    this.keys.forget();
    this.keys.isAllowed = true;
    const { at: start } = this.cursor;
    const style = this.cursor.code === 0x7c ? 'literal' : 'folded';
    const { text, end } = scanBlock(this.cursor, this.indent);
    this.queue.push({ type: LexemeType.SCALAR, start, end, text, style });
  }

  /** Outside of brackets: begins a block here, if it is deeper than the one around it. */
  private openBlock(type: LexemeType, otherwise: string): void {
    if (this.keys.depth > 0) return;
    if (!this.keys.isAllowed) this.cursor.refuse(otherwise);
    if (this.deepen(this.cursor.column)) this.add(type, 0);
  }

  /** Whether a block begins in the column. */
  private deepen(column: number): boolean {
    if (this.keys.depth > 0 || this.indent >= column) return false;
    this.indents.push(this.indent);
    this.indent = column;
    return true;
  }

  /** Closes the blocks that are deeper than a column. */
  private closeBlocks(column: number): void {
    if (this.keys.depth > 0) return;
    while (this.indent > column) {
      this.add(LexemeType.BLOCK_END, 0);
      this.indent = this.indents.pop()!;
    }
  }

  private rememberKey(): void {
    this.keys.remember(this.next, this.indent === this.cursor.column);
  }
}
