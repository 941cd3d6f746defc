import { Ahead } from './ahead';
import { ScalarValue, valueOfPlain } from './scalar';
import { Tape, Token } from './tape';

/** Thrown, and caught in parse-simple.ts, where a text leaves the simple form. */
export const NOT_SIMPLE = new Error('not in the simple form');

export function fail(): never {
  throw NOT_SIMPLE;
}

const SPACE = 32, DASH = 45;
export const DOUBLE_QUOTE = 34, SINGLE_QUOTE = 39, COLON = 58;

/** With what a plain scalar begins here: no indicator, and a dash only before one of these or another dash. */
const isFirst = Array.from({ length: 128 }, (_, code) => /[A-Za-z0-9_./$(^+=;~<\\]/.test(String.fromCharCode(code)));

/** Far below what the parsers behind this one take: it is they that say that a key is too long. */
export const LONGEST_KEY = 1000;

/** Reads keys and scalars that stand on a line of a text in the simple form. Values are given, places put on the tape. */
export class SimpleScalars {
  /** Where the line ends: its line feed, or the end of the text. */
  lineEnd = 0;
  /** Behind what was read last. */
  end = 0;
  private readonly colon: Ahead;
  private readonly comment: Ahead;
  private readonly backslash: Ahead;

  constructor(protected readonly text: string, protected readonly tape: Tape) {
    this.colon = new Ahead(text, ':');
    this.comment = new Ahead(text, ' #');
    this.backslash = new Ahead(text, '\\');
  }

  /** Goes to the line that begins here. */
  begin(start: number): void {
    const end = this.text.indexOf('\n', start);
    this.lineEnd = end === -1 ? this.text.length : end;
  }

  skipSpaces(from: number): number {
    const { text } = this;
    let at = from;
    while (text.charCodeAt(at) === SPACE) at++;
    return at;
  }

  private isSpaceOrEnd(at: number): boolean {
    return at >= this.lineEnd || this.text.charCodeAt(at) === SPACE;
  }

  isDash(at: number): boolean {
    return this.text.charCodeAt(at) === DASH && this.isSpaceOrEnd(at + 1);
  }

  protected canBegin(at: number): boolean {
    const code = this.text.charCodeAt(at);
    if (code !== DASH) return code > 127 || isFirst[code];
    const next = this.text.charCodeAt(at + 1);
    return next === DASH || isFirst[next];
  }

  key(at: number): string {
    const end = this.keyEnd(at);
    if (end === -1) fail();
    const code = this.text.charCodeAt(at);
    return code === DOUBLE_QUOTE || code === SINGLE_QUOTE ? this.quoted(at, code) : this.plainKey(at, end);
  }

  /** A key that merges, or that kubectl writes otherwise, is for the parsers behind. */
  protected plainKey(at: number, end: number): string {
    const key = this.text.slice(at, end);
    if (key === '<<' || typeof valueOfPlain(key) !== 'string') fail();
    this.put(Token.PLAIN, at, end);
    return key;
  }

  /** Where the colon behind the key stands that begins at `at`; -1 where no key does. Asked again it says the same: what it passed ends no key. */
  keyEnd(at: number): number {
    const { text } = this;
    const code = text.charCodeAt(at);
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
      const end = this.quoteEnd(at, code);
      return text.charCodeAt(end) === COLON && this.isSpaceOrEnd(end + 1) ? end : -1;
    }
    if (!this.canBegin(at)) return -1;
    let end = this.colon.from(at + 1);
    while (end < this.lineEnd && !this.isSpaceOrEnd(end + 1)) end = this.colon.from(end + 1);
    if (end >= this.lineEnd || this.comment.from(at) < end) return -1;
    return text.charCodeAt(end - 1) === SPACE || end - at > LONGEST_KEY ? fail() : end;
  }

  /** A value that is not there, at the place where it would stand. */
  empty(at: number): null {
    this.put(Token.EMPTY, at, at);
    return null;
  }

  protected plain(at: number): ScalarValue {
    if (!this.canBegin(at)) fail();
    const end = Math.min(this.lineEnd, this.comment.from(at));
    for (let colon = this.colon.from(at + 1); colon < end; colon = this.colon.from(colon + 1)) if (this.isSpaceOrEnd(colon + 1)) fail();
    return this.trimmed(at, end);
  }

  protected trimmed(at: number, behind: number): ScalarValue {
    let end = behind;
    while (this.text.charCodeAt(end - 1) === SPACE) end--;
    const value = valueOfPlain(this.text.slice(at, end));
    if (value === undefined) fail();
    this.put(Token.PLAIN, at, end);
    return value;
  }

  protected quoted(at: number, quote: number): string {
    const end = this.quoteEnd(at, quote);
    this.put(quote === DOUBLE_QUOTE ? Token.DOUBLE : Token.SINGLE, at, end);
    return this.text.slice(at + 1, end - 1);
  }

  /** Where the quoted scalar ends that begins at `at`. */
  protected quoteEnd(at: number, quote: number): number {
    const { text } = this;
    const end = text.indexOf(quote === DOUBLE_QUOTE ? '"' : "'", at + 1);
    if (end === -1 || end > this.lineEnd) fail();
    const hasEscape = quote === DOUBLE_QUOTE ? this.backslash.from(at) < end : text.charCodeAt(end + 1) === SINGLE_QUOTE;
    return hasEscape ? fail() : end + 1;
  }

  private put(token: Token, start: number, end: number): void {
    this.tape.add(token, start, end);
    this.end = end;
  }
}
