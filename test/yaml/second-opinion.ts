import { CST, isAlias, isMap, isPair, isScalar, isSeq, Pair, ParsedNode, parseDocument } from 'yaml';
import { endOfLine } from '../../src/yaml/blank';
import { Entry, Item, Node, ScalarStyle } from '../../src/yaml/node';

const styles: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain', QUOTE_SINGLE: 'single', QUOTE_DOUBLE: 'double', BLOCK_LITERAL: 'literal', BLOCK_FOLDED: 'folded',
};

/** The nodes of a document as the library `yaml` sees them, which follows YAML 1.2: where the two dialects agree, places must. */
export function secondOpinion(text: string): Node | undefined {
  const document = parseDocument(text, {
    // Every scalar is text here: what it means is decided in scalar.ts.
    schema: 'failsafe', resolveKnownTags: false, uniqueKeys: false, merge: false, keepSourceTokens: true, prettyErrors: false, logLevel: 'silent',
  });
  const error = document.errors[0];
  if (error !== undefined) throw error;
  return document.contents === null ? undefined : convert({ text, before: [] }, document.contents);
}

/** A text, and the tokens that stand before a node: its indicator, anchor and tag. */
interface Context {
  readonly text: string;
  readonly before: readonly CST.SourceToken[];
}

interface Properties {
  readonly outer: number;
  readonly anchor?: string;
  readonly tag?: string;
}

function propertiesOf({ before }: Context, start: number): Properties {
  const find = (type: string) => before.find((token) => token.type === type);
  const anchor = find('anchor');
  const tag = find('tag');
  const outer = Math.min(start, anchor?.offset ?? start, tag?.offset ?? start);
  return { outer, anchor: anchor?.source.slice(1), tag: tag?.source };
}

/** Where nothing stands for a value: behind its indicator, anchor and tag. */
function emptyNode(context: Context, otherwise: number): Node {
  const last = context.before.filter(({ type }) => indicators.includes(type) || type === 'anchor' || type === 'tag').at(-1);
  const at = last === undefined ? otherwise : last.offset + last.source.length;
  return { type: 'scalar', style: 'empty', text: '', start: at, end: at, ...propertiesOf(context, at) };
}

const indicators: readonly string[] = ['map-value-ind', 'seq-item-ind', 'explicit-key-ind'];

function convert(context: Context, node: ParsedNode | null): Node {
  if (node === null) return emptyNode(context, 0);
  const [start, end] = node.range;
  const { text } = context;
  if (isAlias(node)) return { type: 'alias', name: node.source, outer: start, start, end };
  if (isScalar(node)) {
    if (node.source === '' && text.slice(start, end).trim() === '') return emptyNode(context, start);
    const style = styles[node.type ?? 'PLAIN'];
    const isBlock = style === 'literal' || style === 'folded';
    return { type: 'scalar', style, text: String(node.value), start, end: isBlock ? blockEnd(text, start, end) : end, ...propertiesOf(context, start) };
  }
  const flow = (node as { flow?: boolean }).flow === true;
  const properties = propertiesOf(context, start);
  if (isMap(node)) {
    const entries = node.items.map((pair) => entryOf(text, pair));
    return { type: 'map', flow, entries, start, end: flow ? end : entries.at(-1)!.value.end, ...properties };
  }
  if (!isSeq(node)) throw new Error('a value of an unknown sort');
  const tokens = (node.srcToken as CST.BlockSequence | CST.FlowCollection).items;
  const items = node.items.map((item, index) => itemOf(text, item, tokens[index].start));
  return { type: 'sequence', flow, items, start, end: flow ? end : items.at(-1)!.value.end, ...properties };
}

function entryOf(text: string, { key, value, srcToken }: Pair<ParsedNode, ParsedNode | null>): Entry {
  const before = srcToken?.start ?? [];
  const explicit = before.find(({ type }) => type === 'explicit-key-ind');
  const keyNode = convert({ text, before }, key);
  const valueNode = srcToken?.sep === undefined ? emptyNode({ text, before: [] }, keyNode.end) : convert({ text, before: srcToken.sep }, value);
  return { start: explicit?.offset ?? keyNode.outer, key: keyNode, value: valueNode };
}

function itemOf(text: string, item: ParsedNode | Pair<ParsedNode, ParsedNode | null>, before: readonly CST.SourceToken[]): Item {
  const dash = before.find(({ type }) => type === 'seq-item-ind');
  const value = isPair(item) ? pairAsMap(entryOf(text, item)) : convert({ text, before }, item);
  return { start: dash?.offset ?? value.outer, value };
}

/** A pair in a list, `[a: b]`, is a map without brackets. */
function pairAsMap(entry: Entry): Node {
  return { type: 'map', flow: true, entries: [entry], outer: entry.start, start: entry.start, end: entry.value.end };
}

/** As in parse.ts: the last line that has text, or the header; under `+`, the last blank line. */
function blockEnd(text: string, start: number, end: number): number {
  const header = endOfLine(text, start);
  const keeps = text.slice(start, header).split('#')[0].includes('+');
  const scalar = text.slice(start, end);
  return Math.max(header, endOfLine(text, start + (keeps ? scalar.replace(/\r?\n$/, '') : scalar.trimEnd()).length));
}
