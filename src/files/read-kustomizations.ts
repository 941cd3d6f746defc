import { basename, dirname, join, resolve } from 'node:path';
import { readBytes } from './read-bytes';
import { isMap, listAt, textAt } from '../kubernetes/value';
import { Kustomization, KustomizationPatch } from '../mesh/adopt/kustomization-patches';
import { isPath } from '../mesh/adopt/overlays';
import { throwAny } from '../message/input-error';
import { Path, placeOfValue } from '../yaml/path';
import { readStream } from '../yaml/read';

/** The names that kustomize looks for (api/konfig/general.go). */
const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/**
 * The kustomizations among files. They need not say that they are kustomizations, so they are read by their name. Paths are made
 * absolute. Throws what cannot be read: it may name what is to be changed.
 */
export function readKustomizations(files: readonly string[]): readonly Kustomization[] {
  const inSight = new Map(files.map((file) => [resolve(file), file]));
  const documents = files.filter((file) => NAMES.includes(basename(file)))
    .flatMap((file) => [...readStream(readBytes(file), { file })].map((document) => ({ file: resolve(file), document })));
  throwAny(documents.flatMap(({ document }) => document.type === 'error' ? [document.finding] : []));
  return documents.flatMap(({ file, document }) => {
    if (!('value' in document)) return [];
    const placeOf = (path: Path) => placeOfValue(document, path);
    const patches = patchesIn(document.value).map(({ patch, target, path }): KustomizationPatch =>
      ({ place: placeOf(path), target, contents: contentsOf(patch, dirname(file), inSight) }));
    return [{ file, value: document.value, placeOf, patches }];
  });
}

interface NamedPatch {
  /** Its text, or the path of its file. */
  readonly patch: unknown;
  readonly target?: unknown;
  readonly path: Path;
}

function patchesIn(value: unknown): readonly NamedPatch[] {
  const withTarget = ['patches', 'patchesJson6902'].flatMap((list) => listAt(value, [list]).flatMap((item, index): readonly NamedPatch[] => {
    if (!isMap(item)) return [];
    const field = textAt(item, ['path']) === undefined ? 'patch' : 'path';
    return [{ patch: item[field], target: item.target, path: [list, index, field] }];
  }));
  const list = 'patchesStrategicMerge';
  return [...withTarget, ...listAt(value, [list]).map((patch, index) => ({ patch, path: [list, index] }))];
}

/** What a patch holds; nothing where its file is not in sight. What is wrong with it is for kustomize to say. */
function contentsOf(patch: unknown, folder: string, inSight: ReadonlyMap<string, string>): readonly unknown[] {
  const file = isPath(patch) ? inSight.get(join(folder, patch)) : undefined;
  if (file === undefined && (typeof patch !== 'string' || isPath(patch) && !/[{:]/.test(patch))) return [];
  const bytes = file === undefined ? Buffer.from(patch as string) : readBytes(file);
  return [...readStream(bytes, { file })].flatMap((document) => 'value' in document ? [document.value] : []);
}
