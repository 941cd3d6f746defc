import { join, relative, sep } from 'node:path';
import { matchesGlob } from '../settings/glob';

/** A glob of files and folders that are not read. */
export interface Exclusion {
  readonly glob: string;
  /** The folder from which it is seen. */
  readonly from: string;
  /** Of an older tree: what stands for what in the newer one. @default - it is the newer one */
  readonly olderTree?: { readonly of: string; readonly at: string };
}

/** Whether any of the globs matches a path, or a folder that it is in. */
export function isExcluded(path: string, exclusions: readonly Exclusion[]): boolean {
  return exclusions.some(({ glob, from, olderTree }) => {
    const placed = olderTree === undefined ? path : join(olderTree.of, relative(olderTree.at, path));
    return matchesGlob(glob, relative(from, placed).split(sep).join('/'));
  });
}
