import { Invocation } from './invocation';
import { CheckedSettings, NO_SETTINGS } from '../check/check-manifests';
import { ManifestsRead } from '../files/manifests-read';
import { ConfigFromFiles, readConfigFiles } from '../files/read-config-files';
import { readManifests } from '../files/read-manifests';
import { finding } from '../message/catalogue';
import { InputError, throwAny } from '../message/input-error';
import { Finding, isError } from '../message/message';

/** What `check` and `explain` look at. */
export interface ReadSight {
  readonly read: ManifestsRead;
  readonly settings: CheckedSettings;
  /** The settings with the paths that they name; `undefined` where there are none. */
  readonly config: ConfigFromFiles | undefined;
  /** Warnings and remarks made while reading. */
  readonly findings: readonly Finding[];
}

/**
 * Reads settings and manifests: the paths that are named, else those of the settings, and the settings' context. Throws every error
 * that was met, since what could not be read may be what decides.
 */
export function readSight(paths: readonly string[], configs: readonly string[], { stdin, progress }: Pick<Invocation, 'stdin' | 'progress'>): ReadSight {
  const config = configs.length === 0 ? undefined : readConfigFiles(configs);
  const named = paths.length > 0 ? paths.map((path) => ({ path })) : config?.manifests ?? [];
  if (named.length === 0) throw new InputError(finding('check-of-nothing', {}));
  const read = readManifests([...named, ...config?.context ?? []], stdin, () => progress?.fileRead());
  throwAny(read.findings.filter(isError));
  if (read.inventory.entries.length === 0) throw new InputError(finding('no-object-in-sight', { files: read.files.length }));
  return { read, settings: config ?? NO_SETTINGS, config, findings: [...config?.findings ?? [], ...read.findings] };
}
