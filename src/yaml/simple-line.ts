import { ScalarValue, valueOfPlain } from './scalar';
import { Tape, Token } from './tape';
import { put, Values } from './value';

/** Thrown, and caught in parse-simple.ts, where a text leaves the simple form. */
export const NOT_SIMPLE = new Error('not in the simple form');

export function fail(): never {
  throw NOT_SIMPLE;
}

const SPACE = 32, DOUBLE_QUOTE = 34, HASH = 35, SINGLE_QUOTE = 39, COMMA = 44, DASH = 45, COLON = 58;
const OPEN_LIST = 91, CLOSE_LIST = 93, OPEN_MAP = 123, CLOSE_MAP = 125;

/** With what a plain scalar begins here: no indicator, and a dash only before one of these or another dash. */
const isFirst = Array.from({ length: 128 }, (_, code) => /[A-Za-z0-9_./$(^+=;~<\\]/.test(String.fromCharCode(code)));

/** With what a plain scalar in brackets goes on behind a colon here. */
const continues = Array.from({ length: 128 }, (_, code) => /[\w./-]/.test(String.fromCharCode(code)));

/** Far below what the parsers behind this one take: it is they that say what nests too deep, or has too long a key. */
export const DEEPEST = 60;
const LONGEST_KEY = 1000;

const NOWHERE = 2 ** 30;

/**
 * Looks ahead for a text, and looks again only once it was passed. The runtime's own search is many times as fast as a loop of ours
 * before that is compiled, which takes as long as a thousand documents.
 */
class Ahead {
  private at = -1;

  constructor(private readonly text: string, private readonly wanted: string) {}

  /** Where it stands next, from an offset on; offsets rise. */
  from(offset: number): number {
    if (this.at < offset) {
      const found = this.text.indexOf(this.wanted, offset);
      this.at = found === -1 ? NOWHERE : found;
    }
    return this.at;
  }
}

/** Reads what stands on one line of a text in the simple form: keys, scalars and brackets. Values are given, places put on the tape. */
export class SimpleLine {
  /** Where the line ends: its line feed, or the end of the text. */
  lineEnd = 0;
  /** Behind what was read last. */
  end = 0;
  private depth = 0;
  private readonly colon: Ahead;
  private readonly comment: Ahead;
  private readonly backslash: Ahead;

  constructor(private readonly text: string, private readonly tape: Tape) {
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

  private canBegin(at: number): boolean {
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
  private plainKey(at: number, end: number): string {
    const key = this.text.slice(at, end);
    if (key === '<<' || typeof valueOfPlain(key) !== 'string') fail();
    this.put(Token.PLAIN, at, end);
    return key;
  }

  /** Where the colon behind the key stands that begins at `at`; -1 where no key does. */
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

  /** The value that begins here, and ends before its line does. */
  value(at: number): unknown {
    const code = this.text.charCodeAt(at);
    return opens(code) ? this.opened(at, code) : this.plain(at);
  }

  /** A value that is not there, at the place where it would stand. */
  empty(at: number): null {
    this.put(Token.EMPTY, at, at);
    return null;
  }

  private plain(at: number): ScalarValue {
    if (!this.canBegin(at)) fail();
    const end = Math.min(this.lineEnd, this.comment.from(at));
    for (let colon = this.colon.from(at + 1); colon < end; colon = this.colon.from(colon + 1)) if (this.isSpaceOrEnd(colon + 1)) fail();
    return this.trimmed(at, end);
  }

  private trimmed(at: number, behind: number): ScalarValue {
    let end = behind;
    while (this.text.charCodeAt(end - 1) === SPACE) end--;
    const value = valueOfPlain(this.text.slice(at, end));
    if (value === undefined) fail();
    this.put(Token.PLAIN, at, end);
    return value;
  }

  private quoted(at: number, quote: number): string {
    const end = this.quoteEnd(at, quote);
    this.put(quote === DOUBLE_QUOTE ? Token.DOUBLE : Token.SINGLE, at, end);
    return this.text.slice(at + 1, end - 1);
  }

  /** Where the quoted scalar ends that begins at `at`. */
  private quoteEnd(at: number, quote: number): number {
    const { text } = this;
    const end = text.indexOf(quote === DOUBLE_QUOTE ? '"' : "'", at + 1);
    if (end === -1 || end > this.lineEnd) fail();
    const hasEscape = quote === DOUBLE_QUOTE ? this.backslash.from(at) < end : text.charCodeAt(end + 1) === SINGLE_QUOTE;
    return hasEscape ? fail() : end + 1;
  }

  /** What begins with a quote or a bracket. */
  private opened(at: number, code: number): unknown {
    switch (code) {
      case OPEN_LIST: return this.flowList(at);
      case OPEN_MAP: return this.flowMap(at);
      default: return this.quoted(at, code);
    }
  }

  private flowList(start: number): unknown[] {
    const token = this.tape.add(Token.FLOW_SEQUENCE, start, start);
    const items: unknown[] = [];
    let at = this.open(start);
    while (this.text.charCodeAt(at) !== CLOSE_LIST) {
      items.push(this.flowValue(at));
      at = this.next(CLOSE_LIST);
    }
    this.close(token, at);
    return items;
  }

  private flowMap(start: number): Values {
    const token = this.tape.add(Token.FLOW_MAP, start, start);
    const values: Values = {};
    let at = this.open(start);
    while (this.text.charCodeAt(at) !== CLOSE_MAP) {
      const key = this.flowKey(at);
      put(values, key, this.flowValue(this.skipSpaces(this.end + 1)));
      at = this.next(CLOSE_MAP);
    }
    this.close(token, at);
    return values;
  }

  private flowKey(at: number): string {
    const code = this.text.charCodeAt(at);
    const isQuoted = code === DOUBLE_QUOTE || code === SINGLE_QUOTE;
    const end = isQuoted ? this.quoteEnd(at, code) : this.flowEnd(at);
    const { text } = this;
    if (text.charCodeAt(end) !== COLON || text.charCodeAt(end + 1) !== SPACE || text.charCodeAt(end - 1) === SPACE || end - at > LONGEST_KEY) fail();
    return isQuoted ? this.quoted(at, code) : this.plainKey(at, end);
  }

  /** What stands first behind the bracket. */
  private open(bracket: number): number {
    if (++this.depth > DEEPEST) fail();
    return this.skipSpaces(bracket + 1);
  }

  private close(token: number, bracket: number): void {
    this.depth--;
    this.end = bracket + 1;
    this.tape.close(token, this.end);
  }

  /** What stands first behind the comma that must follow what was read, or the bracket that closes. */
  private next(close: number): number {
    const at = this.skipSpaces(this.end);
    const code = this.text.charCodeAt(at);
    if (code === COMMA) return this.skipSpaces(at + 1);
    return code === close ? at : fail();
  }

  private flowValue(at: number): unknown {
    const code = this.text.charCodeAt(at);
    return opens(code) ? this.opened(at, code) : this.trimmed(at, this.flowEnd(at));
  }

  /** Where a plain scalar in brackets ends, or the spaces behind it. */
  private flowEnd(at: number): number {
    const { text } = this;
    if (!this.canBegin(at)) fail();
    for (let end = at + 1; end < this.lineEnd; end++) {
      const code = text.charCodeAt(end);
      if (code === COMMA || code === CLOSE_LIST || code === CLOSE_MAP) return end;
      if (code === COLON && !continues[text.charCodeAt(end + 1)]) return end;
      if (code === HASH || code === OPEN_LIST || code === OPEN_MAP) fail();
    }
    return fail();
  }

  private put(token: Token, start: number, end: number): void {
    this.tape.add(token, start, end);
    this.end = end;
  }
}

function opens(code: number): boolean {
  return code === DOUBLE_QUOTE || code === SINGLE_QUOTE || code === OPEN_LIST || code === OPEN_MAP;
}
