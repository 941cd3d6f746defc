import { Change, changeOf } from './change';
import { clear, restoreNull } from './clear';
import { fill, setValue } from './fill';
import { guardComments, guardContainer, guardLineBreaks, guardNew, guardNewEntry, guardRemoval, kindOf, refuse } from './guard';
import { columnOf, flowStyleOf, hasInnerComment, Layout } from './layout';
import { changeParts, Replacement } from './parts';
import { blockEntry, flowContent, flowEntry, Quoting, quotingOf, unique, writeScalar } from './write';
import { Edit } from '../../kubernetes/edit';
import { formatPath } from '../../kubernetes/value';
import { Entry, MapNode, Node, SequenceNode } from '../node';
import { dereference, hasKey, Path } from '../path';
import { isNull, scalarValue } from '../scalar';

/** What becomes of a value: how its text changes, and whether nothing of it is left. */
interface Outcome {
  readonly replacements: readonly Replacement[];
  readonly emptied: boolean;
}

const untouched: Outcome = { replacements: [], emptied: false };
const emptied: Outcome = { replacements: [], emptied: true };
const plain: Quoting = { key: 'plain', value: 'plain' };

/**
 * What stands in the place of what when the edits are made, in the order of the text; no other byte changes. Throws a
 * ReadingProblem where an edit cannot be made without changing what nobody asked to change.
 */
export function replacementsFor(text: string, root: Node, edits: readonly Edit[]): readonly Replacement[] {
  guardLineBreaks(text);
  const layout = new Layout(text, root);
  const outcome = visit(layout, root, changeOf(edits), [], plain);
  const replacements = outcome.emptied ? clear(layout, root) : outcome.replacements;
  return [...replacements].sort((a, b) => a.start - b.start || a.end - b.end);
}

function visit(layout: Layout, node: Node, change: Change, path: Path, above: Quoting): Outcome {
  const isMapChange = change.children.length > 0;
  if (!isMapChange && change.append.length === 0 && change.take.length === 0) return untouched;
  guardContainer(layout, node, path);
  if (node.type === 'map' && isMapChange) return visitMap(layout, node, change, path, above);
  if (node.type === 'sequence') return isMapChange ? visitItems(layout, node, change, path, above) : visitStrings(layout, node, change, above);
  if (!change.adds) return untouched;
  return refuse('edit-not-of-its-kind', { path: formatPath(path), found: kindOf(node), wanted: isMapChange ? 'a map' : 'a list' }, node.start);
}

function visitMap(layout: Layout, map: MapNode, change: Change, path: Path, above: Quoting): Outcome {
  const quoting = quotingOf(map, above);
  const replacements: Replacement[] = [];
  const removed = new Set<number>();
  const added: (readonly [string | number, Change])[] = [];
  for (const [key, child] of change.children) {
    const found = indicesOf(map, String(key));
    if (found.length > 1) refuse('edit-of-duplicate-key', { path: formatPath([...path, key]) }, map.entries[found[1]].start);
    if (found.length === 0) {
      if (!child.adds) continue;
      guardNewEntry(key, child, path, map.start);
      added.push([key, child]);
      continue;
    }
    const outcome = visitEntry(layout, map, map.entries[found[0]], child, [...path, key], quoting);
    if (outcome.emptied) removed.add(found[0]);
    else replacements.push(...outcome.replacements);
  }
  if (added.length === 0 && removed.size === 0) return { replacements, emptied: false };
  if (added.length === 0 && removed.size === map.entries.length) return emptied;
  const write = map.flow ? flowWriter(layout, map, quoting) : blockWriter(layout, map, quoting);
  const parts = changeParts(layout, map, { removed, added: added.map(([key, child]) => write(key, child)) });
  return { replacements: [...replacements, ...parts], emptied: false };
}

function indicesOf({ entries }: MapNode, key: string): readonly number[] {
  const found: number[] = [];
  for (let index = 0; index < entries.length; index++) if (hasKey(entries[index], key)) found.push(index);
  return found;
}

function blockWriter(layout: Layout, map: MapNode, quoting: Quoting): (key: string | number, change: Change) => string {
  const indent = columnOf(layout.text, map.entries[0].start);
  return (key, change) => blockEntry(layout, key, change, indent, quoting);
}

function flowWriter(layout: Layout, map: MapNode, quoting: Quoting): (key: string | number, change: Change) => string {
  const style = flowStyleOf(layout, map);
  return (key, change) => flowEntry(key, change, quoting, style);
}

