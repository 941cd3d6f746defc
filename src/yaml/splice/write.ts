import { Change } from './change';
import { FlowStyle, Layout } from './layout';
import { MapNode, Node, ScalarStyle, SequenceNode } from '../node';
import { isPlainString } from '../scalar';

/** How keys and values are quoted: as their neighbours are, where that can be. */
export interface Quoting {
  readonly key: ScalarStyle;
  readonly value: ScalarStyle;
}

/** The quoting of the last entry or item. In JSON, whose keys are quoted in brackets, everything is. */
export function quotingOf(node: MapNode | SequenceNode, above: Quoting): Quoting {
  if (node.type === 'sequence') return { ...above, value: styleOf(node.items.at(-1)?.value) ?? above.value };
  const last = node.entries.at(-1);
  const key = styleOf(last?.key) ?? above.key;
  return { key, value: node.flow && key === 'double' ? 'double' : styleOf(last?.value) ?? 'plain' };
}

function styleOf(node: Node | undefined): ScalarStyle | undefined {
  return node?.type === 'scalar' && ['plain', 'single', 'double'].includes(node.style) ? node.style : undefined;
}

/** Letters, digits and what stands in host names, paths and keys, not looking like a number in any version of YAML. */
const PLAIN = /^(?:[A-Za-z_/]|\.(?![0-9]))(?:[\w./*+@-]*[\w./*+-])?$/;

// eslint-disable-next-line no-control-regex -- YAML takes no control characters
const NEEDS_ESCAPE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]/;

/** A string as a scalar that every parser reads as this string. */
export function writeScalar(text: string, style: ScalarStyle): string {
  if (style === 'plain' && PLAIN.test(text) && isPlainString(text) && text !== '...') return text;
  if (style === 'single' && !NEEDS_ESCAPE.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A change that is all new, as an entry on lines of its own from the indent on, which the first of them does not hold yet. */
export function blockEntry(layout: Layout, key: string | number, change: Change, indent: number, quoting: Quoting): string {
  if (change.children.length === 0 || change.appends) return entryText(layout, key, change, indent, quoting);
  const { lineBreak, step } = layout;
  const before = lastWritten.get(change);
  if (before?.indent === indent && before.step === step && before.lineBreak === lineBreak && before.keys === quoting.key) return before.text;
  const text = entryText(layout, key, change, indent, quoting);
  lastWritten.set(change, { indent, step, lineBreak, keys: quoting.key, text });
  return text;
}

/** An entry of maps and strings alone, and all that its text follows from besides the change. */
interface WrittenEntry {
  readonly indent: number;
  readonly step: number;
  readonly lineBreak: string;
  /** How keys are quoted; new values under keys never follow a neighbour. */
  readonly keys: ScalarStyle;
  readonly text: string;
}

/** What was written last for a change: many documents get the same one, and most of them are laid out alike. */
const lastWritten = new WeakMap<Change, WrittenEntry>();

function entryText(layout: Layout, key: string | number, change: Change, indent: number, quoting: Quoting): string {
  return `${writeScalar(String(key), quoting.key)}:${blockContent(layout, change, indent, quoting)}`;
}

/** What stands behind the colon of a key at the indent. */
export function blockContent(layout: Layout, change: Change, indent: number, quoting: Quoting): string {
  if (change.value !== undefined) return ` ${writeScalar(change.value, quoting.value)}`;
  const line = (depth: number) => layout.lineBreak + ' '.repeat(depth);
  const inner: Quoting = { ...quoting, value: change.append.length > 0 ? quoting.value : 'plain' };
  if (change.append.length > 0) return unique(change.append).map((item) => `${line(indent + layout.sequenceStep)}- ${writeScalar(item, inner.value)}`).join('');
  return change.children.map(([key, child]) => line(indent + layout.step) + blockEntry(layout, key, child, indent + layout.step, inner)).join('');
}

export function flowEntry(key: string | number, change: Change, quoting: Quoting, style: FlowStyle): string {
  const written = writeScalar(String(key), quoting.key);
  return `${written}:${/["']$/.test(written) ? style.colonGap : ' '}${flowContent(change, quoting, style)}`;
}

export function flowContent(change: Change, quoting: Quoting, style: FlowStyle): string {
  if (change.value !== undefined) return writeScalar(change.value, quoting.value);
  const inner = style.lines === undefined ? style : { ...style, lines: { ...style.lines, margin: style.lines.margin + style.lines.step } };
  if (change.append.length > 0) return bracketed('[]', unique(change.append).map((item) => writeScalar(item, quoting.value)), style);
  return bracketed('{}', change.children.map(([key, child]) => flowEntry(key, child, quoting, inner)), style);
}

function bracketed([open, close]: string, parts: readonly string[], { comma, lines }: FlowStyle): string {
  if (lines === undefined) return `${open}${parts.join(comma)}${close}`;
  const outer = lines.lineBreak + lines.margin;
  return `${open}${parts.map((part) => outer + lines.step + part).join(',')}${outer}${close}`;
}

export function unique(items: readonly string[]): readonly string[] {
  return [...new Set(items)];
}
