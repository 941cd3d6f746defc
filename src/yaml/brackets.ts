import { fail } from './not-simple';
import { keyForm, PLAIN_FIRST, QUOTED, ScalarForm, scalarForm } from './simple-scalar';
import { Tape } from './tape';
import { Token } from './token';
import { put, Values } from './value';

/** A scalar in brackets: a plain one ends before a comma, a bracket, a question mark and a colon that does not go on here. */
const SCALAR = new RegExp(String.raw`${PLAIN_FIRST}(?: *(?:[^ ,:#?[\]{}]|:(?=[\w./-])))*|${QUOTED}`, 'y');
const COLON = /: +/y;
const COMMA = /, */y;
const SPACES = / */y;
const REST = / *(?:(?<= )#.*)?$/y;

/** Brackets on a line: what they hold, their tokens, and where they end. Offsets count from the beginning of the line. */
export interface BracketsForm {
  /** Frozen, since all documents with the same line share it. */
  readonly value: unknown;
  readonly tokens: Int32Array;
  readonly end: number;
}

/** Far below what the parsers behind this one take: it is they that say what nests too deep. */
export const DEEPEST = 60;

/** Reads the brackets that begin here and end on the line; nothing but a comment may follow. Throws NOT_SIMPLE for anything else. */
export function bracketsForm(line: string, start: number): BracketsForm {
  tape.rewind();
  return new Brackets(line, start).read();
}

const tape = new Tape();

class Brackets {
  private depth = 0;

  constructor(private readonly line: string, private at: number) {}

  read(): BracketsForm {
    const value = this.value();
    const end = this.at;
    return this.skip(REST) ? { value, tokens: tape.copy(), end } : fail();
  }

  private value(): unknown {
    switch (this.line.charAt(this.at)) {
      case '[': return this.list();
      case '{': return this.map();
      default: return this.put(scalarForm(this.scalar(), this.at));
    }
  }

  private list(): readonly unknown[] {
    const token = this.open(Token.FLOW_SEQUENCE);
    const items: unknown[] = [];
    while (!this.closes(token, ']')) {
      items.push(this.value());
      this.separate(']');
    }
    return Object.freeze(items);
  }

  private map(): Readonly<Values> {
    const token = this.open(Token.FLOW_MAP);
    const values: Values = {};
    while (!this.closes(token, '}')) {
      const key = this.put(keyForm(this.scalar(), this.at));
      if (!this.skip(COLON)) fail();
      put(values, key, this.value());
      this.separate('}');
    }
    return Object.freeze(values);
  }

  /** What is written here as a scalar. */
  private scalar(): string {
    SCALAR.lastIndex = this.at;
    return (SCALAR.exec(this.line) ?? fail())[0];
  }

  private put<V>({ token, start, end, value }: ScalarForm<V>): V {
    tape.add(token, start, end);
    this.at = end;
    return value;
  }

  private open(token: Token): number {
    if (++this.depth > DEEPEST) fail();
    const start = this.at++;
    this.skip(SPACES);
    return tape.add(token, start, start);
  }

  private closes(token: number, bracket: string): boolean {
    if (this.line.charAt(this.at) !== bracket) return false;
    this.depth--;
    tape.close(token, ++this.at);
    return true;
  }

  /** Goes behind the comma that must follow, or to the bracket that closes. */
  private separate(bracket: string): void {
    this.skip(SPACES);
    if (!this.skip(COMMA) && this.line.charAt(this.at) !== bracket) fail();
  }

  private skip(what: RegExp): boolean {
    what.lastIndex = this.at;
    if (!what.test(this.line)) return false;
    this.at = what.lastIndex;
    return true;
  }
}
