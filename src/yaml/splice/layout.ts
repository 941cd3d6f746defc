import { skipBlank, startOfLine } from '../blank';
import { Entry, MapNode, Node, SequenceNode } from '../node';

/** How a document is laid out: what inserted lines follow. */
export class Layout {
  readonly lineBreak: string;
  private mapStep: number | undefined;
  private dashStep: number | undefined;

  constructor(readonly text: string, readonly root: Node) {
    const first = text.indexOf('\n');
    this.lineBreak = first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n';
  }

  /** How much deeper the entries of a map are than its key. */
  get step(): number {
    return this.mapStep ??= this.measure(this.root, 'map') ?? 2;
  }

  /** How much deeper the dashes of a list are than its key. */
  get sequenceStep(): number {
    return this.dashStep ??= this.measure(this.root, 'sequence') ?? 2;
  }

  /** How much deeper the first map or list under a key is than that. */
  private measure(node: Node, type: 'map' | 'sequence'): number | undefined {
    if (node.type === 'alias' || node.type === 'scalar' || node.flow) return undefined;
    for (const part of node.type === 'map' ? node.entries : node.items) {
      const { value } = part;
      if (value.type === 'alias' || value.type === 'scalar' || value.flow) continue;
      if (node.type === 'map' && value.type === type) return columnOf(this.text, value.start) - columnOf(this.text, part.start);
      const inside = this.measure(value, type);
      if (inside !== undefined) return inside;
    }
    return undefined;
  }
}

/** The column of an offset, from 0; a byte order mark has none. */
export function columnOf(text: string, offset: number): number {
  const start = startOfLine(text, offset);
  return offset - start - (text.charCodeAt(start) === 0xfeff && offset > start ? 1 : 0);
}

/** Whether only spaces stand before the offset on its line. */
export function beginsLine(text: string, offset: number): boolean {
  return marginOf(text, offset)?.includes('\t') === false;
}

/** What stands before the offset on its line, if that is spaces and tabs alone. The line's beginning is not looked for: JSON can be one long line. */
export function marginOf(text: string, offset: number): string | undefined {
  let start = offset;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start--;
  return start === 0 || text[start - 1] === '\n' ? text.slice(start, offset) : undefined;
}

/** Whether a comment stands between two offsets that hold nothing but white space, commas and comments. */
export function hasComment(text: string, from: number, to: number): boolean {
  return text.slice(from, to).includes('#');
}

/** Where the next character other than white space and comments is, if it is this one: the offset behind it. */
export function behind(text: string, from: number, character: string): number | undefined {
  const at = skipBlank(text, from);
  return text[at] === character ? at + 1 : undefined;
}

/** The parts of a collection: where each begins and ends. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

export function partsOf(node: MapNode | SequenceNode): readonly Part[] {
  const parts = node.type === 'map' ? node.entries : node.items;
  return parts.map(({ start, value }) => ({ start, end: value.end }));
}

/** The offset behind the colon of an entry. */
export function colonOf(text: string, { key }: Entry): number {
  return skipBlank(text, key.end) + 1;
}

/** Whether a comment stands inside the value of an entry, between its parts, or before them. */
export function hasInnerComment(text: string, { key, value }: { readonly key: { readonly end: number }; readonly value: Node }): boolean {
  if (value.type !== 'map' && value.type !== 'sequence') return false;
  const parts = partsOf(value);
  const starts = [...parts.map(({ start }) => start), value.end];
  return starts.some((start, index) => hasComment(text, index === 0 ? key.end : parts[index - 1].end, start));
}

/** How brackets are written. */
export interface FlowStyle {
  /** Between a colon and its value. */
  readonly colonGap: string;
  readonly comma: string;
  /** Where JSON has each entry on its line: how those lines begin, and how much deeper the next level is. */
  readonly lines?: { readonly lineBreak: string; readonly margin: string; readonly step: string };
}

/** How the brackets of a map are written, and those that are put in. */
export function flowStyleOf({ text, lineBreak }: Layout, map: MapNode): FlowStyle {
  const last = map.entries.at(-1);
  if (last === undefined) return { colonGap: ' ', comma: ', ' };
  const colonGap = text[last.value.outer - 1] === ':' ? '' : ' ';
  const comma = colonGap === '' ? ',' : ', ';
  const margin = marginOf(text, last.start) ?? '';
  if (last.key.type !== 'scalar' || last.key.style !== 'double' || margin === '') return { colonGap, comma };
  const closing = /^[ \t]*/.exec(text.slice(startOfLine(text, map.end - 1)))![0];
  return { colonGap, comma, lines: { lineBreak, margin, step: margin.startsWith(closing) && margin !== closing ? margin.slice(closing.length) : '  ' } };
}
