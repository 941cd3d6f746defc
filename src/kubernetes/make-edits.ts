import { Edit } from './edit';
import { listAt, ValuePath } from './value';

/** An edit that puts texts at the end of a list. */
export type Append = Extract<Edit, { readonly type: 'append' }>;

/** Sets the entries of a map. */
export function setEntries(path: ValuePath, entries: Readonly<Record<string, string>>): readonly Edit[] {
  return Object.entries(entries).map(([key, value]) => ({ type: 'set', path: [...path, key], value }));
}

/** Takes entries of a map out. */
export function removeEntries(path: ValuePath, keys: readonly string[]): readonly Edit[] {
  return keys.map((key) => ({ type: 'remove', path: [...path, key] }));
}

/** Puts texts at the end of a list that is there. */
export function appendTo(path: ValuePath, items: readonly string[]): readonly Append[] {
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
