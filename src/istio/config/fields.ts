import { isMap, StringMap } from '../../kubernetes/value';

/**
 * Reads the fields of a spec as the CRD types them, and collects what is of another type. A field that is absent or null has
 * its zero value, as in the protocol buffers that istiod reads.
 */
export class Fields {
  static of(value: unknown, path: string, problems: string[]): Fields {
    if (isMap(value)) return new Fields(value, path, problems);
    if (value !== undefined && value !== null) problems.push(`${path} is not a map`);
    return new Fields({}, path, problems);
  }

  private constructor(private readonly value: Readonly<Record<string, unknown>>, private readonly path: string, readonly problems: string[]) {}

  has(key: string): boolean {
    return this.raw(key) !== undefined;
  }

  text(key: string): string {
    return this.typed(key, (value) => typeof value === 'string', 'text') ?? '';
  }

  number(key: string): number {
    return this.typed<number>(key, isWhole, 'a whole number') ?? 0;
  }

  /** A number that may have a fraction. */
  decimal(key: string): number {
    return this.typed<number>(key, (value) => typeof value === 'number', 'a number') ?? 0;
  }

  flag(key: string): boolean {
    return this.typed(key, (value) => typeof value === 'boolean', 'true or false') ?? false;
  }

  /** One of the names of an enumeration; the first one where the field is absent. */
  oneOf<T extends string>(key: string, names: readonly T[]): T {
    return this.typed(key, (value) => names.includes(value as T), `one of ${names.join(', ')}`) ?? names[0];
  }

  texts(key: string): readonly string[] {
    return this.list(key).filter((item): item is string => this.expect(typeof item === 'string', `${key}[]`, 'text'));
  }

  /** The maps of a list. */
  each<T>(key: string, read: (fields: Fields) => T): readonly T[] {
    return this.list(key).map((item, index) => {
      this.expect(isMap(item), `${key}[${index}]`, 'a map');
      return read(Fields.of(item, `${this.path}.${key}[${index}]`, this.problems));
    });
  }

  /** A map of its own fields; `undefined` where it is absent. */
  child<T>(key: string, read: (fields: Fields) => T): T | undefined {
    return this.has(key) ? read(Fields.of(this.raw(key), `${this.path}.${key}`, this.problems)) : undefined;
  }

  textMap(key: string): StringMap {
    const value = this.raw(key);
    if (value === undefined || !this.expect(isMap(value), key, 'a map')) return {};
    const entries = Object.entries(value as Readonly<Record<string, unknown>>);
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => this.expect(typeof entry[1] === 'string', `${key}.${entry[0]}`, 'text')));
  }

  /** The keys of a map, whatever it holds. */
  keys(key: string): readonly string[] {
    const value = this.raw(key);
    return value !== undefined && this.expect(isMap(value), key, 'a map') ? Object.keys(value as object) : [];
  }

  /** The map itself, for those who read its kind elsewhere. */
  source(): Readonly<Record<string, unknown>> {
    return this.value;
  }

  problem(text: string): void {
    this.problems.push(`${this.path}: ${text}`);
  }

  private list(key: string): readonly unknown[] {
    return this.typed<readonly unknown[]>(key, Array.isArray, 'a list') ?? [];
  }

  private raw(key: string): unknown {
    return Object.hasOwn(this.value, key) ? this.value[key] ?? undefined : undefined;
  }

  private typed<T>(key: string, is: (value: unknown) => boolean, expected: string): T | undefined {
    const value = this.raw(key);
    return value !== undefined && this.expect(is(value), key, expected) ? value as T : undefined;
  }

  private expect(holds: boolean, key: string, expected: string): boolean {
    if (!holds) this.problems.push(`${this.path}.${key} is not ${expected}`);
    return holds;
  }
}

/** A number of 32 bits, with a sign or without. */
function isWhole(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= -(2 ** 31) && Number(value) < 2 ** 32;
}
