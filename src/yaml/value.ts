import { keyText } from './key';
import { MapNode, Node, ScalarNode, SequenceNode } from './node';
import { ReadingProblem } from './reading-problem';
import { coreName, scalarValue } from './scalar';

/** A map while it is read. */
export type Values = { [key: string]: unknown };

interface Anchored {
  readonly node: Node;
  readonly value: unknown;
  /** How many nodes the value has when its aliases are written out. */
  readonly size: number;
}

interface Reading {
  readonly anchors: Map<string, Anchored | 'open'>;
  /** Nodes so far, aliases written out. */
  nodes: number;
  /** Those of them that came through aliases. */
  aliased: number;
}

/** The value of a document as kubectl reads it. Throws a ReadingProblem for what kubectl refuses. */
export function valueOf(root: Node): unknown {
  return read(root, { anchors: new Map(), nodes: 0, aliased: 0 });
}

function read(node: Node, reading: Reading): unknown {
  if (node.type === 'alias') return resolve(node.name, node.start, reading).value;
  reading.nodes++;
  if (node.anchor === undefined) return content(node, reading);
  const before = reading.nodes;
  reading.anchors.set(node.anchor, 'open');
  const value = content(node, reading);
  reading.anchors.set(node.anchor, { node, value, size: reading.nodes - before + 1 });
  return value;
}

function content(node: ScalarNode | MapNode | SequenceNode, reading: Reading): unknown {
  switch (node.type) {
    case 'scalar': return scalarValue(node);
    case 'sequence': return node.items.map((item) => read(item.value, reading));
    case 'map': {
      const values: Values = {};
      for (const { key, value } of node.entries) {
        if (isMergeKey(key)) mergeInto(values, value, reading);
        else put(values, keyOf(key, reading), read(value, reading));
      }
      return values;
    }
  }
}

/** `__proto__` is a key like others. */
export function put(values: Values, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(values, key, { value, writable: true, enumerable: true, configurable: true });
  else values[key] = value;
}

function keyOf(key: Node, reading: Reading): string {
  const node = key.type === 'alias' ? resolve(key.name, key.start, reading).node : key;
  if (key.type !== 'alias') read(key, reading);
  return keyText(node);
}

function resolve(name: string, at: number, reading: Reading): Anchored {
  const target = reading.anchors.get(name);
  if (target === undefined) throw new ReadingProblem('alias-without-anchor', { name }, at);
  if (target === 'open') throw new ReadingProblem('anchor-contains-itself', { name }, at);
  reading.nodes += target.size;
  reading.aliased += target.size;
  if (isBomb(reading)) throw new ReadingProblem('aliases-out-of-proportion', { name }, at);
  return target;
}

/** The limits of go-yaml 2 (goyaml.v2/decode.go): among many nodes, the share that came through aliases is held down. */
function isBomb({ nodes, aliased }: Reading): boolean {
  const low = 400_000, high = 4_000_000;
  const allowed = nodes <= low ? 0.99 : nodes >= high ? 0.1 : 0.99 - 0.89 * (nodes - low) / (high - low);
  return aliased > 100 && nodes > 1000 && aliased / nodes > allowed;
}

/** Whether the key is `<<`, which merges maps. */
export function isMergeKey(key: Node): boolean {
  if (key.type !== 'scalar' || key.text !== '<<') return false;
  return key.tag === undefined ? key.style === 'plain' : key.tag === '!' || coreName(key.tag) === 'merge';
}

/** go-yaml 2 merges where the key stands: over keys before it, under keys after it; of several maps the first wins. */
function mergeInto(values: Values, source: Node, reading: Reading): void {
  const maps = source.type === 'sequence' ? source.items.map((item) => item.value) : [source];
  const merged = maps.map((map) => {
    const target = map.type === 'alias' ? resolve(map.name, map.start, reading) : { node: map, value: read(map, reading) };
    if (target.node.type !== 'map') throw new ReadingProblem('merge-not-a-map', {}, map.start);
    return target.value as Values;
  });
  for (const map of merged.reverse()) for (const key of Object.keys(map)) put(values, key, map[key]);
}
