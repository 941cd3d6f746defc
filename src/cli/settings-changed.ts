import { existsSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readBytes } from '../files/read-bytes';
import { finding } from '../message/catalogue';
import { Finding } from '../message/message';
import { inSentence } from '../message/text';
import { readConfig } from '../settings/read-config';
import { resolveConfig, ResolvedConfig } from '../settings/resolve-config';

/** The settings that say what is looked at, and what is not told. Both trees are read by the newer ones. */
const WHAT_IS_SEEN = ['manifests', 'context', 'exclude', 'ignore'] as const;

/**
 * A change that also says what the check looks at could hide itself: each of those settings that is another in the older tree is named.
 * Where that has no such file, each one that leaves something out is.
 * @param files the settings files that are used
 * @param base the older tree: of the first path that is named, else of the settings' folder
 */
export function settingsChanged(files: readonly string[], base: string, paths: readonly string[]): readonly Finding[] {
  const named = paths.find((path) => path !== '-');
  return files.flatMap((file) => {
    const older = join(base, named === undefined ? basename(file) : relative(named, file));
    const isThere = existsSync(older);
    const [now, before] = [readSettings(file), isThere ? readSettings(older) : undefined];
    const compared = isThere ? WHAT_IS_SEEN : WHAT_IS_SEEN.filter((field) => field !== 'manifests');
    const fields = compared.filter((field) => !isDeepStrictEqual(now?.spec[field], before?.spec[field]));
    const facts = { fields: inSentence(fields.map((field) => `"${field}"`)), older: isThere ? older : `${older}, which is not there` };
    return fields.length === 0 ? [] : [finding('settings-changed', facts, now?.placeOf([fields[0]]))];
  });
}

/** The settings of one file; `undefined` where it cannot be read. */
function readSettings(file: string): ResolvedConfig | undefined {
  const { source } = readConfig(readBytes(file), file);
  return source && resolveConfig([source]);
}
