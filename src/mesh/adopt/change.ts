import { InventoryEntry } from '../../kubernetes/inventory';
import { listAt, mapAt, valueAt, ValuePath } from '../../kubernetes/value';
import { Finding } from '../../message/message';

/** One change inside an object, by the way to a value. How the value is written is for the text's editor to find. */
export type Change =
  /** Sets the entry of a map; maps on the way that are not there are made. */
  | { readonly type: 'set'; readonly path: ValuePath; readonly value: string }
  /** Puts an item at the end of a list that is there. */
  | { readonly type: 'append'; readonly path: ValuePath; readonly value: unknown }
  /** Takes the entry of a map, or the item of a list, out. */
  | { readonly type: 'remove'; readonly path: ValuePath };

/** What is to be changed in one object. Positions in lists are those before any of the changes. */
export interface ObjectChange {
  readonly entry: InventoryEntry;
  readonly changes: readonly Change[];
}

/** One part of a plan: what is to be changed, and what was left alone and why. An `error` refuses the whole plan. */
export interface AdoptionPart {
  readonly changes: readonly ObjectChange[];
  readonly findings: readonly Finding[];
}

/** Puts parts together. */
export function together(...parts: readonly AdoptionPart[]): AdoptionPart {
  return { changes: parts.flatMap(({ changes }) => changes), findings: parts.flatMap(({ findings }) => findings) };
}

/** Sets the entries of a map. */
export function setEntries(path: ValuePath, entries: Readonly<Record<string, string>>): readonly Change[] {
  return Object.entries(entries).map(([key, value]) => ({ type: 'set', path: [...path, key], value }));
}

/** Takes entries of a map out. A map that is empty afterwards goes too, and so does the map around it that held nothing else. */
export function removeEntries(object: unknown, path: ValuePath, keys: readonly string[]): readonly Change[] {
  if (keys.length === 0) return [];
  if (Object.keys(mapAt(object, path)).every((key) => keys.includes(key))) return [{ type: 'remove', path: withEmptied(object, path) }];
  return keys.map((key) => ({ type: 'remove', path: [...path, key] }));
}

function withEmptied(object: unknown, path: ValuePath): ValuePath {
  const around = path.slice(0, -1);
  return around.length > 0 && Object.keys(mapAt(object, around)).length === 1 ? withEmptied(object, around) : path;
}

/** Makes a list of another one that differs by items taken out and items at its end. */
export function changeList(object: unknown, path: ValuePath, wanted: readonly unknown[]): readonly Change[] {
  const before = listAt(object, path);
  const kept = before.filter((item) => wanted.includes(item));
  return [
    ...before.flatMap((item, index): Change[] => wanted.includes(item) ? [] : [{ type: 'remove', path: [...path, index] }]),
    ...wanted.slice(kept.length).map((value): Change => ({ type: 'append', path, value })),
  ];
}

/** The object as it is after the changes: what the text's editor has to arrive at. */
export function applyChanges(object: unknown, changes: readonly Change[]): unknown {
  const copy: unknown = structuredClone(object);
  for (const change of changes.filter(({ type }) => type !== 'remove')) apply(copy, change);
  // From the back, so that the positions of items that are still to go stay what they were.
  for (const change of changes.filter(({ type }) => type === 'remove').reverse()) apply(copy, change);
  return copy;
}

type Container = Record<string | number, unknown>;

function apply(object: unknown, change: Change): void {
  if (change.type === 'append') {
    (valueAt(object, change.path) as unknown[]).push(change.value);
    return;
  }
  const key = change.path[change.path.length - 1];
  let at = object as Container;
  for (const step of change.path.slice(0, -1)) {
    if (at[step] === undefined || at[step] === null) at[step] = {};
    at = at[step] as Container;
  }
  if (change.type === 'set') at[key] = change.value;
  else if (Array.isArray(at)) at.splice(key as number, 1);
  else delete at[key];
}
