import { ANNOTATIONS } from './adopt-workloads';
import { ObjectChange } from './change';
import { Kustomization, KustomizationPatch } from './kustomization';
import { Applies, appliesTo } from './patch-target';
import { describeEdits } from './words';
import { Edit } from '../../kubernetes/edit';
import { InventoryEntry } from '../../kubernetes/inventory';
import { KubernetesObject, objectTitle } from '../../kubernetes/object';
import { isMap, textAt, valueAt, ValuePath } from '../../kubernetes/value';
import { finding } from '../../message/catalogue';
import { Finding, Place } from '../../message/message';
import { formatPlace } from '../../message/text';
import { bothModes } from '../../settings/check-annotation-rules';
import { JAVA_AGENT, TURNED_ON_BY } from '../../speedscale/annotations';

/** The kustomizations whose patches reach an object's file. */
export type Over = (entry: InventoryEntry) => readonly Kustomization[];

/** Says what of changes kustomizations undo, so that a cluster will not see it; once for each place, since a patch may reach many objects. */
export function undoneByKustomizations(changes: readonly ObjectChange[], over: Over): readonly Finding[] {
  const places = new Map<string, { readonly id: UndoneId; readonly place: Place; readonly change: string; readonly objects: string[] }>();
  for (const { entry, edits } of changes) {
    for (const { id, place, undone } of over(entry).flatMap((kustomization) => undoneBy(kustomization, entry, edits))) {
      const change = describeEdits(undone);
      const key = `${formatPlace(place)} ${change}`;
      const known = places.get(key) ?? { id, place, change, objects: [] };
      known.objects.push(objectTitle(entry.object));
      places.set(key, known);
    }
  }
  return Array.from(places.values(), ({ id, place, change, objects: [object, ...others] }) =>
    finding(id, { object, others: others.length, change }, place));
}

type UndoneId = 'kustomization-undoes-change' | 'kustomization-may-undo-change';

interface Undone {
  readonly id: UndoneId;
  readonly place: Place;
  readonly undone: readonly Edit[];
}

function undoneBy({ value, placeOf, patches }: Kustomization, { object }: InventoryEntry, edits: readonly Edit[]): readonly Undone[] {
  const common = { metadata: { annotations: valueAt(value, ['commonAnnotations']) } };
  const byCommon = edits.filter((edit) => undoes(edit, merged(edit.path, common)));
  return [
    ...(byCommon.length === 0 ? [] : [{ id: 'kustomization-undoes-change', place: placeOf(['commonAnnotations']), undone: byCommon } as const]),
    ...patches.flatMap((patch) => appliedTo(object, patch).map(({ applies, content }): Undone => ({
      id: applies === 'yes' ? 'kustomization-undoes-change' : 'kustomization-may-undo-change',
      place: patch.place,
      undone: edits.filter((edit) => undoes(edit, left(edit.path, content))),
    }))),
  ].filter(({ undone }) => undone.length > 0);
}

interface Applied {
  readonly applies: Applies;
  readonly content: unknown;
}

/** What of a patch applies to an object, or may: that is not decided where its target is more than a name. */
function appliedTo(object: KubernetesObject, { target, contents }: KustomizationPatch): readonly Applied[] {
  return contents.map((content) => ({ applies: appliesTo(object, target, content), content })).filter(({ applies }) => applies !== 'no');
}

/**
 * The edits of an object that some patch of a kustomization makes already; what takes something out of the manifest is none of them, nor
 * what a patch makes that may not apply.
 */
export function madeByKustomizations({ object }: InventoryEntry, edits: readonly Edit[], over: readonly Kustomization[]): readonly Edit[] {
  const made = over.flatMap(({ patches }) => patches).flatMap((patch) => appliedTo(object, patch)).filter(({ applies }) => applies === 'yes');
  const makes = (edit: Edit, content: unknown) => {
    const found = left(edit.path, content);
    return found !== undefined && agrees(edit, found.value);
  };
  return edits.filter((edit) => (edit.type === 'set' || edit.type === 'append') && made.some(({ content }) => makes(edit, content)));
}

/**
 * Whether kustomizations turn on, or may turn on, the other mode of capture for a workload that a change captures: a cluster would get
 * both, which Speedscale's operator rejects.
 */
export function bothByKustomizations({ entry, edits }: ObjectChange, over: readonly Kustomization[]): readonly Finding[] {
  if (over.length === 0) return [];
  const set = edits.filter((edit) => edit.type === 'set').map(({ path, value }) => [String(path.at(-1)), String(value)] as const)
    .filter(([name]) => MODE_SWITCHES.includes(name));
  if (set.length === 0) return [];
  const patched = MODE_SWITCHES.flatMap((name) => placesTurningOn(name, entry, over).map((place) => ({ name, place })));
  const texts = Object.fromEntries([...set, ...patched.map(({ name }) => [name, 'true'] as const)]);
  return bothModes(texts, { nameOf: (name) => name, placeOf: () => patched[0]?.place ?? entry.place }, ` of ${objectTitle(entry.object)}`);
}

const MODE_SWITCHES: readonly string[] = [...Object.values(TURNED_ON_BY), JAVA_AGENT];

function placesTurningOn(name: string, { object }: InventoryEntry, over: readonly Kustomization[]): readonly Place[] {
  return over.flatMap(({ value, placeOf, patches }) => [
    ...(valueAt(value, ['commonAnnotations', name]) === 'true' ? [placeOf(['commonAnnotations', name])] : []),
    ...patches.filter((patch) => appliedTo(object, patch).some(({ content }) => left([...ANNOTATIONS, name], content)?.value === 'true')).map(({ place }) => place),
  ]);
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
