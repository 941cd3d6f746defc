import { Edit } from '../../kubernetes/edit';
import { InventoryEntry } from '../../kubernetes/inventory';
import { listAt, ValuePath } from '../../kubernetes/value';
import { Finding } from '../../message/message';

/** What is to be changed in one object, by paths that begin at it. How that is written is for src/yaml/splice. */
export interface ObjectChange {
  readonly entry: InventoryEntry;
  readonly edits: readonly Edit[];
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

/** The change of an object by edits; none without any. */
export function changed(entry: InventoryEntry, edits: readonly Edit[]): readonly ObjectChange[] {
  return edits.length === 0 ? [] : [{ entry, edits }];
}

/** Sets the entries of a map. */
export function setEntries(path: ValuePath, entries: Readonly<Record<string, string>>): readonly Edit[] {
  return Object.entries(entries).map(([key, value]) => ({ type: 'set', path: [...path, key], value }));
}

/** Takes entries of a map out. */
export function removeEntries(path: ValuePath, keys: readonly string[]): readonly Edit[] {
  return keys.map((key) => ({ type: 'remove', path: [...path, key] }));
}

/** Puts texts at the end of a list that is there. */
export function appendTo(path: ValuePath, items: readonly string[]): readonly Edit[] {
  return items.length === 0 ? [] : [{ type: 'append', path, items }];
}

/** Makes a list of texts of another one, of which some are not wanted and at whose end some are missing. */
export function changeList(object: unknown, path: ValuePath, wanted: readonly string[]): readonly Edit[] {
  const before = listAt(object, path).filter((item): item is string => typeof item === 'string');
  const unwanted = before.filter((item) => !wanted.includes(item));
  return [
    ...(unwanted.length === 0 ? [] : [{ type: 'take', path, items: unwanted } as const]),
    ...appendTo(path, wanted.filter((item) => !before.includes(item))),
  ];
}
