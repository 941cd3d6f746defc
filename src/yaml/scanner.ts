import { END, forbiddenIn, isBreak, isSpaceOrEnd, SPACE, TAB } from './characters';
import { Lexeme, LexemeType } from './lexeme';
import { ReadingProblem } from './reading-problem';
import { scanBlock } from './scan-block';
import { scanPlain } from './scan-plain';
import { scanDirective, scanName, scanTag } from './scan-property';
import { scanQuoted } from './scan-quoted';
import { TextCursor } from './text-cursor';

/** How deep maps and lists may nest: far above what manifests do, far below what the stack holds. */
export const DEEPEST = 400;
/** How many characters a key may have that no `?` announces. */
const LONGEST_KEY = 1024;

/** What may turn out to be a key: that shows when a colon follows. There is at most one in each pair of brackets, and one outside. */
interface PossibleKey {
  isPossible: boolean;
  /** Whether it is waited for. go-yaml forgets to wait for empty brackets: `{}: a` is an empty map to it, and then a colon. */
  isSeen: boolean;
  /** Whether it can be nothing else. */
  isRequired: boolean;
  /** Its number among all lexemes. */
  number: number;
  start: number;
  column: number;
  line: number;
}

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
  /** One for the blocks, and one for each pair of brackets around the place. */
  private readonly keys: PossibleKey[] = [noKey()];
  private allowsKey = true;

  /** @param start where the document's content begins in the text */
  constructor(text: string, start: number) {
    const forbidden = forbiddenIn(text);
    if (forbidden !== -1) {
      const code = text.codePointAt(forbidden)!.toString(16).toUpperCase().padStart(4, '0');
      throw new ReadingProblem('document-not-yaml', { problem: `the character U+${code} is not allowed` }, forbidden);
    }
    this.cursor = new TextCursor(text, start);
  }

  /** The next lexeme. Throws a ReadingProblem. */
  peek(): Lexeme {
    while (this.head === this.queue.length || this.mayBeKey()) this.fetch();
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

  /** Whether the next lexeme may turn out to begin a key. */
  private mayBeKey(): boolean {
    for (const key of this.keys) if (key.isPossible && key.isSeen && key.number === this.taken) return this.isStillPossible(key);
    return false;
  }

  private fetch(): void {
    const { cursor } = this;
    this.skipToNext();
    this.closeBlocks(cursor.column);
    if (cursor.isMarker) return this.addBoundary(cursor.text.charAt(cursor.at) === '-' ? LexemeType.DOCUMENT_START : LexemeType.DOCUMENT_END, 3);
    const inBrackets = this.keys.length > 1;
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
      while (code === SPACE || (code === TAB && (keys.length > 1 || !this.allowsKey))) {
        cursor.at++;
        code = cursor.code;
      }
      if (code === 0x23) cursor.skipLine();
      if (!isBreak(cursor.code)) return;
      cursor.takeBreak();
      if (keys.length === 1) this.allowsKey = true;
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
    this.forgetKey();
    this.allowsKey = false;
    this.add(type, length);
  }

  private addDirective(): void {
    this.addBoundary(LexemeType.DIRECTIVE, scanDirective(this.cursor));
  }

  private openBrackets(type: LexemeType): void {
    this.rememberKey();
    this.keys.push({ ...noKey(), number: this.next });
    if (this.keys.length > DEEPEST) throw new ReadingProblem('document-too-deep', { limit: DEEPEST }, this.cursor.at);
    this.allowsKey = true;
    this.add(type, 1);
  }

  private closeBrackets(type: LexemeType): void {
    this.forgetKey();
    if (this.keys.length > 1) {
      const { number } = this.keys.pop()!;
      const outer = this.keys.at(-1)!;
      if (outer.number === number) outer.isSeen = false;
    }
    this.allowsKey = false;
    this.add(type, 1);
  }

  private addComma(): void {
    this.forgetKey();
    this.allowsKey = true;
    this.add(LexemeType.COMMA, 1);
  }

  private addDash(): void {
    this.openBlock(LexemeType.BLOCK_LIST, '"-" begins no item here: it must be the first thing on its line, or stand behind another "-"');
    this.forgetKey();
    this.allowsKey = true;
    this.add(LexemeType.DASH, 1);
  }

  private addKeyMark(): void {
    this.openBlock(LexemeType.BLOCK_MAP, '"?" begins no key here: it must be the first thing on its line');
    this.forgetKey();
    this.allowsKey = this.keys.length === 1;
    this.add(LexemeType.KEY, 1);
  }

  private addColon(): void {
    const key = this.keys.at(-1)!;
    if (key.isPossible && this.isStillPossible(key)) {
      const mark = { start: key.start, end: key.start, text: '' };
      const place = key.number < this.taken ? this.queue.length : this.head + key.number - this.taken;
      this.queue.splice(place, 0, { type: LexemeType.KEY, ...mark });
      if (this.deepen(key.column)) this.queue.splice(place, 0, { type: LexemeType.BLOCK_MAP, ...mark });
      key.isPossible = false;
      this.allowsKey = false;
    } else {
      this.openBlock(LexemeType.BLOCK_MAP, 'a ":" stands where no key is before it; put the text into quotes');
      this.allowsKey = this.keys.length === 1;
    }
    this.add(LexemeType.VALUE, 1);
  }

  private addProperty(type: LexemeType): void {
    this.rememberKey();
    this.allowsKey = false;
    const { cursor } = this;
    const { at: start } = cursor;
    const text = type === LexemeType.TAG ? scanTag(cursor) : scanName(cursor);
    this.queue.push({ type, start, end: cursor.at, text });
  }

  private addQuoted(): void {
    this.rememberKey();
    this.allowsKey = false;
    const { cursor } = this;
    const { at: start } = cursor;
    const style = cursor.code === 0x22 ? 'double' : 'single';
    const text = scanQuoted(cursor);
    this.queue.push({ type: LexemeType.SCALAR, start, end: cursor.at, text, style });
  }

  private addPlain(): void {
    this.rememberKey();
    this.allowsKey = false;
    const { at: start } = this.cursor;
    const { text, end } = scanPlain(this.cursor, this.indent + 1, this.keys.length > 1);
    this.queue.push({ type: LexemeType.SCALAR, start, end, text, style: 'plain' });
    if (this.cursor.endedLine) this.allowsKey = true;
  }

  private addBlock(): void {
    this.forgetKey();
    this.allowsKey = true;
    const { at: start } = this.cursor;
    const style = this.cursor.code === 0x7c ? 'literal' : 'folded';
    const { text, end } = scanBlock(this.cursor, this.indent);
    this.queue.push({ type: LexemeType.SCALAR, start, end, text, style });
  }

  /** Outside of brackets: begins a block here, if it is deeper than the one around it. */
  private openBlock(type: LexemeType, otherwise: string): void {
    if (this.keys.length > 1) return;
    if (!this.allowsKey) this.cursor.refuse(otherwise);
    if (this.deepen(this.cursor.column)) this.add(type, 0);
  }

  /** Whether a block begins in the column. */
  private deepen(column: number): boolean {
    if (this.keys.length > 1 || this.indent >= column) return false;
    this.indents.push(this.indent);
    this.indent = column;
    return true;
  }

  /** Closes the blocks that are deeper than a column. */
  private closeBlocks(column: number): void {
    if (this.keys.length > 1) return;
    while (this.indent > column) {
      this.add(LexemeType.BLOCK_END, 0);
      this.indent = this.indents.pop()!;
    }
  }

  /** Remembers that what begins here may be a key. */
  private rememberKey(): void {
    if (!this.allowsKey) return;
    this.forgetKey();
    const { cursor } = this;
    Object.assign(this.keys.at(-1)!, {
      isPossible: true,
      isSeen: true,
      isRequired: this.keys.length === 1 && this.indent === cursor.column,
      number: this.next,
      start: cursor.at,
      column: cursor.column,
      line: cursor.line,
    });
  }

  private forgetKey(): void {
    const key = this.keys.at(-1)!;
    if (key.isPossible && key.isRequired) this.refuseKey(key);
    key.isPossible = false;
  }

  /** A key ends on the line on which it begins, and before the text does. */
  private isStillPossible(key: PossibleKey): boolean {
    const { cursor } = this;
    const isShort = () => cursor.at - key.start <= LONGEST_KEY || [...cursor.text.slice(key.start, cursor.at)].length <= LONGEST_KEY;
    const isNear = key.line === cursor.line && cursor.code !== END && isShort();
    if (isNear) return true;
    if (key.isRequired) this.refuseKey(key);
    key.isPossible = false;
    return false;
  }

  private refuseKey(key: PossibleKey): never {
    return this.cursor.refuse('this looks like a key, and no ":" follows on its line', key.start);
  }
}

function noKey(): PossibleKey {
  return { isPossible: false, isSeen: false, isRequired: false, number: 0, start: 0, column: 0, line: 0 };
}
