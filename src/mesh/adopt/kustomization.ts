import { isMap, listAt, textAt, ValuePath } from '../../kubernetes/value';
import { Place } from '../../message/message';

/** What a kustomization.yaml holds, by the path of its file. */
export interface KustomizationFile {
  readonly file: string;
  readonly value: unknown;
}

/** A kustomization.yaml as it was read. */
export interface Kustomization extends KustomizationFile {
  readonly placeOf: (path: ValuePath) => Place;
  readonly patches: readonly KustomizationPatch[];
}

/** A patch of a kustomization: objects that are merged, or lists of JSON patch operations (RFC 6902). */
export interface KustomizationPatch {
  readonly place: Place;
  /** What it is laid over; where this is left out, the object that bears its own name. */
  readonly target: unknown;
  readonly contents: readonly unknown[];
}

/** A patch as a kustomization writes it down: in a file, in itself, or as kustomize finds it, the file first. */
export interface NamedPatch {
  /** Where it is written down. */
  readonly path: ValuePath;
  readonly target?: unknown;
  readonly file?: string;
  readonly text?: string;
}

/** The patches of a kustomization. */
export function patchesIn(value: unknown): readonly NamedPatch[] {
  const withTarget = ['patches', 'patchesJson6902'].flatMap((list) => listAt(value, [list]).flatMap((item, index): readonly NamedPatch[] => {
    if (!isMap(item)) return [];
    const file = textAt(item, ['path']);
    return [{ path: [list, index, file === undefined ? 'patch' : 'path'], target: item.target, file, text: file === undefined ? textAt(item, ['patch']) : undefined }];
  }));
  const list = 'patchesStrategicMerge';
  const merged = listAt(value, [list]).flatMap((item, index): readonly NamedPatch[] =>
    typeof item !== 'string' ? [] : [{ path: [list, index], file: isPath(item) ? item : undefined, text: /[\n{:]/.test(item) ? item : undefined }]);
  return [...withTarget, ...merged];
}

/** The files and folders that a kustomization names. What is somewhere on the net leads to no file, and so to nothing here. */
export function partsOf(value: unknown): readonly string[] {
  const files = [...patchesIn(value).map(({ file }) => file), ...listAt(value, ['replacements']).map((item) => textAt(item, ['path']))];
  return [...pathsIn(value, ['resources', 'bases', 'components']), ...files.filter(isPath).map(withoutSlash)];
}

/** The components that a kustomization lists. */
export function componentsOf(value: unknown): readonly string[] {
  return pathsIn(value, ['components']);
}

function pathsIn(value: unknown, lists: readonly string[]): readonly string[] {
  return lists.flatMap((list) => listAt(value, [list])).filter(isPath).map(withoutSlash);
}

function isPath(part: unknown): part is string {
  return typeof part === 'string' && part !== '' && !part.includes('\n');
}

function withoutSlash(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end--;
  return path.slice(0, end);
}
