import { ObjectChange } from './change';
import { Kustomization, KustomizationPatch } from './kustomization';
import { describeEdits } from './words';
import { InventoryEntry } from '../../kubernetes/inventory';
import { apiGroup, KubernetesObject, objectTitle } from '../../kubernetes/object';
import { isMap, StringMap, textAt, valueAt, ValuePath } from '../../kubernetes/value';
import { finding } from '../../message/catalogue';
import { Finding, Place } from '../../message/message';
import { formatPlace } from '../../message/text';
import { Edit } from '../../kubernetes/edit';

/** Says what of changes kustomizations undo, so that a cluster will not see it; once for each place, since a patch may reach many objects. */
export function undoneByKustomizations(
  changes: readonly ObjectChange[], over: (entry: InventoryEntry) => readonly Kustomization[],
): readonly Finding[] {
  const places = new Map<string, { readonly place: Place; readonly change: string; readonly objects: string[] }>();
  for (const { entry, edits } of changes) {
    for (const { place, undone } of over(entry).flatMap((kustomization) => undoneBy(kustomization, entry, edits))) {
      const change = describeEdits(undone);
      const key = `${formatPlace(place)} ${change}`;
      const known = places.get(key) ?? { place, change, objects: [] };
      known.objects.push(objectTitle(entry.object));
      places.set(key, known);
    }
  }
  return Array.from(places.values(), ({ place, change, objects: [object, ...others] }) =>
    finding('kustomization-undoes-change', { object, others: others.length, change }, place));
}

interface Undone {
  readonly place: Place;
  readonly undone: readonly Edit[];
}

function undoneBy({ value, placeOf, patches }: Kustomization, { object }: InventoryEntry, edits: readonly Edit[]): readonly Undone[] {
  const common = { metadata: { annotations: valueAt(value, ['commonAnnotations']) } };
  const byCommon = edits.filter((edit) => undoes(edit, merged(edit.path, common)));
  return [
    ...(byCommon.length === 0 ? [] : [{ place: placeOf(['commonAnnotations']), undone: byCommon }]),
    ...patches.map(({ place, target, contents }) => {
      const laidOver = contents.filter((content) => isLaidOver(object, target, content));
      return { place, undone: edits.filter((edit) => laidOver.some((content) => undoes(edit, left(edit.path, content)))) };
    }),
  ].filter(({ undone }) => undone.length > 0);
}

/** The edits of an object that some patch of a kustomization makes already; what takes something out of the manifest is none of them. */
export function madeByKustomizations({ object }: InventoryEntry, edits: readonly Edit[], over: readonly Kustomization[]): readonly Edit[] {
  const patches = over.flatMap((each) => each.patches);
  const makes = (edit: Edit, { target, contents }: KustomizationPatch) => contents.some((content) => {
    const found = isLaidOver(object, target, content) ? left(edit.path, content) : undefined;
    return found !== undefined && agrees(edit, found.value);
  });
  return edits.filter((edit) => (edit.type === 'set' || edit.type === 'append') && patches.some((patch) => makes(edit, patch)));
}

/** What a patch leaves at a path: nothing is known of what it does not touch, and of a list that it adds to only what it adds. */
type Left = { readonly value: unknown; readonly isPart?: boolean } | undefined;

function undoes(edit: Edit, found: Left): boolean {
  return found !== undefined && !(found.isPart && edit.type === 'append') && !agrees(edit, found.value);
}

function agrees(edit: Edit, value: unknown): boolean {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  switch (edit.type) {
    case 'set': return value === edit.value;
    case 'remove': return (value ?? undefined) === undefined;
    case 'append': return edit.items.every((item) => list.includes(item));
    case 'take': return !edit.items.some((item) => list.includes(item));
  }
}

function left(path: ValuePath, content: unknown): Left {
  return Array.isArray(content) ? operated(path, content) : merged(path, content);
}

/** Maps are merged; null takes out, and a list takes the place of the one that was there, as in every kind that is a custom resource. */
function merged(path: ValuePath, content: unknown): Left {
  if (!isMap(content)) return undefined;
  let at: unknown = content;
  for (const key of path) {
    const below = valueAt(at, [key]);
    if (isMap(at) && below === undefined) return undefined;
    at = below;
  }
  return { value: at };
}

/** Operations at the path or above it, and items that are put into the list there, one after the other. What is moved or copied is not known. */
function operated(path: ValuePath, operations: readonly unknown[]): Left {
  return operations.reduce<Left>((before, operation) => {
    const op = textAt(operation, ['op']);
    const pointer = textAt(operation, ['path'])?.split('/').slice(1).map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~')) ?? [];
    const depth = pointer.length;
    const isOnTheWay = path.every((step, at) => at >= depth || String(step) === pointer[at]);
    if (depth === 0 || !isOnTheWay || !['add', 'replace', 'remove'].includes(op ?? '')) return before;
    const addsItem = op === 'add' && depth === path.length + 1 && /^(-|\d+)$/.test(pointer[depth - 1]);
    if (depth > path.length) return addsItem ? withItem(before, valueAt(operation, ['value'])) : before;
    // To add at a position of a list is to put something before it.
    if (op === 'add' && typeof path[depth - 1] === 'number') return before;
    return { value: op === 'remove' ? undefined : valueAt(operation, ['value', ...path.slice(depth)]) };
  }, undefined);
}

function withItem(before: Left, item: unknown): Left {
  const { value, isPart } = before ?? { value: [], isPart: true };
  return Array.isArray(value) ? { value: [...value as unknown[], item], isPart } : before;
}

/** Source: kustomize api/types/selector.go and api/resmap/reswrangler.go (Select): each field is a regular expression for the whole. */
function isLaidOver(object: KubernetesObject, target: unknown, content: unknown): boolean {
  const { kind, metadata: { name = '', labels = {}, annotations = {} } } = object;
  if (!isMap(target)) return textAt(content, ['kind']) === kind && textAt(content, ['metadata', 'name']) === name;
  const fits = (field: string, text: string) => matchesWhole(textAt(target, [field]), text);
  return fits('group', apiGroup(object)) && fits('kind', kind) && fits('name', name)
    && has(labels, textAt(target, ['labelSelector'])) && has(annotations, textAt(target, ['annotationSelector']));
}

function matchesWhole(expression: string | undefined, text: string): boolean {
  if (expression === undefined || expression === '') return true;
  try {
    return new RegExp(`^(?:${expression})$`).test(text);
  } catch {
    return false;
  }
}

/** Whether the map has what a selector asks for. One that asks for more than equal values is not decided, and nothing is said of it. */
function has(map: StringMap, selector: string | undefined): boolean {
  if (selector === undefined || selector === '') return true;
  return selector.split(',').every((term) => {
    const match = /^\s*([\w./-]+)\s*==?\s*([\w.-]*)\s*$/.exec(term);
    return match !== null && Object.hasOwn(map, match[1]) && map[match[1]] === match[2];
  });
}
