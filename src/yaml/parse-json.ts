import { Content } from './content';
import { Entry, Item, MapNode, Node, ScalarNode, SequenceNode } from './node';
import { ReadingProblem } from './reading-problem';
import { DEEPEST } from './scanner';

/** The content of a text that is JSON, which kubectl reads as such; `undefined` for any other text. Throws a ReadingProblem. */
export function parseJson(text: string, start: number): Content | undefined {
  if (!/^\s*\{/.test(text.slice(start, start + NEAR)) || HALF.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text.slice(start));
    return { value, root: new JsonParser(text, start).node(0) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Half of an emoji: Go makes another character of it, so that the text is left to be refused as YAML. */
const HALF = /\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F]/;
/** More white space than this stands before no JSON. */
const NEAR = 1000;
const SPACES = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;
const SCALAR = /[\w+.-]+/y;

/** Finds the places of values in a text that is known to be JSON. */
class JsonParser {
  constructor(private readonly text: string, private at: number) {}

  node(depth: number): Node {
    if (depth > DEEPEST) throw new ReadingProblem('document-too-deep', { limit: DEEPEST }, this.at);
    this.skipTo();
    switch (this.text.charAt(this.at)) {
      case '{': return this.map(depth);
      case '[': return this.list(depth);
      case '"': return this.string();
      default: return this.scalar(SCALAR, 'plain', (written) => written);
    }
  }

  private map(depth: number): MapNode {
    const entries: Entry[] = [];
    const start = this.parts('}', () => {
      const key = this.string();
      this.skipTo();
      this.at++;
      entries.push({ start: key.start, key, value: this.node(depth + 1) });
    });
    return { type: 'map', flow: true, entries, outer: start, start, end: this.at };
  }

  private list(depth: number): SequenceNode {
    const items: Item[] = [];
    const start = this.parts(']', () => {
      const value = this.node(depth + 1);
      items.push({ start: value.start, value });
    });
    return { type: 'sequence', flow: true, items, outer: start, start, end: this.at };
  }

  /** Goes through what brackets hold, and gives where they begin. */
  private parts(closing: string, read: () => void): number {
    const start = this.at++;
    for (this.skipTo(); this.text.charAt(this.at) !== closing; this.skipTo()) {
      if (this.text.charAt(this.at) === ',') this.at++;
      this.skipTo();
      read();
    }
    this.at++;
    return start;
  }

  private string(): ScalarNode {
    return this.scalar(STRING, 'double', (written) => JSON.parse(written) as string);
  }

  private scalar(form: RegExp, style: 'plain' | 'double', textOf: (written: string) => string): ScalarNode {
    const start = this.at;
    form.lastIndex = start;
    const [written] = form.exec(this.text)!;
    this.at += written.length;
    return { type: 'scalar', style, text: textOf(written), outer: start, start, end: this.at };
  }

  private skipTo(): void {
    SPACES.lastIndex = this.at;
    SPACES.test(this.text);
    this.at = SPACES.lastIndex;
  }
}
