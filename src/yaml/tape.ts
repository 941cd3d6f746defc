import { Entry, Item, MapNode, Node, ScalarStyle, SequenceNode } from './node';

/** What a token is: a scalar by its style, or a collection by how it is written. */
export enum Token { PLAIN, SINGLE, DOUBLE, EMPTY, MAP, SEQUENCE, FLOW_MAP, FLOW_SEQUENCE }

const STYLES: readonly ScalarStyle[] = ['plain', 'single', 'double', 'empty'];

/** The fields of a token. ITEM: where the item begins that it is the value of. NEXT: the token behind all that is inside. */
const TOKEN = 0, ITEM = 1, START = 2, END = 3, NEXT = 4, SIZE = 5;

/**
 * The places of everything in a document, in the order of the text: a map is followed by its keys, each before its value, a list by its
 * items. So they take a tenth of what nodes take, and whoever wants a few nodes pays for no others.
 */
export class Tape {
  private fields = new Int32Array(1000 * SIZE);
  private length = 0;

  clear(): void {
    this.length = 0;
  }

  /** Adds a token, and gives its index. */
  add(token: Token, start: number, end: number): number {
    const index = this.length;
    if (index === this.fields.length) this.grow();
    this.fields[index + TOKEN] = token;
    this.fields[index + ITEM] = start;
    this.fields[index + START] = start;
    this.fields[index + END] = end;
    this.fields[index + NEXT] = this.length = index + SIZE;
    return index;
  }

  /** Says that all the tokens since a collection's are inside it. */
  close(index: number, end: number): void {
    this.fields[index + END] = end;
    this.fields[index + NEXT] = this.length;
  }

  /** The index of the next token. */
  get next(): number {
    return this.length;
  }

  /** Says where the item begins that a token is the value of, if not with the value. */
  beginItem(index: number, start: number): void {
    this.fields[index + ITEM] = start;
  }

  copy(): Int32Array {
    return this.fields.slice(0, this.length);
  }

  private grow(): void {
    const larger = new Int32Array(2 * this.fields.length);
    larger.set(this.fields);
    this.fields = larger;
  }
}

/** The node of a token; those inside a collection are made when somebody looks at them. */
export function nodeAt(text: string, tape: Int32Array, index: number): Node {
  const token: Token = tape[index + TOKEN];
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
    for (let key = index + SIZE; key < tape[index + NEXT];) {
      const value = tape[key + NEXT];
      entries.push({ start: tape[key + START], key: nodeAt(text, tape, key), value: nodeAt(text, tape, value) });
      key = tape[value + NEXT];
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
    for (let at = index + SIZE; at < tape[index + NEXT]; at = tape[at + NEXT]) items.push({ start: tape[at + ITEM], value: nodeAt(text, tape, at) });
    return items;
  }
}
