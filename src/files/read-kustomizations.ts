import { basename, dirname, join, resolve } from 'node:path';
import { readBytes } from './read-bytes';
import { Kustomization, KustomizationPatch, NamedPatch, patchesIn } from '../mesh/adopt/kustomization';
import { KUSTOMIZATION_NAMES } from '../mesh/kustomized-files';
import { throwAny } from '../message/input-error';
import { Path, placeOfValue } from '../yaml/path';
import { readStream } from '../yaml/read';

/**
 * The kustomizations among files. They need not say that they are kustomizations, so they are read by their name. Paths are made
 * absolute. Throws what cannot be read: it may name what is to be changed.
 */
export function readKustomizations(files: readonly string[]): readonly Kustomization[] {
  const inSight = new Map(files.map((file) => [resolve(file), file]));
  const documents = files.filter((file) => KUSTOMIZATION_NAMES.includes(basename(file)))
    .flatMap((file) => [...readStream(readBytes(file), { file })].map((document) => ({ file: resolve(file), document })));
  throwAny(documents.flatMap(({ document }) => document.type === 'error' ? [document.finding] : []));
  return documents.flatMap(({ file, document }) => {
    if (!('value' in document)) return [];
    const placeOf = (path: Path) => placeOfValue(document, path);
    const patches = patchesIn(document.value).map((patch): KustomizationPatch =>
      ({ place: placeOf(patch.path), target: patch.target, contents: contentsOf(patch, dirname(file), inSight) }));
    return [{ file, value: document.value, placeOf, patches }];
  });
}

/** What a patch holds; nothing where its file is not in sight. What is wrong with it is for kustomize to say. */
function contentsOf({ file, text }: NamedPatch, folder: string, inSight: ReadonlyMap<string, string>): readonly unknown[] {
  const found = file === undefined ? undefined : inSight.get(join(folder, file));
  if (found === undefined && text === undefined) return [];
  const documents = readStream(found === undefined ? text! : readBytes(found), { file: found });
  return [...documents].flatMap((document) => 'value' in document ? [document.value] : []);
}
