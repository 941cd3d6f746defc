import type { Alias, Node as OtherNode, Pair, ParsedNode, YAMLMap, YAMLSeq } from 'yaml';
import { endOfLine, startOfLine } from './blank';
import { Entry, Node, ScalarStyle } from './node';
import { ReadingProblem } from './reading-problem';

/** The library is loaded with the first document that needs it: docs/decisions/0021-two-parsers.md */
function library(): typeof import('yaml') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loading it costs 27 ms, and few runs need it
  return require('yaml') as typeof import('yaml');
}

const styles: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain', QUOTE_SINGLE: 'single', QUOTE_DOUBLE: 'double', BLOCK_LITERAL: 'literal', BLOCK_FOLDED: 'folded',
};

/** The nodes of a document, as the second parser sees it. Throws a ReadingProblem. */
export function parseAgain(text: string): Node | undefined {
  const { parseDocument } = library();
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: false, resolveKnownTags: false, merge: false, prettyErrors: false, logLevel: 'silent', keepSourceTokens: true });
  const error = document.errors[0];
  if (error !== undefined) throw new ReadingProblem('document-not-yaml', { problem: error.message }, error.pos[0]);
  return document.contents === null ? undefined : convert(text, document.contents);
}

function convert(text: string, node: ParsedNode): Node {
  const { isAlias, isMap, isSeq, isScalar } = library();
  const [start, end] = node.range;
  if (isAlias(node)) return { type: 'alias', name: (node as Alias).source, outer: start, start, end };
  const properties = { anchor: node.anchor, ...propertiesOf(text, start, node) };
  if (isScalar(node)) {
    const style = node.source === '' && start === end ? 'empty' : styles[node.type ?? 'PLAIN'];
    const isBlock = style === 'literal' || style === 'folded';
    return { type: 'scalar', style, text: String(node.value ?? ''), start, end: isBlock ? blockEnd(text, start, end) : end, ...properties };
  }
  if (isMap(node)) {
    const entries = (node as YAMLMap<ParsedNode, ParsedNode | null>).items.map((pair) => entryOf(text, pair as Pair<ParsedNode, ParsedNode | null>));
    return { type: 'map', flow: node.flow === true, entries, start, end: node.flow === true ? end : entries[entries.length - 1]?.value.end ?? end, ...properties };
  }
  if (!isSeq(node)) throw new ReadingProblem('document-not-yaml', { problem: 'a value of an unknown sort' }, start);
  const flow = node.flow === true;
  const items = (node as YAMLSeq<ParsedNode>).items.map((item) => itemOf(text, item, flow));
  return { type: 'sequence', flow, items, start, end: flow ? end : items[items.length - 1]?.value.end ?? end, ...properties };
}

function entryOf(text: string, pair: Pair<ParsedNode, ParsedNode | null>): Entry {
  const key = convert(text, pair.key);
  const value = pair.value === null ? emptyAt(key.end) : convert(text, pair.value);
  const before = text.slice(startOfLine(text, key.outer), key.outer);
  const explicit = /\?\s+$/.exec(before);
  return { start: key.outer - (explicit === null ? 0 : explicit[0].length), key, value };
}

function itemOf(text: string, item: ParsedNode, flow: boolean): { readonly start: number; readonly value: Node } {
  const { isPair } = library();
  const value: Node = isPair(item) ? pairAsMap(text, item as unknown as Pair<ParsedNode, ParsedNode | null>) : convert(text, item);
  return { start: flow ? value.outer : text.lastIndexOf('-', value.outer - 1), value };
}

function pairAsMap(text: string, pair: Pair<ParsedNode, ParsedNode | null>): Node {
  const entry = entryOf(text, pair);
  return { type: 'map', flow: true, entries: [entry], outer: entry.start, start: entry.start, end: entry.value.end };
}

function emptyAt(offset: number): Node {
  return { type: 'scalar', style: 'empty', text: '', outer: offset, start: offset, end: offset };
}

/** Anchor and tag stand before the content; only what the text shows is taken, for the library resolves tags. */
function propertiesOf(text: string, start: number, node: OtherNode): { readonly outer: number; readonly tag?: string } {
  const { anchor, tag } = node as { anchor?: string; tag?: string };
  if (anchor === undefined && tag === undefined) return { outer: start };
  const match = /(?:[&!][^\s,[\]{}]*\s+)+$/.exec(text.slice(0, start));
  if (match === null) return { outer: start };
  return { outer: match.index, tag: match[0].split(/\s+/).find((part) => part.startsWith('!')) };
}

function blockEnd(text: string, start: number, end: number): number {
  const header = endOfLine(text, start);
  const keep = text.slice(start, header).split('#')[0].includes('+');
  const body = text.slice(start, end);
  return Math.max(header, start + (keep ? body.replace(/\r?\n$/, '') : body.trimEnd()).length);
}
