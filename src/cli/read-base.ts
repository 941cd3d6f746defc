import { existsSync, realpathSync } from 'node:fs';
import { isAbsolute, join, sep } from 'node:path';
import { Progress } from './progress';
import { Exclusion } from '../files/exclusion';
import { ManifestSource, PassedOver } from '../files/manifests-read';
import { ConfigFromFiles } from '../files/read-config-files';
import { readManifests } from '../files/read-manifests';
import { Inventory } from '../kubernetes/inventory';
import { Manifests } from '../mesh/mesh-input';
import { finding } from '../message/catalogue';
import { InputError, throwAny } from '../message/input-error';
import { isError } from '../message/message';

/** The older tree, and what was passed over in it. */
export interface BaseRead extends Manifests {
  readonly passedOver: readonly PassedOver[];
}

/**
 * Reads the older tree: in place of the paths that are named, else the settings' manifests in it, by their paths from the settings'
 * folder. The context is the same for both trees. Throws every error that was met, and where one tree lies in the other.
 */
export function readBase(
  base: string, paths: readonly string[], config: ConfigFromFiles | undefined, more: readonly Exclusion[], progress?: Progress,
): BaseRead {
  const exclude = (config?.exclude ?? more).flatMap((each) => inOlderTree(each, base, paths));
  const found = paths.length > 0 || !existsSync(base) ? [{ path: base }] : manifestsIn(base, config);
  const sources = found.map((source) => ({ ...source, exclude }));
  const checked = paths.length > 0 ? paths.filter((path) => path !== '-') : config!.manifests.map(({ path }) => path);
  throwAny(sources.flatMap((source) => checked.filter((path) => overlap(source.path, path)).map((path) => finding('diff-base-overlaps-paths', { base: source.path, path }))));
  const read = (from: readonly ManifestSource[]) => readManifests(from, () => Buffer.of(), () => progress?.fileRead());
  const own = read(sources);
  throwAny(own.findings.filter(isError));
  if (own.inventory.entries.length === 0) throw new InputError(finding('no-object-in-sight', { files: own.files.length }, { file: base }));
  const context = read(config?.context ?? []);
  return {
    inventory: new Inventory([...own.inventory.entries, ...context.inventory.entries]),
    others: [...own.others, ...context.others],
    files: [...own.files, ...context.files],
    unread: [...own.unread, ...context.unread],
    passedOver: [...own.passedOver, ...context.passedOver],
  };
}

/** A glob as it is for the older tree, which stands for the paths that are named, else for the folder of the settings. */
function inOlderTree(exclusion: Exclusion, base: string, paths: readonly string[]): readonly Exclusion[] {
  const folders = paths.filter((path) => path !== '-');
  return (folders.length > 0 ? folders : [exclusion.from]).map((of) => ({ ...exclusion, olderTree: { of, at: base } }));
}

/** The settings' manifests, as they are in the older tree: what is new is not there yet. */
function manifestsIn(base: string, config: ConfigFromFiles | undefined): readonly ManifestSource[] {
  const written = config?.spec.manifests ?? [];
  const found = written.filter(({ path }) => !isAbsolute(path))
    .map(({ path, namespace }) => ({ path: join(base, path), namespace }))
    .filter(({ path }) => existsSync(path));
  if (found.length === 0) throw new InputError(finding('diff-base-without-manifests', { base, paths: written.map(({ path }) => `"${path}"`).join(', ') }));
  return found;
}

function overlap(a: string, b: string): boolean {
  if (!existsSync(a) || !existsSync(b)) return false;
  const [one, other] = [a, b].map((path) => realpathSync(path));
  const isWithin = (inner: string, outer: string) => inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
  return isWithin(one, other) || isWithin(other, one);
}
