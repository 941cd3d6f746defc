import { skipBlank } from './blank';
import { Lexeme, LexemeType } from './lexeme';
import { Entry, Item, MapNode, Node, SequenceNode } from './node';
import { ReadingProblem } from './reading-problem';
import { DEEPEST, Scanner } from './scanner';

/** What a text holds as one document. */
export interface Parsed {
  readonly root: Node;
  /** Where what follows the document begins, which kubectl drops; `undefined` where nothing follows. */
  readonly rest: number | undefined;
}

/**
 * The nodes of the document that begins in the text; `undefined` where it holds nothing. Throws a ReadingProblem.
 * @param start where its content begins
 */
export function parse(text: string, start: number): Parsed | undefined {
  return new Parser(new Scanner(text, start)).document(text, start);
}

/** What may stand behind a separator that nothing belongs to. */
const BOUNDARIES: readonly LexemeType[] = [LexemeType.DOCUMENT_START, LexemeType.DOCUMENT_END, LexemeType.DIRECTIVE];
/** What ends a value of a block that is not there. */
const ENDS_ENTRY: readonly LexemeType[] = [LexemeType.KEY, LexemeType.VALUE, LexemeType.BLOCK_END];
const ENDS_ITEM: readonly LexemeType[] = [LexemeType.DASH, LexemeType.BLOCK_END];
const ENDS_ITEM_AT_KEY: readonly LexemeType[] = [LexemeType.DASH, ...ENDS_ENTRY];
/** What ends one in brackets. */
const ENDS_PART: Readonly<Record<LexemeType.LIST_END | LexemeType.MAP_END, readonly LexemeType[]>> = {
  [LexemeType.LIST_END]: [LexemeType.VALUE, LexemeType.COMMA, LexemeType.LIST_END],
  [LexemeType.MAP_END]: [LexemeType.VALUE, LexemeType.COMMA, LexemeType.MAP_END],
};

interface Properties {
  readonly outer: number;
  readonly anchor?: string;
  readonly tag?: string;
}

/** Where a value may stand: what it can be depends on that. */
enum In { BRACKETS, BLOCK, ENTRY }

class Parser {
  /** Behind what was read last. */
  private at = 0;
  private depth = 0;

  constructor(private readonly scanner: Scanner) {}

  document(text: string, start: number): Parsed | undefined {
    this.at = start;
    const isSeparated = start > 1 || this.is(LexemeType.DOCUMENT_START);
    if (this.is(LexemeType.DOCUMENT_START)) this.take();
    // Whether kubectl reads what follows it depends on the documents before, of which it keeps a separator or not.
    if (this.is(LexemeType.DIRECTIVE)) throw new ReadingProblem('directive-not-read', {}, this.scanner.peek().start);
    if (this.is(LexemeType.END) || (isSeparated && this.isOne(BOUNDARIES))) return undefined;
    const root = this.node(In.BLOCK);
    const { type, start: next } = this.scanner.peek();
    // What stands behind `...` is not even looked at.
    const rest = type === LexemeType.DOCUMENT_END ? skipBlank(text, next + '...'.length) : next;
    return { root, rest: rest < text.length ? rest : undefined };
  }

  private is(type: LexemeType): boolean {
    return this.scanner.peek().type === type;
  }

  private isOne(types: readonly LexemeType[]): boolean {
    return types.includes(this.scanner.peek().type);
  }

  private take(): Lexeme {
    const lexeme = this.scanner.take();
    if (lexeme.end > this.at) this.at = lexeme.end;
    return lexeme;
  }

  private refuse(problem: string): never {
    throw new ReadingProblem('document-not-yaml', { problem }, this.scanner.peek().start);
  }

  private node(where: In): Node {
    const { type, start, end, text } = this.scanner.peek();
    if (type === LexemeType.ALIAS) {
      this.take();
      return { type: 'alias', name: text, outer: start, start, end };
    }
    const properties = this.properties();
    const lexeme = this.scanner.peek();
    switch (lexeme.type) {
      case LexemeType.SCALAR: return this.scalar(properties);
      case LexemeType.LIST: return this.nested(() => this.flowList(properties));
      case LexemeType.MAP: return this.nested(() => this.flowMap(properties));
      case LexemeType.BLOCK_LIST: return where === In.BRACKETS ? this.nothing(properties) : this.nested(() => this.blockList(properties));
      case LexemeType.BLOCK_MAP: return where === In.BRACKETS ? this.nothing(properties) : this.nested(() => this.blockMap(properties));
      case LexemeType.DASH: return where === In.ENTRY ? this.nested(() => this.listAtKey(properties)) : this.nothing(properties);
      default: return this.nothing(properties);
    }
  }

  private nested<N>(read: () => N): N {
    if (++this.depth > DEEPEST) throw new ReadingProblem('document-too-deep', { limit: DEEPEST }, this.scanner.peek().start);
    const node = read();
    this.depth--;
    return node;
  }

  /** An anchor and a tag, in either order. */
  private properties(): Properties {
    let { outer, anchor, tag }: Properties = { outer: -1 };
    for (let each = this.scanner.peek(); ; each = this.scanner.peek()) {
      if (each.type === LexemeType.ANCHOR && anchor === undefined) anchor = each.text;
      else if (each.type === LexemeType.TAG && tag === undefined) tag = each.text;
      else return { outer, anchor, tag };
      if (outer === -1) outer = each.start;
      this.take();
    }
  }

