import { Entry, Item, MapNode, Node, ScalarNode, ScalarStyle, SequenceNode } from './node';

/** Thrown, and caught in parse-simple.ts, where a text leaves the simple form. */
export const NOT_SIMPLE = new Error('not in the simple form');

export function fail(): never {
  throw NOT_SIMPLE;
}

const LINE_FEED = 10, SPACE = 32, DOUBLE_QUOTE = 34, HASH = 35, SINGLE_QUOTE = 39, COMMA = 44, DASH = 45, COLON = 58, BACKSLASH = 92;
const OPEN_LIST = 91, CLOSE_LIST = 93, OPEN_MAP = 123, CLOSE_MAP = 125;

/** With what a plain scalar begins here: no indicator, and a dash only before one of these or another dash. */
const isFirst = Array.from({ length: 128 }, (_, code) => /[A-Za-z0-9_./$(^+=;~<\\]/.test(String.fromCharCode(code)));

/** With what a plain scalar in brackets goes on behind a colon here. */
const continues = Array.from({ length: 128 }, (_, code) => /[\w./-]/.test(String.fromCharCode(code)));

/** Far below what the parsers behind this one take: it is they that say what nests too deep, or has too long a key. */
export const DEEPEST = 60;
const LONGEST_KEY = 1000;

/** Reads what stands on one line of a text in the simple form: keys, scalars and brackets. */
export class SimpleLine {
  private depth = 0;

  constructor(private readonly text: string) {}

  skipSpaces(from: number): number {
    let at = from;
    while (this.text.charCodeAt(at) === SPACE) at++;
    return at;
  }

  isLineEnd(at: number): boolean {
    return at >= this.text.length || this.text.charCodeAt(at) === LINE_FEED;
  }

  private isSpaceOrEnd(at: number): boolean {
    return this.text.charCodeAt(at) === SPACE || this.isLineEnd(at);
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

  key(at: number): ScalarNode {
    const end = this.keyEnd(at);
    if (end === -1) fail();
    const code = this.text.charCodeAt(at);
    return code === DOUBLE_QUOTE || code === SINGLE_QUOTE ? this.quoted(at, code) : scalar('plain', this.text.slice(at, end), at, end);
  }

  /** Where the colon behind the key stands that begins at `at`; -1 where no key does. */
  keyEnd(at: number): number {
    const { text } = this;
    const code = text.charCodeAt(at);
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
      const { end } = this.quoted(at, code);
      return text.charCodeAt(end) === COLON && this.isSpaceOrEnd(end + 1) ? end : -1;
    }
    if (!this.canBegin(at)) return -1;
    for (let end = at + 1; !this.isLineEnd(end); end++) {
      const next = text.charCodeAt(end);
      const before = text.charCodeAt(end - 1);
      if (next === HASH && before === SPACE) return -1;
      if (next === COLON && this.isSpaceOrEnd(end + 1)) return before === SPACE || end - at > LONGEST_KEY ? fail() : end;
    }
    return -1;
  }

  /** The value that begins here, and ends before its line does. */
  value(at: number): Node {
    return this.flowOrQuoted(at) ?? this.plain(at);
  }

  private plain(at: number): ScalarNode {
    const { text } = this;
    if (!this.canBegin(at)) fail();
    let end = at + 1;
    for (; !this.isLineEnd(end); end++) {
      const code = text.charCodeAt(end);
      if (code === COLON && this.isSpaceOrEnd(end + 1)) fail();
      if (code === HASH && text.charCodeAt(end - 1) === SPACE) break;
    }
    return this.trimmed(at, end);
  }

  private trimmed(at: number, behind: number): ScalarNode {
    let end = behind;
    while (this.text.charCodeAt(end - 1) === SPACE) end--;
    return scalar('plain', this.text.slice(at, end), at, end);
  }

  private quoted(at: number, quote: number): ScalarNode {
    const { text } = this;
    for (let end = at + 1; !this.isLineEnd(end); end++) {
      const code = text.charCodeAt(end);
      if (code === BACKSLASH && quote === DOUBLE_QUOTE) fail();
      if (code !== quote) continue;
      if (quote === SINGLE_QUOTE && text.charCodeAt(end + 1) === SINGLE_QUOTE) fail();
      return scalar(quote === DOUBLE_QUOTE ? 'double' : 'single', text.slice(at + 1, end), at, end + 1);
    }
    return fail();
  }

  private flowOrQuoted(at: number): Node | undefined {
    const code = this.text.charCodeAt(at);
    switch (code) {
      case DOUBLE_QUOTE: case SINGLE_QUOTE: return this.quoted(at, code);
      case OPEN_LIST: return this.flowList(at);
      case OPEN_MAP: return this.flowMap(at);
      default: return undefined;
    }
  }

  private flowList(start: number): SequenceNode {
    const items: Item[] = [];
    let at = this.open(start);
    while (this.text.charCodeAt(at) !== CLOSE_LIST) {
      const value = this.flowValue(at);
      items.push({ start: at, value });
      at = this.next(value.end, CLOSE_LIST);
    }
    this.depth--;
    return { type: 'sequence', flow: true, items, outer: start, start, end: at + 1 };
  }

  private flowMap(start: number): MapNode {
    const entries: Entry[] = [];
    let at = this.open(start);
    while (this.text.charCodeAt(at) !== CLOSE_MAP) {
      const key = this.flowScalar(at);
      if (this.text.charCodeAt(key.end) !== COLON || this.text.charCodeAt(key.end + 1) !== SPACE || key.end - at > LONGEST_KEY) fail();
      const value = this.flowValue(this.skipSpaces(key.end + 1));
      entries.push({ start: at, key, value });
      at = this.next(value.end, CLOSE_MAP);
    }
    this.depth--;
    return { type: 'map', flow: true, entries, outer: start, start, end: at + 1 };
  }

  /** What stands first behind the bracket. */
  private open(bracket: number): number {
    if (++this.depth > DEEPEST) fail();
    return this.skipSpaces(bracket + 1);
  }

  /** What stands first behind the comma that must follow, or the bracket that closes. */
  private next(from: number, close: number): number {
    const at = this.skipSpaces(from);
    const code = this.text.charCodeAt(at);
    if (code === COMMA) return this.skipSpaces(at + 1);
    return code === close ? at : fail();
  }

  private flowValue(at: number): Node {
    return this.flowOrQuoted(at) ?? this.flowScalar(at);
  }

  private flowScalar(at: number): ScalarNode {
    const { text } = this;
    const first = text.charCodeAt(at);
    if (first === DOUBLE_QUOTE || first === SINGLE_QUOTE) return this.quoted(at, first);
    if (!this.canBegin(at)) fail();
    for (let end = at + 1; !this.isLineEnd(end); end++) {
      const code = text.charCodeAt(end);
      if (code === COMMA || code === CLOSE_LIST || code === CLOSE_MAP) return this.trimmed(at, end);
      if (code === COLON && !continues[text.charCodeAt(end + 1)]) return this.trimmed(at, end);
      if (code === HASH || code === OPEN_LIST || code === OPEN_MAP) fail();
    }
    return fail();
  }
}

function scalar(style: ScalarStyle, text: string, start: number, end: number): ScalarNode {
  return { type: 'scalar', style, text, outer: start, start, end };
}

/** A value that is not there, at the place where it would stand. */
export function emptyAt(at: number): ScalarNode {
  return scalar('empty', '', at, at);
}
