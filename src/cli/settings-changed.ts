import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
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
 * A settings file that the older tree has not is new, and says nothing of what was there.
 * @param files the settings files that are used
 * @param base the older tree
 */
export function settingsChanged(files: readonly string[], base: string): readonly Finding[] {
  return files.flatMap((file) => {
    const older = join(base, basename(file));
    if (!existsSync(older)) return [];
    const [now, before] = [file, older].map(readSettings);
    const fields = WHAT_IS_SEEN.filter((field) => !isDeepStrictEqual(now?.spec[field], before?.spec[field]));
    const facts = { fields: inSentence(fields.map((field) => `"${field}"`)), older };
    return fields.length === 0 ? [] : [finding('settings-changed', facts, now?.placeOf([fields[0]]))];
  });
}

/** The settings of one file; `undefined` where it cannot be read. */
function readSettings(file: string): ResolvedConfig | undefined {
  const { source } = readConfig(readBytes(file), file);
  return source && resolveConfig([source]);
}
