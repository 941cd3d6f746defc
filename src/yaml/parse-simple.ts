import { Entry, Item, MapNode, Node, SequenceNode } from './node';
import { DEEPEST, emptyAt, fail, NOT_SIMPLE, SimpleLine } from './simple-line';

const HASH = 35;

/** A character that is not plainly printable: tabs, carriage returns, the line breaks and spaces of Unicode, half of an emoji. */
const UNUSUAL = /[^\n -~\u00a1-\u1fff\u2010-\u2027\u2030-\ud7ff]/;

/** The separator before the content; comments and empty lines may stand above it. */
const HEAD = /^(?:\n|#[^\n]*\n)*---/;

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

class SimpleParser {
  /** The first character of the line's content. */
  private at = 0;
  /** Where the line begins that holds `at`. */
  private lineStart = 0;
  /** The column of the line's content; -1 behind the last line. */
  private indent = -1;
  private depth = 0;
  private readonly line: SimpleLine;

  constructor(private readonly text: string) {
    this.line = new SimpleLine(text);
  }

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
    const at = this.line.skipSpaces(from);
    const isComment = at > from && this.text.charCodeAt(at) === HASH;
    if (!isComment && !this.line.isLineEnd(at)) fail();
    this.toContent(isComment ? this.behindLine(at) : at + 1);
  }

  /** Moves to the first line from `from` on, a line's beginning, that has content. */
  private toContent(from: number): void {
    const { text } = this;
    for (let start = from; start < text.length;) {
      const at = this.line.skipSpaces(start);
      if (text.charCodeAt(at) === HASH) {
        start = this.behindLine(at);
      } else if (this.line.isLineEnd(at)) {
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

  /** The map or list that begins with the line. */
  private block(): Node {
    return this.line.isDash(this.at) ? this.list(this.at) : this.map(this.at);
  }

  private list(start: number): SequenceNode {
    if (++this.depth > DEEPEST) fail();
    const column = start - this.lineStart;
    const items: Item[] = [];
    let dash = start;
    do {
      items.push({ start: dash, value: this.item(dash + 1, column) });
      dash = this.at;
    } while (this.indent === column && this.line.isDash(dash));
    this.depth--;
    return { type: 'sequence', flow: false, items, outer: start, start, end: items[items.length - 1].value.end };
  }

  private item(from: number, column: number): Node {
    const at = this.line.skipSpaces(from);
    if (this.isBare(from, at)) {
      this.nextLine(from);
      return this.indent > column ? this.block() : emptyAt(from);
    }
    if (this.line.isDash(at)) return this.list(at);
    return this.line.keyEnd(at) === -1 ? this.inline(at, column) : this.map(at);
  }

  private map(start: number): MapNode {
    if (++this.depth > DEEPEST) fail();
    const column = start - this.lineStart;
    const entries: Entry[] = [];
    let at = start;
    do {
      const key = this.line.key(at);
      entries.push({ start: at, key, value: this.value(key.end + 1, column) });
      at = this.at;
    } while (this.indent === column && !this.line.isDash(at));
    this.depth--;
    return { type: 'map', flow: false, entries, outer: start, start, end: entries[entries.length - 1].value.end };
  }

  private value(from: number, column: number): Node {
    const at = this.line.skipSpaces(from);
    if (!this.isBare(from, at)) return this.inline(at, column);
    this.nextLine(from);
    if (this.indent > column) return this.block();
    // A list may stand in the column of its key.
    return this.indent === column && this.line.isDash(this.at) ? this.list(this.at) : emptyAt(from);
  }

  /** Whether nothing but a comment follows on the line, whose next character is at `at`. */
  private isBare(from: number, at: number): boolean {
    return this.line.isLineEnd(at) || (at > from && this.text.charCodeAt(at) === HASH);
  }

  /** A value that ends with its line: what is deeper below would continue it. */
  private inline(at: number, column: number): Node {
    const node = this.line.value(at);
    this.nextLine(node.end);
    return this.indent > column ? fail() : node;
  }
}
