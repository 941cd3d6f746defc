import { Entry, Item, MapNode, Node, ScalarStyle, SequenceNode } from './node';

/** What a token is: a scalar by its style, or a collection by how it is written. */
export enum Token { PLAIN, SINGLE, DOUBLE, EMPTY, MAP, SEQUENCE, FLOW_MAP, FLOW_SEQUENCE }

const STYLES: readonly ScalarStyle[] = ['plain', 'single', 'double', 'empty'];

/**
 * The fields of a token. KIND: what it is, and how far before it the item begins that it is the value of. Collections alone have LENGTH:
 * that of their own fields and of all tokens inside.
 */
const KIND = 0, START = 1, END = 2, LENGTH = 3;
/** By this the distance to the item is multiplied in KIND. */
const TOKENS = 8;
const SCALAR_SIZE = 3, COLLECTION_SIZE = 4;

function sizeOf(token: Token): number {
  return token < Token.MAP ? SCALAR_SIZE : COLLECTION_SIZE;
}

/** How many fields are taken at once, for many documents: an array for each of them costs a tenth of the time that reading takes. */
const REEL = 2 ** 15;

/** The part of a reel that holds the tokens of one document. */
export interface Taped {
  readonly fields: Int32Array;
  readonly first: number;
}

/**
 * The places of everything in a document, in the order of the text: a map is followed by its keys, each before its value, a list by its
 * items. So they take a tenth of what nodes take, and whoever wants a few nodes pays for no others.
 */
export class Tape {
  private fields = new Int32Array(REEL);
  /** Where the document begins that is written, and where its next token goes. */
  private first = 0;
  private at = 0;

  /** Forgets what was written since the last document that was taken. */
  rewind(): void {
    this.at = this.first;
  }

  /** Adds a token, and gives its index. */
  add(token: Token, start: number, end: number): number {
    const size = sizeOf(token);
    if (this.at + size > this.fields.length) this.change(size);
    const { fields, at } = this;
    fields[at + KIND] = token;
    fields[at + START] = start;
    fields[at + END] = end;
    this.at = at + size;
    return at - this.first;
  }

  /** A copy of the tokens since the last document that was taken. */
  copy(): Int32Array {
    return this.fields.slice(this.first, this.at);
  }

  /** Adds tokens that were copied, moved by an offset, and gives the index of the first. */
  append(tokens: Int32Array, by: number): number {
    if (this.at + tokens.length > this.fields.length) this.change(tokens.length);
    const { fields, at } = this;
    fields.set(tokens, at);
    this.at = at + tokens.length;
    for (let token = at; token < this.at; token += sizeOf(fields[token + KIND] % TOKENS)) {
      fields[token + START] += by;
      fields[token + END] += by;
    }
    return at - this.first;
  }

  /** Says that all the tokens since a collection's are inside it. */
  close(index: number, end: number): void {
    const at = this.first + index;
    this.fields[at + END] = end;
    this.fields[at + LENGTH] = this.at - at;
  }

  /** Says where the item begins that a token is the value of, if not with the value. */
  beginItem(index: number, start: number): void {
    const at = this.first + index;
    this.fields[at + KIND] += TOKENS * (this.fields[at + START] - start);
  }

  /** The tokens since the last document. One that outgrew a reel is copied, so that no more is kept than it takes. */
  take(): Taped {
    const { fields, first, at } = this;
    if (fields.length > REEL) {
      this.fields = new Int32Array(REEL);
      this.first = this.at = 0;
      return { fields: fields.slice(first, at), first: 0 };
    }
    this.first = at;
    return { fields, first };
  }

  /** Goes on with a new reel that has place for more, to which the document is taken along. */
  private change(more: number): void {
    const written = this.fields.subarray(this.first, this.at);
    this.fields = new Int32Array(Math.max(REEL, 2 * (written.length + more)));
    this.fields.set(written);
    this.first = 0;
    this.at = written.length;
  }
}

/** The node of a token; those inside a collection are made when somebody looks at them. */
export function nodeAt(text: string, tape: Int32Array, index: number): Node {
  const token = tokenAt(tape, index);
  const start = tape[index + START];
  const end = tape[index + END];
  switch (token) {
    case Token.MAP: case Token.FLOW_MAP: return new TapeMap(text, tape, index, token === Token.FLOW_MAP, start, end);
    case Token.SEQUENCE: case Token.FLOW_SEQUENCE: return new TapeSequence(text, tape, index, token === Token.FLOW_SEQUENCE, start, end);
    default: {
      const quote = token === Token.SINGLE || token === Token.DOUBLE ? 1 : 0;
      return { type: 'scalar', style: STYLES[token], text: text.slice(start + quote, end - quote), outer: start, start, end };
    }
  }
}

function tokenAt(tape: Int32Array, index: number): Token {
  return tape[index + KIND] % TOKENS;
}

/** The index behind a token and all that is inside it. */
function behind(tape: Int32Array, index: number): number {
  return index + (tokenAt(tape, index) < Token.MAP ? SCALAR_SIZE : tape[index + LENGTH]);
}

/** A collection whose parts are read off the tape when somebody looks at them, and then kept. */
abstract class TapeCollection<Part> {
  private found: readonly Part[] | undefined;

  constructor(
    protected readonly text: string, protected readonly tape: Int32Array, protected readonly index: number,
    readonly flow: boolean, readonly start: number, readonly end: number,
  ) {}

  get outer(): number {
    return this.start;
  }

  protected get parts(): readonly Part[] {
    return this.found ??= this.read();
  }

  protected abstract read(): readonly Part[];
}

class TapeMap extends TapeCollection<Entry> implements MapNode {
  readonly type = 'map';

  get entries(): readonly Entry[] {
    return this.parts;
  }

  protected read(): readonly Entry[] {
    const { text, tape, index } = this;
    const entries: Entry[] = [];
    const end = behind(tape, index);
    for (let key = index + COLLECTION_SIZE; key < end;) {
      const value = behind(tape, key);
      entries.push({ start: tape[key + START], key: nodeAt(text, tape, key), value: nodeAt(text, tape, value) });
      key = behind(tape, value);
    }
    return entries;
  }
}

class TapeSequence extends TapeCollection<Item> implements SequenceNode {
  readonly type = 'sequence';

  get items(): readonly Item[] {
    return this.parts;
  }

  protected read(): readonly Item[] {
    const { text, tape, index } = this;
    const items: Item[] = [];
    const end = behind(tape, index);
    for (let at = index + COLLECTION_SIZE; at < end; at = behind(tape, at)) {
      items.push({ start: tape[at + START] - Math.floor(tape[at + KIND] / TOKENS), value: nodeAt(text, tape, at) });
    }
    return items;
  }
}
