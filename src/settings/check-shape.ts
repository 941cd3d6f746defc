import { ConfigSpec } from './config-file';
import { validate } from './generated/validate-config';
import { ConfigSource } from './merge-configs';
import { SettingsPath } from './place';
import { formatPath, isMap, mapAt, valueAt } from '../kubernetes/value';
import { finding } from '../message/catalogue';
import { Finding } from '../message/message';
import { nearest } from '../message/nearest';

/** What we read of an error of the generated validator (ajv, with `verbose`). */
interface ShapeError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly parentSchema: { readonly properties?: Readonly<Record<string, unknown>> };
  readonly data: unknown;
}

/** What the shape of a config file comes to. */
export interface ShapeCheck {
  readonly findings: readonly Finding[];
  /** The `spec` as far as it has the right shape, so that what is wrong with its values can be said at once too. */
  readonly spec: ConfigSpec;
}

/**
 * What of a config file is not as its type says: keys that it does not have, keys that are missing, values of another type or
 * not among those that are known. The values themselves are checked afterwards.
 */
export function checkShape(source: ConfigSource): ShapeCheck {
  const check = validate as ((value: unknown) => boolean) & { readonly errors?: readonly ShapeError[] | null };
  const errors = check(source.value) ? [] : check.errors ?? [];
  const ofWrongType = new Set(errors.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath));
  // A value of the wrong type is not one of the known values either; that is said once.
  const told = errors.filter(({ keyword, instancePath }) => keyword === 'type' || !ofWrongType.has(instancePath))
    .map((error) => ({ error, path: pathOf(error.instancePath, source.value) }));
  return {
    findings: told.map(({ error, path }) => describe(error, path, source)),
    spec: mapAt(without(source.value, told.map(({ error, path }) => unusable(error, path))), ['spec']) as ConfigSpec,
  };
}

/** What a checker of values must not meet: a key that does not exist, or the whole section around anything else. */
function unusable({ keyword, params }: ShapeError, path: SettingsPath): SettingsPath {
  return keyword === 'additionalProperties' ? [...path, String(params.additionalProperty)] : path.slice(0, 2);
}

/** A value without the parts at the paths. Only keys of maps are taken out, so that positions in lists stay. */
function without(value: unknown, paths: readonly SettingsPath[]): unknown {
  if (paths.length === 0) return value;
  const within = (key: string | number) => paths.filter(([first]) => first === key).map((path) => path.slice(1));
  if (Array.isArray(value)) return value.map((item, index) => without(item, within(index)));
  if (!isMap(value)) return value;
  const kept = Object.entries(value).filter(([key]) => !within(key).some(({ length }) => length === 0));
  return Object.fromEntries(kept.map(([key, part]) => [key, without(part, within(key))]));
}

function describe({ keyword, params, parentSchema, data }: ShapeError, path: SettingsPath, source: ConfigSource): Finding {
  switch (keyword) {
    case 'additionalProperties': {
      const key = String(params.additionalProperty);
      const known = Object.keys(parentSchema.properties ?? {});
      const facts = { key, of: named(path), nearest: nearest(key, known) ?? '', known: known.join(', ') };
      return finding('settings-key-unknown', facts, source.placeOfKey([...path, key]));
    }
    case 'required':
      return finding('settings-key-missing', { key: String(params.missingProperty), of: named(path) }, source.placeOf(path));
    case 'type':
      return finding('settings-value-of-wrong-type', { of: named(path), value: shown(data), given: typeName(data), wanted: String(params.type) }, source.placeOf(path));
    // An enum or a const: the schema has no other keyword (its own test says so).
    default: {
      const allowed = (keyword === 'enum' ? params.allowedValues as readonly unknown[] : [params.allowedValue]).map(String);
      const facts = { of: named(path), value: String(data), nearest: nearest(String(data), allowed) ?? '', allowed: allowed.map((value) => `"${value}"`).join(', ') };
      return finding('settings-value-not-known', facts, source.placeOf(path));
    }
  }
}

/** The path of a JSON pointer: a part is a list's position where the value is a list. */
function pathOf(pointer: string, value: unknown): SettingsPath {
  const keys = pointer.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  return keys.reduce<SettingsPath>((path, key) => [...path, Array.isArray(valueAt(value, path)) ? Number(key) : key], []);
}

/** A path as messages write it: from the top of `spec`, like those of the checks of values. */
function named(path: SettingsPath): string {
  return path.length === 0 ? 'the file' : formatPath(path[0] === 'spec' && path.length > 1 ? path.slice(1) : path);
}

function typeName(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

/** A value as a message shows it: text and numbers as they are, anything longer by its type alone. */
function shown(value: unknown): string {
  return isMap(value) || Array.isArray(value) || value === null ? '' : String(value);
}
