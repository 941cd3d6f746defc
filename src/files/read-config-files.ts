import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { Exclusion } from './exclusion';
import { ManifestSource } from './manifests-read';
import { readBytes } from './read-bytes';
import { textAt } from '../kubernetes/value';
import { finding } from '../message/catalogue';
import { InputError, throwAny, throwWithError } from '../message/input-error';
import { checkObjectName } from '../settings/check-names';
import { ManifestPath } from '../settings/config-file';
import { ConfigSource } from '../settings/merge-configs';
import { PlaceOf } from '../settings/place';
import { readConfig } from '../settings/read-config';
import { ResolvedConfig, resolveConfig } from '../settings/resolve-config';

/** The settings file that is read where none is named. */
export const DEFAULT_CONFIG = 'speedscale.yaml';

/** Where synth writes to, from the folder of the settings, where these do not say. */
export const DEFAULT_OUTPUT = 'dist';

/** What is written bears this name where the settings have none. */
const DEFAULT_NAME = 'speedscale';

/** Settings that can be used, and the paths that they name. */
export interface ConfigFromFiles extends ResolvedConfig {
  /** The name in the settings' metadata, which names what is written. */
  readonly name: string;
  readonly manifests: readonly ManifestSource[];
  readonly context: readonly ManifestSource[];
  /** What no command reads. */
  readonly exclude: readonly Exclusion[];
  /** The folder that synth writes to. */
  readonly output: string;
}

/** The files that are named, else the default one where it is there; none where neither is. */
export function configFilesOf(named: readonly string[]): readonly string[] {
  return named.length > 0 ? named : existsSync(DEFAULT_CONFIG) ? [DEFAULT_CONFIG] : [];
}

/**
 * Reads config files, lays the later over the earlier, and throws everything that is wrong with them, all at once.
 * @param more what is excluded besides
 */
export function readConfigFiles(files: readonly string[], more: readonly Exclusion[] = []): ConfigFromFiles {
  const read = files.map((file) => readConfig(bytesOf(file), file));
  const unreadable = read.flatMap(({ source, findings }) => source === undefined ? findings : []);
  throwAny(unreadable);
  const [first, ...others] = read.map(({ source }) => source!);
  const config = resolveConfig([first, ...others]);
  const ofReading = read.flatMap(({ findings }) => findings);
  const names = namesOf([first, ...others]);
  throwWithError([...ofReading, ...names.flatMap(({ name, place }) => checkObjectName(name, place)), ...config.findings]);
  const { spec: { manifests = [], context = [] }, placeOf } = config;
  const ofSettings = (config.spec.exclude ?? []).map((glob, index): Exclusion => ({ glob, from: dirname(placeOf(['exclude', index]).file!) }));
  const exclude = [...ofSettings, ...more];
  return {
    ...config,
    exclude,
    findings: [...ofReading, ...config.findings],
    name: names.at(-1)?.name ?? DEFAULT_NAME,
    manifests: fromTheirFolder(manifests, 'manifests', placeOf, exclude),
    context: fromTheirFolder(context, 'context', placeOf, exclude),
    output: outputOf(config.spec.output, config.placeOf, files),
  };
}

/** The names that the settings give themselves. A file is written under the last, so it may not lead into another folder. */
function namesOf(sources: readonly ConfigSource[]) {
  const path = ['metadata', 'name'];
  return sources.flatMap(({ value, placeOf }) => {
    const name = textAt(value, path);
    return name === undefined ? [] : [{ name, place: placeOf(path) }];
  });
}

function bytesOf(file: string): Buffer {
  if (!existsSync(file)) throw new InputError(finding('settings-file-not-found', { path: file }, { file }));
  return readBytes(file);
}

/** The settings' own folder is that of the last file, where they do not name the output. */
function outputOf(output: string | undefined, placeOf: PlaceOf, files: readonly string[]): string {
  if (output !== undefined && isAbsolute(output)) return output;
  const folder = dirname(output === undefined ? files[files.length - 1] : placeOf(['output']).file!);
  return join(folder, output ?? DEFAULT_OUTPUT);
}

/** A path of the settings is meant from the folder of the file that names it. */
function fromTheirFolder(paths: readonly ManifestPath[], key: 'manifests' | 'context', placeOf: PlaceOf, exclude: readonly Exclusion[]): readonly ManifestSource[] {
  const folderOf = (index: number) => dirname(placeOf([key, index, 'path']).file!);
  return paths.map(({ path, namespace }, index) => ({
    path: isAbsolute(path) ? path : join(folderOf(index), path), namespace, exclude, ...(key === 'context' ? { origin: key } : {}),
  }));
}
