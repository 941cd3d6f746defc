import { basename, resolve } from 'node:path';
import { readBytes } from './read-bytes';
import { Kustomization } from '../mesh/adopt/overlays';
import { throwAny } from '../message/input-error';
import { readStream } from '../yaml/read';

/** The names that kustomize looks for (api/konfig/general.go). */
const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/**
 * The kustomizations among files. They need not say that they are kustomizations, so they are read by their name. Paths are made
 * absolute. Throws what cannot be read: it may name what is to be changed.
 */
export function readKustomizations(files: readonly string[]): readonly Kustomization[] {
  const documents = files.filter((file) => NAMES.includes(basename(file)))
    .flatMap((file) => [...readStream(readBytes(file), { file })].map((document) => ({ file: resolve(file), document })));
  throwAny(documents.flatMap(({ document }) => document.type === 'error' ? [document.finding] : []));
  return documents.flatMap(({ file, document }) => 'value' in document ? [{ file, value: document.value }] : []);
}
