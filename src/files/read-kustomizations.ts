import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Kustomization } from '../mesh/adopt/overlays';
import { readStream } from '../yaml/read';

/** The names that kustomize looks for, in its order (api/konfig/general.go). */
const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/**
 * The kustomizations among files, and beside them where their name has no ending by which they are found. They need not say
 * that they are kustomizations, so they are read by their name. Paths are made absolute.
 */
export function readKustomizations(files: readonly string[]): readonly Kustomization[] {
  const folders = [...new Set(files.map(dirname))];
  const found = [
    ...files.filter((file) => NAMES.includes(basename(file))),
    ...folders.map((folder) => join(folder, NAMES[2])).filter((file) => existsSync(file)),
  ];
  return [...new Set(found.map((file) => resolve(file)))].flatMap((file) =>
    [...readStream(readFileSync(file))].flatMap((document) => 'value' in document ? [{ file, value: document.value }] : []));
}
