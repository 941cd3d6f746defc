/** Thrown, and caught in parse-simple.ts, where a text leaves the simple form. */
export const NOT_SIMPLE = new Error('not in the simple form');

export function fail(): never {
  throw NOT_SIMPLE;
}
