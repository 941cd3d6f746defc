import { Content } from './content';
import { Node } from './node';
import { DEEPEST, SimpleLine } from './simple-line';
import { fail, NOT_SIMPLE } from './simple-scalars';
import { nodeAt, Tape, Token } from './tape';
import { put, Values } from './value';

const HASH = 35;

/** A character that is not plainly printable: tabs, carriage returns, the line breaks and spaces of Unicode, half of an emoji. */
const UNUSUAL = /[^\n -~\u00a1-\u1fff\u2010-\u2027\u2030-\ud7ff]/;

/** The separator before the content; comments and empty lines may stand above it. */
const HEAD = /^(?:\n|#[^\n]*\n)*---/;

/**
 * The content of a document in the form in which nearly all manifests are written: maps and lists by indentation, each scalar and each
 * pair of brackets on one line, no anchors, tags, escapes and block scalars. `undefined` for any other text, right or wrong.
 *
 * Why there is a parser of our own: docs/decisions/0023-the-simple-form-first.md
 */
export function parseSimple(text: string): SimpleContent | undefined {
  if (UNUSUAL.test(text)) return undefined;
  shared.clear();
  try {
    const value = new SimpleParser(text, shared).document();
    return new SimpleContent(text, shared.copy(), value);
  } catch (error) {
    if (error !== NOT_SIMPLE) throw error;
    return undefined;
  }
}

/** The one that is written on; what is kept is a copy. */
const shared = new Tape();

/** The content of a document in the simple form: small enough to be kept. */
export class SimpleContent implements Content {
  constructor(private readonly text: string, private readonly places: Int32Array, readonly value: unknown) {}

  get root(): Node {
    return nodeAt(this.text, this.places, 0);
  }
}

class SimpleParser {
  /** The first character of the line's content. */
  private at = 0;
  /** Where the line begins that holds `at`. */
  private lineStart = 0;
  /** The column of the line's content; -1 behind the last line. */
  private indent = -1;
  private depth = 0;
  private readonly line: SimpleLine;

  constructor(private readonly text: string, private readonly tape: Tape) {
    this.line = new SimpleLine(text, tape);
  }

  document(): unknown {
    const head = HEAD.exec(this.text);
    if (head === null) this.toContent(0);
    else this.behindHead(head[0].length);
    if (this.indent === -1) fail();
    const value = this.block();
    return this.indent === -1 ? value : fail();
  }

  private behindHead(end: number): void {
    this.line.begin(end);
    this.nextLine(end);
  }

  /** Moves to the next line with content; nothing but a comment may follow on this one. */
  private nextLine(from: number): void {
    const at = this.line.skipSpaces(from);
    if (!this.isBare(from, at)) fail();
    this.toContent(this.line.lineEnd + 1);
  }

  /** Moves to the first line from `from` on, a line's beginning, that has content. */
  private toContent(from: number): void {
    const { text, line } = this;
    for (let start = from; start < text.length; start = line.lineEnd + 1) {
      line.begin(start);
      const at = line.skipSpaces(start);
      if (at === line.lineEnd || text.charCodeAt(at) === HASH) continue;
      this.lineStart = start;
      this.at = at;
      this.indent = at - start;
      if (at === start && (text.startsWith('---', at) || text.startsWith('...', at))) fail();
      return;
    }
    this.indent = -1;
  }

  /** The map or list that begins with the line. */
  private block(): unknown {
    return this.line.isDash(this.at) ? this.list(this.at) : this.map(this.at);
  }

  private list(start: number): unknown[] {
    if (++this.depth > DEEPEST) fail();
    const token = this.tape.add(Token.SEQUENCE, start, start);
    const column = start - this.lineStart;
    const items: unknown[] = [];
    let dash = start;
    do {
      const index = this.tape.next;
      items.push(this.item(dash + 1, column));
      this.tape.beginItem(index, dash);
      dash = this.at;
    } while (this.indent === column && this.line.isDash(dash));
    this.depth--;
    this.tape.close(token, this.line.end);
    return items;
  }

  private item(from: number, column: number): unknown {
    const at = this.line.skipSpaces(from);
    if (this.isBare(from, at)) {
      this.nextLine(from);
      return this.indent > column ? this.block() : this.line.empty(from);
    }
    if (this.line.isDash(at)) return this.list(at);
    return this.line.keyEnd(at) === -1 ? this.inline(at, column) : this.map(at);
  }

  private map(start: number): Values {
    if (++this.depth > DEEPEST) fail();
    const token = this.tape.add(Token.MAP, start, start);
    const column = start - this.lineStart;
    const values: Values = {};
    let at = start;
    do {
      const key = this.line.key(at);
      put(values, key, this.value(this.line.end + 1, column));
      at = this.at;
    } while (this.indent === column && !this.line.isDash(at));
    this.depth--;
    this.tape.close(token, this.line.end);
    return values;
  }

  private value(from: number, column: number): unknown {
    const at = this.line.skipSpaces(from);
    if (!this.isBare(from, at)) return this.inline(at, column);
    this.nextLine(from);
    if (this.indent > column) return this.block();
    // A list may stand in the column of its key.
    return this.indent === column && this.line.isDash(this.at) ? this.list(this.at) : this.line.empty(from);
  }

  /** Whether nothing but a comment follows on the line, whose next character is at `at`. */
  private isBare(from: number, at: number): boolean {
    return at >= this.line.lineEnd || (at > from && this.text.charCodeAt(at) === HASH);
  }

  /** A value that ends with its line: what is deeper below would continue it. */
  private inline(at: number, column: number): unknown {
    const value = this.line.value(at);
    this.nextLine(this.line.end);
    return this.indent > column ? fail() : value;
  }
}
