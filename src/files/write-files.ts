import { chmodSync, chownSync, mkdirSync, realpathSync, renameSync, rmSync, Stats, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { systemReason } from './system-error';
import { finding } from '../message/catalogue';
import { InputError } from '../message/input-error';

/** A file that is to be written as a whole. */
export interface WrittenFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Writes files so that each is its old self or its new one at any moment, and all of them stay old where one cannot be written:
 * every new text is put beside its file first, and only then renamed over it. Mode and owner of a file that exists are kept,
 * a symbolic link goes on being one. Throws `file-not-writable`.
 */
export function writeFiles(files: readonly WrittenFile[]): void {
  const prepared: { readonly path: string; readonly temporary: string }[] = [];
  let current = '';
  try {
    for (const { path, text } of files) {
      current = path;
      prepared.push(prepare(path, text));
    }
    for (const { path, temporary } of prepared) {
      current = path;
      renameSync(temporary, path);
    }
  } catch (error) {
    prepared.forEach(({ temporary }) => rmSync(temporary, { force: true }));
    throw new InputError(finding('file-not-writable', { path: current, reason: systemReason(error) }, { file: current }));
  }
}

/** The text under a name of its own, in the folder of the file: a rename is atomic only within a file system. */
function prepare(named: string, text: string): { readonly path: string; readonly temporary: string } {
  mkdirSync(dirname(named), { recursive: true });
  const before = statOf(named);
  const path = before === undefined ? named : realpathSync(named);
  const temporary = join(dirname(path), `.${process.pid}-${path.slice(dirname(path).length + 1)}.tmp`);
  try {
    writeFileSync(temporary, text, { flag: 'wx' });
    if (before !== undefined) {
      chmodSync(temporary, before.mode);
      if (process.getuid?.() === 0) chownSync(temporary, before.uid, before.gid);
    }
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  return { path, temporary };
}

/** `undefined` where there is no such file. */
function statOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}
