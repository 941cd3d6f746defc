import { dirname, join } from 'node:path';
import { isMap, listAt, textAt } from '../../kubernetes/value';

/** What a kustomization.yaml holds, by the path of its file. */
export interface KustomizationFile {
  readonly file: string;
  readonly value: unknown;
}

/** Tells the kustomize overlays that a file is part of: several where a change in it would show in each of them. */
export type OverlaysOf = (file: string) => readonly string[];

/** Lists of a kustomization that name further kustomizations by their folders, or files. */
const PARTS = ['resources', 'bases', 'components'];
/** Lists whose items name a file under `path`. */
const PATCHES = ['patches', 'patchesJson6902', 'replacements'];

/**
 * Reads off kustomizations which files are part of more than one overlay. Where a chain of kustomizations parts, each branch
 * counts by its own end, so that a base under `dev` and `prod` names these two, whatever brings them together again.
 * @param kustomizations with paths of one form, all absolute or all from one folder
 */
export function overlaysIn(kustomizations: readonly KustomizationFile[]): OverlaysOf {
  const parents = parentsIn(kustomizations);
  return (file) => ends(parents, file, []);
}

/**
 * Tells the kustomizations whose patches reach a file: those that it is part of, and the components that these list.
 * @param kustomizations as for `overlaysIn`
 */
export function kustomizationsOver<K extends KustomizationFile>(kustomizations: readonly K[]): (file: string) => readonly K[] {
  const parents = parentsIn(kustomizations);
  const byFolder = new Map<string, K[]>();
  for (const each of kustomizations) byFolder.set(dirname(each.file), [...byFolder.get(dirname(each.file)) ?? [], each]);
  return (file) => {
    const folders = new Set(parents.get(file));
    for (const folder of folders) parents.get(folder)?.forEach((parent) => folders.add(parent));
    for (const folder of folders) {
      byFolder.get(folder)?.flatMap(({ value }) => pathsIn(value, ['components'])).forEach((component) => folders.add(join(folder, component)));
    }
    return [...folders].flatMap((folder) => byFolder.get(folder) ?? []);
  };
}

/** The folders of the kustomizations that name a file or folder, by its path. */
function parentsIn(kustomizations: readonly KustomizationFile[]): ReadonlyMap<string, ReadonlySet<string>> {
  const parents = new Map<string, Set<string>>();
  for (const { file, value } of kustomizations) {
    const folder = dirname(file);
    for (const part of partsOf(value)) {
      const path = join(folder, part);
      parents.set(path, (parents.get(path) ?? new Set()).add(folder));
    }
  }
  return parents;
}

function ends(parents: ReadonlyMap<string, ReadonlySet<string>>, path: string, below: readonly string[]): readonly string[] {
  // A circle is refused by kustomize; here it only has to end.
  const above = [...parents.get(path) ?? []].filter((parent) => !below.includes(parent));
  const reached = above.map((parent) => ({ parent, ends: ends(parents, parent, [...below, path]) }));
  if (reached.length === 1) return reached[0].ends.length > 1 ? reached[0].ends : [reached[0].parent];
  return [...new Set(reached.flatMap((one) => one.ends.length > 1 ? one.ends : [one.parent]))].sort();
}

/** The files and folders that a kustomization names. What is somewhere on the net leads to no file, and so to nothing here. */
function partsOf(value: unknown): readonly string[] {
  const paths = PATCHES.flatMap((list) => listAt(value, [list])).filter(isMap).map((patch) => textAt(patch, ['path']));
  return [...pathsIn(value, [...PARTS, 'patchesStrategicMerge']), ...paths.filter(isPath).map(withoutSlash)];
}

function pathsIn(value: unknown, lists: readonly string[]): readonly string[] {
  return lists.flatMap((list) => listAt(value, [list])).filter(isPath).map(withoutSlash);
}

/** Where a path may stand, a patch may too. */
export function isPath(part: unknown): part is string {
  return typeof part === 'string' && part !== '' && !part.includes('\n');
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, '');
}
