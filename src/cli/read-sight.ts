import { Invocation } from './invocation';
import { Exclusion } from '../files/exclusion';
import { ManifestsRead } from '../files/manifests-read';
import { committedOutput, outputPath, readWithOutput } from '../files/output-manifest';
import { ConfigFromFiles, readConfigFiles } from '../files/read-config-files';
import { StatedSettings, NO_SETTINGS } from '../mesh/mesh-input';
import { finding } from '../message/catalogue';
import { InputError, throwAny } from '../message/input-error';
import { Finding, isError } from '../message/message';

/** What `check` and `explain` look at. */
export interface ReadSight {
  readonly read: ManifestsRead;
  readonly settings: StatedSettings;
  /** The settings with the paths that they name; `undefined` where there are none. */
  readonly config: ConfigFromFiles | undefined;
  /** Warnings and remarks made while reading. */
  readonly findings: readonly Finding[];
}

/** How manifests are read. */
export interface Reading {
  /** What is not read, besides what the settings exclude. */
  readonly exclude: readonly Exclusion[];
  /** Whether a file that cannot be read is no more than a warning. @default false */
  readonly isTolerant?: boolean;
}

/** What is wrong with a path that was named, and no odd file among others. */
const ABOUT_PATHS = ['path-not-found', 'path-is-no-file', 'folder-holds-no-manifest'];

function tolerated(found: Finding): Finding {
  return isError(found) && !ABOUT_PATHS.includes(found.id) ? { ...found, severity: 'warning' } : found;
}

/**
 * Reads settings and manifests: the paths that are named, else those of the settings, the settings' context, and what synth wrote for
 * them. Throws every error that was met, since what could not be read may be what decides.
 * @param configs the settings' files
 */
export function readSight(
  paths: readonly string[], configs: readonly string[], { stdin, progress }: Pick<Invocation, 'stdin' | 'progress'>, { exclude, isTolerant = false }: Reading,
): ReadSight {
  const config = configs.length === 0 ? undefined : readConfigFiles(configs, exclude);
  const named = paths.length > 0 ? paths.map((path) => ({ path, exclude: config?.exclude ?? exclude })) : config?.manifests ?? [];
  const output = config && outputPath(config);
  if (named.length === 0 && (output === undefined || committedOutput(output) === undefined)) throw new InputError(finding('check-of-nothing', {}));
  const found = readWithOutput([...named, ...config?.context ?? []], output, stdin, () => progress?.fileRead());
  const read = isTolerant ? { ...found, findings: found.findings.map(tolerated) } : found;
  throwAny(read.findings.filter(isError));
  if (read.inventory.entries.length === 0) throw new InputError(finding('no-object-in-sight', { files: read.files.length }));
  return { read, settings: config ?? NO_SETTINGS, config, findings: [...config?.findings ?? [], ...read.findings] };
}
