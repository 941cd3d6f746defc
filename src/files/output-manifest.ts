import { existsSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { ManifestSource, ManifestsRead } from './manifests-read';
import { readBytes } from './read-bytes';
import { ConfigFromFiles } from './read-config-files';
import { readManifests } from './read-manifests';
import { systemReason } from './system-error';
import { InventoryEntry } from '../kubernetes/inventory';
import { withOutput } from '../mesh/ours';
import { finding } from '../message/catalogue';
import { InputError, throwAny } from '../message/input-error';
import { isError } from '../message/message';

/**
 * The manifest that synth writes for settings: `<folder>/<name>.k8s.yaml`.
 * @param folder another folder than the one that the settings name
 */
export function outputPath({ name, output }: Pick<ConfigFromFiles, 'name' | 'output'>, folder: string = output): string {
  return join(folder, `${name}.k8s.yaml`);
}

/** Whether there is such a manifest. Throws `output-leads-elsewhere` where a link in its place leads out of the folder: anybody may commit one. */
function isThere(path: string): boolean {
  if (!existsSync(path)) return false;
  const real = realpathSync(path);
  if (isWithin(realpathSync(dirname(path)), real)) return true;
  throw new InputError(finding('output-leads-elsewhere', { path, real }, { file: path }));
}

/** What the manifest holds now; `undefined` where there is none. */
export function committedOutput(path: string): Buffer | undefined {
  return isThere(path) ? readBytes(path) : undefined;
}

/** Removes a manifest that is not needed any more. Throws `file-not-writable`. */
export function removeOutput(path: string): void {
  try {
    rmSync(path);
  } catch (error) {
    throw new InputError(finding('file-not-writable', { path, reason: systemReason(error) }, { file: path }));
  }
}

/** The objects of the manifest that an earlier run wrote; none where there is none. Throws what cannot be read of it. */
export function readOutput(path: string): readonly InventoryEntry[] {
  if (!isThere(path)) return [];
  const { inventory, findings } = readManifests([{ path, origin: 'output' }], () => Buffer.of());
  throwAny(findings.filter(isError));
  return inventory.entries;
}

/** Reads sources, and the manifest that an earlier run wrote as such, whether or not a source holds it. */
export function readWithOutput(
  sources: readonly ManifestSource[], path: string | undefined, stdin: () => Buffer, onFile?: () => void,
): ManifestsRead {
  if (path === undefined || !isThere(path)) return readManifests(sources, stdin, onFile);
  const real = realpathSync(path);
  const read = readManifests(sources, stdin, onFile, (_, each) => each === real);
  return { ...read, files: [...read.files, path], inventory: withOutput(read.inventory, readOutput(path)) };
}

/**
 * Reads sources without what was written before: the manifest, and its folder unless a source names that or what is in it. The next run
 * would take it for somebody's own.
 */
export function readWithoutOutput(sources: readonly ManifestSource[], path: string, stdin: () => Buffer, onFile?: () => void): ManifestsRead {
  const [own, folder] = [resolve(path), resolve(dirname(path))];
  const named = sources.map((source) => resolve(source.path)).filter((source) => isWithin(folder, source));
  return readManifests(sources, stdin, onFile, (file) => {
    const at = resolve(file);
    return at === own || (isWithin(folder, at) && !named.some((source) => isWithin(source, at)));
  });
}

function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
