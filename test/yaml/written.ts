import { Random } from './random';
import { isPlainString } from '../../src/yaml/scalar';

/** A value, and YAML that means it. */
export interface Written {
  readonly text: string;
  readonly value: Value;
}

export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

const strings = [
  'web', 'true', '1', '*', 'a: b', 'x #y', '', ' lead', 'trail ', 'two\nlines\n', 'no\n\nend', 'kept\n\n\n', "it's", 'say "hi"', 'größe', '0777', 'yes', '~', '- a', '{a}', 'a, b',
  'tab\there', '{{ x }}', 'a much longer text than the others, with several words in it', '__proto__', '<<', '22:22', '1_000', '#', 'key: {b: [c]}', '.5', '08', '\\', '&a', '!x', '%', '@', '?', '-', '---', '...', '  two\n leading\n',
];
const keys = [
  'app', 'app.kubernetes.io/name', 'tier', 'a b', 'true', '1', 'x: y', '__proto__', "it's", 'on', 'name', 'kind', 'labels', 'annotations', 'hosts', '*', 'c#d', 'ende\u00df', 'sidecar.speedscale.com/inject', '-', '?x', '.',
];

/** How one document is written: what its author does everywhere. */
interface Style {
  readonly random: Random;
  readonly step: number;
  readonly sequenceStep: number;
  readonly comments: boolean;
  readonly flowOneIn: number;
  readonly anchors: string[];
}

/** A manifest in one of many styles. */
export function writtenManifest(seed: number): Written {
  const random = new Random(seed);
  const value = manifest(random);
  return { value, text: written(random, value) };
}

/** The value as one document, written in one of many styles. */
export function written(random: Random, value: Value): string {
  if (random.once(12)) return JSON.stringify(value, undefined, random.pick([0, 2, 4, '\t'])) + random.pick(['', '\n']);
  const style: Style = {
    random,
    step: random.pick([2, 2, 2, 4, 1, 3]),
    sequenceStep: random.pick([0, 0, 2, 1]),
    comments: random.once(2),
    flowOneIn: random.pick([3, 6, 50]),
    anchors: [],
  };
  const lines = random.once(15) && isMap(value) ? [flow(style, value, 0)] : blockLines(style, value, 0);
  const head = random.pick(['', '', '---\n', '--- # first\n', '# about this\n---\n', '\ufeff', '\ufeff---\n', '%YAML 1.1\n---\n']);
  const tail = random.pick(['', '\n', '\n', '\n\n', '\n...\n', '\n# the end\n', '\n  \n']);
  const text = `${head}${lines.join('\n')}${tail}`;
  return random.once(4) ? text.replaceAll('\n', '\r\n') : text;
}

function manifest(random: Random): Value {
  const metadata = metadataOf(random);
  const template = random.once(4) ? fill(random, 2) : object([...random.once(8) ? [] : [['metadata', metadataOf(random)] as const], ['spec', fill(random, 2)]]);
  return object([
    ['apiVersion', 'apps/v1'], ['kind', random.pick(['Deployment', 'Job', 'Sidecar'])], ['metadata', metadata],
    ...random.once(3) ? [['data', fill(random, 3)] as const] : [],
    ['spec', object([['template', template], ['egress', random.once(3) ? null : [object([['hosts', hosts(random)]])]]])],
  ]);
}

function hosts(random: Random): Value {
  return random.pick([null, [], ['./*'], ['./*', 'istio-system/*'], ['true']]);
}

function metadataOf(random: Random): Value {
  const labels = () => object(Array.from({ length: random.below(3) }, () => [random.pick(keys), random.pick(strings)] as const));
  return object([
    ['name', 'web'],
    ...random.once(2) ? [['labels', labels()] as const] : [],
    ...random.once(2) ? [['annotations', random.once(5) ? null : labels()] as const] : [],
    ...random.once(3) ? [['namespace', 'shop'] as const] : [],
  ]);
}

function object(entries: readonly (readonly [string, Value])[]): Value {
  return Object.fromEntries(entries);
}

/** Any value, at most so deep. */
function fill(random: Random, depth: number): Value {
  const sort = random.below(depth > 0 ? 8 : 4);
  if (sort < 3) return random.pick(strings);
  if (sort === 3) return random.pick([0, 1, -7, 2.5, 1000, true, false, null]);
  if (sort < 6) return object(Array.from({ length: random.below(4) }, () => [random.pick(keys), fill(random, depth - 1)] as const));
  return Array.from({ length: random.below(4) }, () => fill(random, depth - 1));
}

