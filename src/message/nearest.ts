/** The longest name that a guess is made for: the work grows with the length of the one by that of the other. */
const LONGEST = 100;

/** The edit distance between two words: how many letters have to be put in, taken out or replaced. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}

/**
 * The known name that a mistyped one is most like; the first of equals, `undefined` where none is alike.
 * @param farthest the edit distance up to which a name is alike: by default half its letters
 */
export function nearest(name: string, known: readonly string[], farthest: number = Math.max(1, name.length / 2)): string | undefined {
  if (name.length > LONGEST) return undefined;
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const candidate of known) {
    // Each letter that one has more than the other is one to be put in.
    if (candidate.length > LONGEST || Math.abs(candidate.length - name.length) > (best?.distance ?? farthest)) continue;
    const d = distance(name.toLowerCase(), candidate.toLowerCase());
    if (d <= farthest && (best === undefined || d < best.distance)) best = { name: candidate, distance: d };
  }
  return best?.name;
}
