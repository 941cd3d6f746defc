/** What `map` makes of the items, without those of which it makes nothing. */
export function mapDefined<T, U extends object>(items: readonly T[], map: (item: T) => U | undefined): U[] {
  const made: U[] = [];
  for (const item of items) {
    const one = map(item);
    if (one !== undefined) made.push(one);
  }
  return made;
}
