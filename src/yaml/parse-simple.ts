import { Entry, Item, MapNode, Node, ScalarNode, ScalarStyle, SequenceNode } from './node';

/** Thrown and caught in this file, where the text leaves the simple form. */
const NOT_SIMPLE = new Error('not in the simple form');

const LINE_FEED = 10, SPACE = 32, DOUBLE_QUOTE = 34, HASH = 35, SINGLE_QUOTE = 39, COMMA = 44, DASH = 45, COLON = 58, BACKSLASH = 92;
const OPEN_LIST = 91, CLOSE_LIST = 93, OPEN_MAP = 123, CLOSE_MAP = 125;

/** A character that is not plainly printable: tabs, carriage returns, the line breaks and spaces of Unicode, half of an emoji. */
const UNUSUAL = /[^\n -~\u00a1-\u1fff\u2010-\u2027\u2030-\ud7ff]/;

/** The separator before the content; comments and empty lines may stand above it. */
const HEAD = /^(?:\n|#[^\n]*\n)*---/;

/** With what a plain scalar begins here: no indicator, and a dash only before one of these or another dash. */
const isFirst = Array.from({ length: 128 }, (_, code) => /[A-Za-z0-9_./$(^+=;~<\\]/.test(String.fromCharCode(code)));

/** Far below what the parsers behind this one take: it is they that say what nests too deep, or has too long a key. */
const DEEPEST = 60, LONGEST_KEY = 1000;

/**
 * The nodes of a document in the form in which nearly all manifests are written: maps and lists by indentation, each scalar and each
 * pair of brackets on one line, no anchors, tags, escapes and block scalars. `undefined` for any other text, right or wrong.
 *
 * Why there is a parser of our own: docs/decisions/0023-the-simple-form-first.md
 */
export function parseSimple(text: string): Node | undefined {
  if (UNUSUAL.test(text)) return undefined;
  try {
    return new SimpleParser(text).document();
  } catch (error) {
    if (error !== NOT_SIMPLE) throw error;
    return undefined;
  }
}

function fail(): never {
  throw NOT_SIMPLE;
}

class SimpleParser {
  /** The first character of the line's content. */
  private at = 0;
  /** Where the line begins that holds `at`. */
  private lineStart = 0;
  /** The column of the line's content; -1 behind the last line. */
  private indent = -1;
  private depth = 0;

  constructor(private readonly text: string) {}

  document(): Node {
    const head = HEAD.exec(this.text);
    if (head === null) this.toContent(0);
    else this.nextLine(head[0].length);
    if (this.indent === -1) fail();
    const root = this.block();
    return this.indent === -1 ? root : fail();
  }

  /** Moves to the next line with content; nothing but a comment may follow on this one. */
  private nextLine(from: number): void {
    const at = this.skipSpaces(from);
    const isComment = at > from && this.text.charCodeAt(at) === HASH;
    if (!isComment && !this.isLineEnd(at)) fail();
    this.toContent(isComment ? this.behindLine(at) : at + 1);
  }

  /** Moves to the first line from `from` on, a line's beginning, that has content. */
  private toContent(from: number): void {
    const { text } = this;
    for (let start = from; start < text.length;) {
      const at = this.skipSpaces(start);
      if (text.charCodeAt(at) === HASH) {
        start = this.behindLine(at);
      } else if (this.isLineEnd(at)) {
        start = at + 1;
      } else {
        this.lineStart = start;
        this.at = at;
        this.indent = at - start;
        if (at === start && (text.startsWith('---', at) || text.startsWith('...', at))) fail();
        return;
      }
    }
    this.indent = -1;
  }

  private behindLine(from: number): number {
    const end = this.text.indexOf('\n', from);
    return end === -1 ? this.text.length : end + 1;
  }

  private skipSpaces(from: number): number {
    let at = from;
    while (this.text.charCodeAt(at) === SPACE) at++;
    return at;
  }

  private isLineEnd(at: number): boolean {
    return at >= this.text.length || this.text.charCodeAt(at) === LINE_FEED;
  }

  private isSpaceOrEnd(at: number): boolean {
    return this.text.charCodeAt(at) === SPACE || this.isLineEnd(at);
  }

  private isDash(at: number): boolean {
    return this.text.charCodeAt(at) === DASH && this.isSpaceOrEnd(at + 1);
  }

  /** The map or list that begins with the line. */
  private block(): Node {
    return this.isDash(this.at) ? this.list(this.at) : this.map(this.at);
  }

  private list(start: number): SequenceNode {
    if (++this.depth > DEEPEST) fail();
    const column = start - this.lineStart;
    const items: Item[] = [];
    let dash = start;
    do {
      items.push({ start: dash, value: this.item(dash + 1, column) });
      dash = this.at;
    } while (this.indent === column && this.isDash(dash));
    this.depth--;
    return { type: 'sequence', flow: false, items, outer: start, start, end: items[items.length - 1].value.end, anchor: undefined, tag: undefined };
  }

  private item(from: number, column: number): Node {
    const at = this.skipSpaces(from);
    if (this.isBare(from, at)) {
      this.nextLine(from);
      return this.indent > column ? this.block() : emptyAt(from);
    }
    if (this.isDash(at)) return this.list(at);
    return this.keyEnd(at) === -1 ? this.inline(at, column) : this.map(at);
  }

  private map(start: number): MapNode {
    if (++this.depth > DEEPEST) fail();
    const column = start - this.lineStart;
    const entries: Entry[] = [];
    let at = start;
    do {
      const key = this.key(at);
      entries.push({ start: at, key, value: this.value(key.end + 1, column) });
      at = this.at;
    } while (this.indent === column && !this.isDash(at));
    this.depth--;
    return { type: 'map', flow: false, entries, outer: start, start, end: entries[entries.length - 1].value.end, anchor: undefined, tag: undefined };
  }

  private value(from: number, column: number): Node {
    const at = this.skipSpaces(from);
    if (!this.isBare(from, at)) return this.inline(at, column);
    this.nextLine(from);
    if (this.indent > column) return this.block();
    // A list may stand in the column of its key.
    return this.indent === column && this.isDash(this.at) ? this.list(this.at) : emptyAt(from);
  }

  /** Whether nothing but a comment follows on the line, whose next character is at `at`. */
  private isBare(from: number, at: number): boolean {
    return this.isLineEnd(at) || (at > from && this.text.charCodeAt(at) === HASH);
  }

  /** A value that ends with its line: what is deeper below would continue it. */
  private inline(at: number, column: number): Node {
    const node = this.flowOrQuoted(at) ?? this.plain(at);
    this.nextLine(node.end);
    return this.indent > column ? fail() : node;
  }

  private key(at: number): ScalarNode {
    const end = this.keyEnd(at);
    if (end === -1) fail();
    const code = this.text.charCodeAt(at);
    return code === DOUBLE_QUOTE || code === SINGLE_QUOTE ? this.quoted(at, code) : scalar('plain', this.text.slice(at, end), at, end);
  }

  /** Where the colon behind the key stands that begins at `at`; -1 where no key does. */
  private keyEnd(at: number): number {
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

  private canBegin(at: number): boolean {
    const code = this.text.charCodeAt(at);
    if (code !== DASH) return code > 127 || isFirst[code];
    const next = this.text.charCodeAt(at + 1);
    return next === DASH || isFirst[next];
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
    const end = this.flow(start, CLOSE_LIST, (at) => {
      const value = this.flowValue(at);
      items.push({ start: at, value });
      return value.end;
    });
    return { type: 'sequence', flow: true, items, outer: start, start, end, anchor: undefined, tag: undefined };
  }

  private flowMap(start: number): MapNode {
    const entries: Entry[] = [];
    const end = this.flow(start, CLOSE_MAP, (at) => {
      const key = this.flowScalar(at);
      if (this.text.charCodeAt(key.end) !== COLON || this.text.charCodeAt(key.end + 1) !== SPACE || key.end - at > LONGEST_KEY) fail();
      const value = this.flowValue(this.skipSpaces(key.end + 1));
      entries.push({ start: at, key, value });
      return value.end;
    });
    return { type: 'map', flow: true, entries, outer: start, start, end, anchor: undefined, tag: undefined };
  }

  /** What stands between two brackets, parted by commas; gives where it ends. */
  private flow(start: number, close: number, read: (at: number) => number): number {
    if (++this.depth > DEEPEST) fail();
    let at = this.skipSpaces(start + 1);
    let isOpen = this.text.charCodeAt(at) !== close;
    while (isOpen) {
      at = this.skipSpaces(read(at));
      const code = this.text.charCodeAt(at);
      isOpen = code === COMMA;
      if (isOpen) at = this.skipSpaces(at + 1);
      else if (code !== close) fail();
    }
    this.depth--;
    return at + 1;
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
      if (code === COLON && !/[\w./-]/.test(text.charAt(end + 1))) return this.trimmed(at, end);
      if (code === HASH || code === OPEN_LIST || code === OPEN_MAP) fail();
    }
    return fail();
  }
}

function scalar(style: ScalarStyle, text: string, start: number, end: number): ScalarNode {
  return { type: 'scalar', style, text, outer: start, start, end, anchor: undefined, tag: undefined };
}

function emptyAt(at: number): ScalarNode {
  return scalar('empty', '', at, at);
}
