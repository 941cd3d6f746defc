import { Entry, Item, MapNode, Node, ScalarStyle, SequenceNode } from './node';
import { COLLECTION_SIZE, distanceOf, END, KIND, LENGTH, SCALAR_SIZE, START, Token, tokenOf } from './token';

const STYLES: readonly ScalarStyle[] = ['plain', 'single', 'double', 'empty'];

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
  return tokenOf(tape[index + KIND]);
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
      items.push({ start: tape[at + START] - distanceOf(tape[at + KIND]), value: nodeAt(text, tape, at) });
    }
    return items;
  }
}