function isMap(value: Value): value is { readonly [key: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSequence(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** The lines of a value at the margin. */
function blockLines(style: Style, value: Value, indent: number): readonly string[] {
  if (isMap(value) && Object.keys(value).length > 0) return mapLines(style, value, indent);
  if (isSequence(value) && value.length > 0) return sequenceLines(style, value, indent);
  return [`${' '.repeat(indent)}${flow(style, value, indent)}`];
}

function mapLines(style: Style, map: { readonly [key: string]: Value }, indent: number): readonly string[] {
  return Object.entries(map).flatMap(([key, value]) => {
    const [first, ...rest] = behind(style, value, indent, 'map');
    const colon = style.random.once(20) ? ' :' : ':';
    return [...noise(style, indent), `${' '.repeat(indent)}${keyOf(style, key)}${colon}${first}`, ...rest];
  });
}

function sequenceLines(style: Style, items: readonly Value[], indent: number): readonly string[] {
  return items.flatMap((item) => {
    const gap = style.random.pick([' ', ' ', ' ', '   ']);
    if ((isMap(item) || isSequence(item)) && Object.keys(item).length > 0 && !style.random.once(3)) {
      const inner = blockLines({ ...style, comments: false }, item, indent + 1 + gap.length);
      return [...noise(style, indent), `${' '.repeat(indent)}-${gap}${inner[0].trimStart()}`, ...inner.slice(1)];
    }
    const [first, ...rest] = behind(style, item, indent, 'sequence');
    return [...noise(style, indent), `${' '.repeat(indent)}-${first}`, ...rest];
  });
}

/** What follows a colon or a dash: the rest of its line, and the lines under it. */
function behind(style: Style, value: Value, indent: number, parent: 'map' | 'sequence'): readonly string[] {
  const { random } = style;
  const anchor = value !== null && random.once(25) ? ` &a${style.anchors.push('')}` : '';
  const isFlow = random.once(style.flowOneIn);
  if (isMap(value) && Object.keys(value).length > 0 && !isFlow) return [anchor + remark(style), ...mapLines(style, value, indent + style.step)];
  if (isSequence(value) && value.length > 0 && !isFlow) {
    return [anchor + remark(style), ...sequenceLines(style, value, indent + (parent === 'map' ? style.sequenceStep : Math.max(1, style.sequenceStep)))];
  }
  if (value === null && random.once(2)) return [remark(style)];
  if (typeof value === 'string' && random.once(3)) {
    const block = blockScalar(style, value, indent);
    if (block !== undefined) return [`${anchor}${block[0]}`, ...block.slice(1)];
  }
  const gap = random.pick([' ', ' ', ' ', '  ', parent === 'map' ? '\t' : ' ']);
  return [`${anchor}${gap}${flow(style, value, indent + 1)}${remark(style)}`];
}

/** A literal scalar, where the text can be one: its header, and its lines. */
function blockScalar({ random, step }: Style, text: string, indent: number): readonly string[] | undefined {
  // What "+" keeps would take in the blank lines that follow it.
  if (text.trim() === '' || /^[ \t]|[ \t]$|\t|\n\n$/m.test(text)) return undefined;
  const chomping = text.endsWith('\n') ? '' : '-';
  const body = text.replace(/\n$/, '').split('\n');
  return [` |${chomping}${random.pick(['', ' # text', '  '])}`, ...body.map((line) => line === '' ? '' : ' '.repeat(indent + step) + line)];
}

function remark({ random, comments }: Style): string {
  return comments && random.once(4) ? random.pick([' # why', '  #', ' # a: b']) : random.once(20) ? random.pick([' ', '   ']) : '';
}

function noise({ random, comments }: Style, indent: number): readonly string[] {
  if (!comments || !random.once(5)) return [];
  return random.pick([[''], [`${' '.repeat(indent)}# note`], ['# margin'], ['', `${' '.repeat(indent)}# - a: b`], [' '.repeat(indent)]]);
}

function keyOf(style: Style, key: string): string {
  return style.random.once(10) || !isPlain(key) ? quoted(style, key) : key;
}

/** A value in brackets or quotes, on lines that begin deeper than the indent. */
function flow(style: Style, value: Value, indent: number): string {
  const { random } = style;
  if (typeof value === 'string') return isPlain(value) && !random.once(3) ? value : quoted(style, value);
  if (value === null) return random.pick(['null', '~', 'Null']);
  if (typeof value !== 'object') return String(value);
  const items = isMap(value) ? Object.entries(value).map(([key, inner]) => `${keyOf(style, key)}: ${flow(style, inner, indent + 2)}`)
    : (value as readonly Value[]).map((inner) => flow(style, inner, indent + 2));
  const [open, close] = isMap(value) ? '{}' : '[]';
  const comma = items.length > 0 && random.once(8) ? ',' : '';
  if (items.length > 0 && random.once(4)) {
    const margin = ' '.repeat(indent + 1);
    const comment = () => style.comments && random.once(5) ? ' # in brackets' : '';
    const lines = items.map((item, index) => `${margin}${item}${index < items.length - 1 ? ',' : comma}${comment()}`);
    return `${open}\n${lines.join('\n')}\n${' '.repeat(random.once(5) ? Math.max(0, indent - 1) : indent)}${close}`;
  }
  const pad = random.pick(['', '', ' ']);
  return `${open}${pad}${items.join(random.pick([', ', ', ', ' , ']))}${comma}${pad}${close}`;
}

function quoted({ random }: Style, text: string): string {
  if (random.once(2) && !/[\n\t\\]|^ | $/.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return JSON.stringify(text);
}

function isPlain(text: string): boolean {
  return /^[\p{L}\d_./][\p{L}\d_./ -]*$/u.test(text) && !/ $|^\.\.\.$/.test(text) && isPlainString(text);
}
