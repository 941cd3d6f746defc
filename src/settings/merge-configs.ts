import { PlaceOf, SettingsPath } from './place';
import { isMap } from '../kubernetes/value';

/** A config file as it was read. Places are found by the way from the top of the file. */
export interface ConfigSource {
  readonly value: unknown;
  /** Where a value was written; for one that is not there, the nearest that holds it. */
  readonly placeOf: PlaceOf;
  /** Where the key of a value was written. */
  readonly placeOfKey: PlaceOf;
}

/** A value and the source of each of its parts. */
interface Merged {
  readonly value: unknown;
  readonly source: ConfigSource;
  /** The way to the value in its source. */
  readonly path: SettingsPath;
  /** The parts that were merged one by one; any other part is where `source` has it. */
  readonly parts?: ReadonlyMap<string | number, Merged>;
}

/**
 * Lays config files over each other, the later over the earlier: maps are merged, `namespaces` by their names, and everything
 * else is replaced. What the files hold is not checked here; each part of the result is still found where it was written.
 */
export function mergeConfigs([first, ...others]: readonly [ConfigSource, ...ConfigSource[]]): ConfigSource {
  const whole = (source: ConfigSource): Merged => ({ value: source.value, source, path: [] });
  const merged = others.map(whole).reduce((earlier, later) => merge(earlier, later, []), whole(first));
  return {
    value: merged.value,
    placeOf: (path) => {
      const { source, path: there } = origin(merged, path);
      return source.placeOf(there);
    },
    placeOfKey: (path) => {
      const { source, path: there } = origin(merged, path);
      return source.placeOfKey(there);
    },
  };
}

/** The source of a value, and the way to it there. */
function origin(merged: Merged, [key, ...rest]: SettingsPath): Pick<Merged, 'source' | 'path'> {
  if (key === undefined) return merged;
  const found = merged.parts?.get(key);
  return found === undefined ? { source: merged.source, path: [...merged.path, key, ...rest] } : origin(found, rest);
}

function merge(earlier: Merged, later: Merged, path: SettingsPath): Merged {
  if (isMap(earlier.value) && isMap(later.value)) return mergeMaps(earlier, later, path);
  const isNamespaces = path.length === 2 && path[0] === 'spec' && path[1] === 'namespaces';
  return isNamespaces && Array.isArray(earlier.value) && Array.isArray(later.value) ? mergeByName(earlier, later, path) : later;
}

function mergeMaps(earlier: Merged, later: Merged, path: SettingsPath): Merged {
  const parts = new Map<string | number, Merged>(Object.keys(earlier.value as object).map((key) => [key, part(earlier, key)]));
  for (const key of Object.keys(later.value as object)) {
    const before = parts.get(key);
    parts.set(key, before === undefined ? part(later, key) : merge(before, part(later, key), [...path, key]));
  }
  return { ...later, value: Object.fromEntries([...parts].map(([key, { value }]) => [key, value])), parts };
}

/** A name that one file has twice stays there twice, for the check of the result to find. */
function mergeByName(earlier: Merged, later: Merged, path: SettingsPath): Merged {
  const entries = (earlier.value as readonly unknown[]).map((_, index) => part(earlier, index));
  const laid = new Set<number>();
  (later.value as readonly unknown[]).map((_, index) => part(later, index)).forEach((entry) => {
    const at = entries.findIndex((other, index) => !laid.has(index) && nameOf(other) !== undefined && nameOf(other) === nameOf(entry));
    laid.add(at < 0 ? entries.length : at);
    if (at < 0) entries.push(entry);
    else entries[at] = mergeMaps(entries[at], entry, [...path, at]);
  });
  return { ...later, value: entries.map(({ value }) => value), parts: new Map(entries.map((entry, index) => [index, entry])) };
}

function nameOf({ value }: Merged): unknown {
  return isMap(value) ? value.name : undefined;
}

function part(merged: Merged, key: string | number): Merged {
  return merged.parts?.get(key) ?? {
    value: (merged.value as Readonly<Record<string | number, unknown>>)[key],
    source: merged.source,
    path: [...merged.path, key],
  };
}
