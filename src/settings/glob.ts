/** What other globs have, and these have not: better to be refused than to match something else. */
const UNSUPPORTED = /[[\]{}!\\]/;

/** Why a text is no glob that is understood here, as a clause; `undefined` where it is one. */
export function globProblem(glob: string): string | undefined {
  if (glob === '') return 'it is empty';
  if (glob.startsWith('/')) return 'it begins with "/", and globs are seen from a folder';
  return UNSUPPORTED.test(glob) ? 'only "*", "?" and "**" have a meaning in it' : undefined;
}

/**
 * Whether a glob matches a path, or a folder that the path is in. `*` stands for any part of a name, `?` for one character, and `**`
 * for any number of folders.
 * @param path from the folder of the glob, with "/" between its names
 */
export function matchesGlob(glob: string, path: string): boolean {
  const names = path.split('/');
  const wanted = glob.split('/').filter((name) => name !== '' && name !== '.');
  return names.some((_, index) => matches(wanted, names.slice(0, index + 1), (name) => name === '**', nameMatches));
}

function nameMatches(pattern: string, name: string): boolean {
  return matches([...pattern], [...name], (character) => character === '*', (wanted, found) => wanted === '?' || wanted === found);
}

/** Whether items are those of a pattern in which some stand for any number of items. Each of those is tried from the left, once. */
function matches(
  pattern: readonly string[], items: readonly string[], isAny: (part: string) => boolean, isOne: (part: string, item: string) => boolean,
): boolean {
  let [at, item] = [0, 0];
  let any: { readonly at: number; item: number } | undefined;
  while (item < items.length) {
    if (at < pattern.length && isAny(pattern[at])) {
      any = { at: at++, item };
    } else if (at < pattern.length && isOne(pattern[at], items[item])) {
      at++;
      item++;
    } else if (any !== undefined) {
      at = any.at + 1;
      item = ++any.item;
    } else {
      return false;
    }
  }
  return pattern.slice(at).every(isAny);
}