function visitEntry(layout: Layout, map: MapNode, entry: Entry, change: Change, path: Path, quoting: Quoting): Outcome {
  const { value } = entry;
  if (change.remove) {
    guardRemoval(layout.root, value, path);
    return emptied;
  }
  if (change.value !== undefined) return { replacements: setValue(layout, entry, change.value, path, quoting), emptied: false };
  if (isNull(value)) return change.adds ? { replacements: fill(layout, map, entry, change, path, quoting), emptied: false } : untouched;
  const outcome = visit(layout, value, change, path, quoting);
  if (!outcome.emptied) return outcome;
  const restored = restoreNull(layout, entry);
  if (restored !== undefined) return { replacements: restored, emptied: false };
  // Brackets under a key of a block were there before: where there was nothing, a block would have been made.
  const hadBrackets = value.type === 'map' && value.flow && !map.flow;
  return hadBrackets || hasInnerComment(layout.text, entry) ? { replacements: clear(layout, value, entry), emptied: false } : outcome;
}

/** Items that are maps. The one behind the last is made where it is asked for; one that becomes empty goes. */
function visitItems(layout: Layout, sequence: SequenceNode, change: Change, path: Path, above: Quoting): Outcome {
  const replacements: Replacement[] = [];
  const removed = new Set<number>();
  const added: string[] = [];
  for (const [index, child] of change.children) {
    const item = sequence.items[Number(index)];
    if (item !== undefined) {
      const outcome = visit(layout, item.value, child, [...path, index], above);
      if (outcome.emptied) removed.add(Number(index));
      replacements.push(...outcome.replacements);
    } else if (child.adds) {
      const wanted = typeof index === 'number' ? `item ${index} in it` : 'a map';
      if (index !== sequence.items.length || child.children.length === 0) refuse('edit-not-of-its-kind', { path: formatPath(path), found: 'a list', wanted }, sequence.start);
      guardNew(child, path, sequence.start);
      added.push(newItem(layout, sequence, child, above));
    }
  }
  if (added.length === 0 && removed.size > 0 && removed.size === sequence.items.length) return emptied;
  for (const index of removed) guardComments(layout, sequence.items[index]);
  return { replacements: [...replacements, ...changeParts(layout, sequence, { removed, added })], emptied: false };
}

/** A map as a further item of a list, written as its neighbours are. */
function newItem(layout: Layout, sequence: SequenceNode, change: Change, above: Quoting): string {
  const neighbour = sequence.items.at(-1)?.value;
  const quoting = neighbour?.type === 'map' ? quotingOf(neighbour, above) : above;
  if (sequence.flow) return flowContent(change, quoting, neighbour?.type === 'map' ? flowStyleOf(layout, neighbour) : { colonGap: ' ', comma: ', ' });
  const dash = dashOf(layout, sequence);
  const indent = columnOf(layout.text, sequence.start) + dash.length;
  return dash + change.children.map(([key, child]) => blockEntry(layout, key, child, indent, quoting)).join(layout.lineBreak + ' '.repeat(indent));
}

function visitStrings(layout: Layout, sequence: SequenceNode, change: Change, above: Quoting): Outcome {
  const strings = sequence.items.map(({ value }) => stringOf(dereference(layout.root, value)));
  const removed = new Set(strings.flatMap((text, index) => text !== undefined && change.take.includes(text) ? [index] : []));
  const missing = unique(change.append).filter((text) => !strings.includes(text));
  if (missing.length === 0 && removed.size === 0) return untouched;
  if (missing.length === 0 && removed.size === sequence.items.length) return emptied;
  const { value } = quotingOf(sequence, above);
  const dash = sequence.flow ? '' : dashOf(layout, sequence);
  return { replacements: changeParts(layout, sequence, { removed, added: missing.map((text) => dash + writeScalar(text, value)) }), emptied: false };
}

function stringOf(node: Node | undefined): string | undefined {
  return node?.type === 'scalar' && typeof scalarValue(node) === 'string' ? String(scalarValue(node)) : undefined;
}

/** The dash of the last item with the spaces behind it. */
function dashOf({ text }: Layout, { items }: SequenceNode): string {
  const last = items[items.length - 1];
  return /^- +$/.exec(text.slice(last.start, last.value.outer))?.[0] ?? '- ';
}
