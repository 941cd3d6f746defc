import { DocumentSource } from './document-source';
import { keyText } from './key';
import { Entry, MapNode, Node } from './node';
import { ReadingProblem } from './reading-problem';
import { isMergeKey } from './value';
import { Place } from '../message/message';

/** The way to a value: keys of maps and indices of lists. */
export type Path = readonly (string | number)[];

/** A value at a path: its node, and where it is in a map the entry. */
export interface Located {
  readonly node: Node;
  readonly entry?: Entry;
}

/** A document with positions, whole or an item of it. */
export interface Positioned {
  readonly source: DocumentSource;
  readonly root: Node | undefined;
  readonly at: Path;
}

/** The value at a path, through aliases and merged maps; `undefined` where there is none. */
export function locate(root: Node, path: Path): Located | undefined {
  let located: Located | undefined = { node: root };
  for (const step of path) {
    if (located === undefined) return undefined;
    located = child(root, located.node, step);
  }
  return located;
}

function child(root: Node, parent: Node, step: string | number): Located | undefined {
  const node = dereference(root, parent);
  if (node?.type === 'sequence') {
    const item = node.items[Number(step)];
    return item === undefined ? undefined : { node: item.value };
  }
  return node?.type === 'map' ? entryAt(root, node, String(step)) : undefined;
}

/** The entry that counts: the last of those with the key, merged ones among them. */
function entryAt(root: Node, map: MapNode, key: string): Located | undefined {
  for (const entry of [...map.entries].reverse()) {
    if (isMergeKey(entry.key)) {
      const maps = entry.value.type === 'sequence' ? entry.value.items.map((item) => item.value) : [entry.value];
      for (const merged of maps) {
        const found = child(root, merged, key);
        if (found !== undefined) return found;
      }
    } else if (hasKey(entry, key)) {
      return { node: entry.value, entry };
    }
  }
  return undefined;
}

/** Whether kubectl reads the entry's key as this one. */
export function hasKey(entry: Entry, key: string): boolean {
  try {
    return keyText(entry.key) === key;
  } catch (error) {
    if (error instanceof ReadingProblem) return false;
    throw error;
  }
}

/** The node that an alias stands for; any other node itself. */
export function dereference(root: Node, node: Node): Node | undefined {
  return node.type === 'alias' ? anchored(root, node.name, node.start) : node;
}

/** The last node before the offset that carries the anchor. */
function anchored(node: Node, name: string, before: number): Node | undefined {
  if (node.outer >= before) return undefined;
  const children = node.type === 'map' ? node.entries.flatMap(({ key, value }) => [key, value])
    : node.type === 'sequence' ? node.items.map(({ value }) => value) : [];
  for (const inner of children.reverse()) {
    const found = anchored(inner, name, before);
    if (found !== undefined) return found;
  }
  return node.anchor === name ? node : undefined;
}

/** The place of the value at the path within the document; of the key, or of the nearest thing around it, where there is none. */
export function placeOfValue(document: Positioned, path: Path): Place {
  const { located, depth } = nearest(document, path);
  const { node, entry } = located;
  const hasText = depth === path.length && node.end > node.start;
  return document.source.placeOf(hasText || entry === undefined ? node.start : entry.key.start);
}

/** The place of the key at the path's end; of the item where the path ends in an index. */
export function placeOfKey(document: Positioned, path: Path): Place {
  const { node, entry } = nearest(document, path).located;
  return document.source.placeOf(entry?.key.start ?? node.start);
}

function nearest({ root, at }: Positioned, path: Path): { readonly located: Located; readonly depth: number } {
  if (root === undefined) return { located: { node: nothing }, depth: 0 };
  for (let depth = path.length; depth > 0; depth--) {
    const located = locate(root, [...at, ...path.slice(0, depth)]);
    if (located !== undefined) return { located, depth };
  }
  return { located: locate(root, at) ?? { node: root }, depth: 0 };
}

const nothing: Node = { type: 'scalar', style: 'empty', text: '', outer: 0, start: 0, end: 0 };