  private scalar({ outer, anchor, tag }: Properties): Node {
    const { start, end, text, style } = this.take();
    return { type: 'scalar', style: style!, text, outer: outer === -1 ? start : outer, start, end, anchor, tag };
  }

  /** An anchor or a tag alone makes a value; nothing at all does not. */
  private nothing(properties: Properties): Node {
    return properties.outer === -1 ? this.refuse('a value is missing here') : this.empty(properties);
  }

  /** The value that nothing stands for. */
  private empty({ outer, anchor, tag }: Properties = { outer: -1 }): Node {
    const { at } = this;
    return { type: 'scalar', style: 'empty', text: '', outer: outer === -1 ? at : outer, start: at, end: at, anchor, tag };
  }

  private map(flow: boolean, { outer, anchor, tag }: Properties, start: number, entries: readonly Entry[]): MapNode {
    return { type: 'map', flow, entries, outer: outer === -1 ? start : outer, start, end: this.at, anchor, tag };
  }

  private list(flow: boolean, { outer, anchor, tag }: Properties, start: number, items: readonly Item[]): SequenceNode {
    return { type: 'sequence', flow, items, outer: outer === -1 ? start : outer, start, end: this.at, anchor, tag };
  }

  private blockList(properties: Properties): Node {
    const { start } = this.take();
    const items: Item[] = [];
    while (this.is(LexemeType.DASH)) items.push(this.item(ENDS_ITEM));
    if (!this.is(LexemeType.BLOCK_END)) this.refuse('an item of the list above, with its "-" in the same column, or the end of the list was expected here');
    this.scanner.take();
    return this.list(false, properties, start, items);
  }

  /** A list whose dashes stand in the column of its key. */
  private listAtKey(properties: Properties): Node {
    const { start } = this.scanner.peek();
    const items: Item[] = [];
    while (this.is(LexemeType.DASH)) items.push(this.item(ENDS_ITEM_AT_KEY));
    return this.list(false, properties, start, items);
  }

  private item(ends: readonly LexemeType[]): Item {
    const { start } = this.take();
    return { start, value: this.isOne(ends) ? this.empty() : this.node(In.BLOCK) };
  }

  private blockMap(properties: Properties): Node {
    const { start } = this.scanner.take();
    const entries: Entry[] = [];
    while (this.is(LexemeType.KEY)) entries.push(this.blockEntry());
    if (!this.is(LexemeType.BLOCK_END)) this.refuse('a key in the column of those above, or the end of the map was expected here');
    this.scanner.take();
    return this.map(false, properties, entries[0]?.start ?? start, entries);
  }

  private blockEntry(): Entry {
    const { start } = this.scanner.peek();
    if (this.is(LexemeType.KEY)) this.take();
    const key = this.isOne(ENDS_ENTRY) ? this.empty() : this.node(In.ENTRY);
    if (!this.is(LexemeType.VALUE)) return { start, key, value: this.empty() };
    this.take();
    return { start, key, value: this.isOne(ENDS_ENTRY) ? this.empty() : this.node(In.ENTRY) };
  }

  private flowList(properties: Properties): Node {
    const { start } = this.take();
    const items: Item[] = [];
    this.parts(LexemeType.LIST_END, () => {
      const value = this.is(LexemeType.KEY) ? this.pair() : this.node(In.BRACKETS);
      items.push({ start: value.outer, value });
    });
    return this.list(true, properties, start, items);
  }

  private flowMap(properties: Properties): Node {
    const { start } = this.take();
    const entries: Entry[] = [];
    this.parts(LexemeType.MAP_END, () => {
      if (this.is(LexemeType.KEY)) {
        entries.push(this.flowEntry(LexemeType.MAP_END));
      } else {
        const key = this.node(In.BRACKETS);
        entries.push({ start: key.outer, key, value: this.empty() });
      }
    });
    return this.map(true, properties, start, entries);
  }

  /** A pair in a list, `[a: b]`, is a map without brackets. */
  private pair(): MapNode {
    const entry = this.flowEntry(LexemeType.LIST_END);
    return this.map(true, { outer: -1 }, entry.start, [entry]);
  }

  private flowEntry(closing: LexemeType.LIST_END | LexemeType.MAP_END): Entry {
    const { start } = this.take();
    const ends = ENDS_PART[closing];
    const key = this.isOne(ends) ? this.empty() : this.node(In.BRACKETS);
    if (!this.is(LexemeType.VALUE)) return { start, key, value: this.empty() };
    this.take();
    const isEmpty = this.is(LexemeType.COMMA) || this.is(closing);
    return { start, key, value: isEmpty ? this.empty() : this.node(In.BRACKETS) };
  }

  /** What stands in brackets, with commas between; one may stand at the end. */
  private parts(closing: LexemeType.LIST_END | LexemeType.MAP_END, read: () => void): void {
    for (let isFirst = true; !this.is(closing); isFirst = false) {
      if (!isFirst) {
        if (!this.is(LexemeType.COMMA)) this.refuse(`"," or "${closing === LexemeType.LIST_END ? ']' : '}'}" was expected here`);
        this.take();
        if (this.is(closing)) break;
      }
      read();
    }
    this.take();
  }
}
