import { dirname, join } from 'node:path';
import { componentsOf, KustomizationFile, partsOf } from './kustomization';

/** Tells the kustomize overlays that a file is part of: several where a change in it would show in each of them. */
export type OverlaysOf = (file: string) => readonly string[];

/**
 * Reads off kustomizations which files are part of more than one overlay. Where a chain of kustomizations parts, each branch
 * counts by its own end, so that a base under `dev` and `prod` names these two, whatever brings them together again.
 * @param kustomizations with paths of one form, all absolute or all from one folder
 */
export function overlaysIn(kustomizations: readonly KustomizationFile[]): OverlaysOf {
  const parents = parentsIn(kustomizations);
  return (file) => ends(parents, file, new Map());
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
      byFolder.get(folder)?.flatMap(({ value }) => componentsOf(value)).forEach((component) => folders.add(join(folder, component)));
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

/** @param known the ends that were found, so that no way is gone twice: `undefined` where they are being looked for */
function ends(parents: ReadonlyMap<string, ReadonlySet<string>>, path: string, known: Map<string, readonly string[] | undefined>): readonly string[] {
  const found = known.get(path);
  if (found !== undefined) return found;
  known.set(path, undefined);
  // A circle is refused by kustomize; here it only has to end.
  const above = [...parents.get(path) ?? []].filter((parent) => !known.has(parent) || known.get(parent) !== undefined);
  const reached = above.map((parent) => ({ parent, ends: ends(parents, parent, known) }));
  const own = reached.length === 1
    ? reached[0].ends.length > 1 ? reached[0].ends : [reached[0].parent]
    : [...new Set(reached.flatMap((one) => one.ends.length > 1 ? one.ends : [one.parent]))].sort();
  known.set(path, own);
  return own;
}
