/** The way to a value inside an object: keys and list positions. */
export type ValuePath = readonly (string | number)[];

/** A path as a reader writes it: `spec.egress[0].hosts`, `metadata.annotations["example.com/team"]`. */
export function formatPath(path: ValuePath): string {
  let written = '';
  for (const part of path) {
    if (typeof part === 'number') written += `[${part}]`;
    else if (!/^[\w-]+$/.test(part)) written += `["${part}"]`;
    else written += written === '' ? part : `.${part}`;
  }
  return written;
}

/** A map of text to text, such as labels. */
export type StringMap = Readonly<Record<string, string>>;

/** Whether a value of a manifest is a map. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path; `undefined` where the path leads nowhere. Only own fields count, so that `__proto__` leads nowhere. */
export function valueAt(value: unknown, path: ValuePath): unknown {
  let at = value;
  for (let depth = 0; depth < path.length; depth++) {
    const key = path[depth];
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Readonly<Record<string | number, unknown>>)[key];
  }
  return at;
}

/** The map at a path; empty where there is none. */
export function mapAt(value: unknown, path: ValuePath): Readonly<Record<string, unknown>> {
  const found = valueAt(value, path);
  return isMap(found) ? found : {};
}

/** The list at a path; empty where there is none. */
export function listAt(value: unknown, path: ValuePath): readonly unknown[] {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found : [];
}

/** The text at a path; `undefined` where there is none. */
export function textAt(value: unknown, path: ValuePath): string | undefined {
  const found = valueAt(value, path);
  return typeof found === 'string' ? found : undefined;
}

/** The entries of a map whose values are text: what a map of labels can hold. */
export function stringMap(value: Readonly<Record<string, unknown>>): StringMap {
  const entries = Object.entries(value);
  if (entries.every(([, text]) => typeof text === 'string')) return value as StringMap;
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
