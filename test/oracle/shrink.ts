import { Request } from './format';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Path = readonly (string | number)[];

/**
 * The smallest case that still shows what the given one shows, found by leaving out one thing after another.
 * @param shows tells of each of many cases whether it does; many at once, since asking Istio costs a process
 */
export function shrink(request: Request, shows: (candidates: readonly Request[]) => readonly boolean[]): Request {
  let smallest = request;
  for (let depth = 1; depth <= deepest;) {
    const removable = pathsOf(smallest as unknown as Json, depth);
    const each = shows(removable.map((path) => without(smallest, [path])));
    const found = removable.filter((_, position) => each[position]);
    if (found.length === 0) {
      depth++;
      continue;
    }
    const smaller = mostOf(smallest, found, shows);
    if (smaller === undefined) return smallest;
    smallest = smaller;
  }
  // What was needed may no longer be, now that less is left.
  return smallest === request ? request : shrink(smallest, shows);
}

/** Lists of objects, then their fields, then what is in those; a port of a ServiceEntry is the deepest. */
const deepest = 7;

/** What an object is known by is not left out: without it the object would be another. */
const identity = ['apiVersion', 'kind', 'metadata', 'metadata.name', 'metadata.namespace'];

/** All of the removals at once where that still shows it, else half of them, and at the least one; none where Istio's answer varies. */
function mostOf(request: Request, found: readonly Path[], shows: (candidates: readonly Request[]) => readonly boolean[]): Request | undefined {
  const sizes = Array.from({ length: Math.floor(Math.log2(found.length)) + 1 }, (_, halvings) => Math.floor(found.length / 2 ** halvings));
  const candidates = sizes.map((size) => without(request, found.slice(0, size)));
  const shown = shows(candidates);
  return candidates[shown.indexOf(true)];
}

/** What can be left out at a depth below the case's own fields; a proxy or call is never left out here. */
function pathsOf(request: Json, depth: number): readonly Path[] {
  const below = (value: Json, path: Path): readonly Path[] => {
    if (value === null || typeof value !== 'object') return [];
    const keys: Path = Array.isArray(value) ? value.map((_, position) => position) : Object.keys(value);
    return keys.flatMap((key) => path.length === depth ? [[...path, key]] : below((value as Record<string | number, Json>)[key], [...path, key]));
  };
  return below(request, []).filter(([top, , ...field]) => ['objects', 'meshConfig'].includes(top as string) && !identity.includes(field.join('.')));
}

function without(request: Request, paths: readonly Path[]): Request {
  const copy = structuredClone(request) as unknown as Json;
  // From the last to the first, so that the positions in a list stay what they were.
  for (const path of [...paths].reverse()) remove(copy, path);
  return copy as unknown as Request;
}

function remove(value: Json, [key, ...rest]: Path): void {
  if (rest.length > 0) return remove((value as Record<string | number, Json>)[key], rest);
  if (Array.isArray(value)) value.splice(key as number, 1);
  else delete (value as Record<string, Json>)[key as string];
}
