import {
  chmodSync, chownSync, closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readFileSync, realpathSync, renameSync, rmSync, Stats, statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { systemReason } from './system-error';
import { TemporaryNames } from './temporary-file';
import { uninterrupted } from './uninterrupted';
import { finding } from '../message/catalogue';
import { InputError } from '../message/input-error';

/** A file that is to be written as a whole. */
export interface WrittenFile {
  readonly path: string;
  /** In one piece, or in several that follow each other: a large file that changes little need not be copied. */
  readonly text: string | readonly (string | Buffer)[];
  /** What the file held when it was read: if it holds something else by now, it is not written. @default - whatever it holds */
  readonly before?: Buffer;
}

/** A file's new text under a name of its own, until it takes the file's. */
interface PreparedFile extends Pick<WrittenFile, 'before'> {
  readonly path: string;
  readonly temporary: string;
}

/**
 * Writes files so that each is its old self or its new one at any moment, and all of them stay old where one cannot be written:
 * every new text is put beside its file first, and only then renamed over it. Whoever stops the process waits until all are done.
 * Mode and, where that may be, owner of a file that exists are kept, a symbolic link goes on being one. What killed runs left in the
 * folders is removed. Throws `file-not-writable`, `file-changed-meanwhile`, or `files-written-in-part` where either happens after others
 * were written.
 */
export function writeFiles(files: readonly WrittenFile[]): void {
  uninterrupted(() => write(files));
}

function write(files: readonly WrittenFile[]): void {
  const names = new TemporaryNames();
  const prepared: PreparedFile[] = [];
  let current = '';
  let renamed = 0;
  try {
    for (const file of files) {
      current = file.path;
      prepared.push(prepare(file, names));
    }
    for (const { path, temporary, before } of prepared) {
      current = path;
      if (before !== undefined && !readFileSync(path).equals(before)) throw new ChangedMeanwhile();
      renameSync(temporary, path);
      renamed++;
    }
  } catch (error) {
    prepared.slice(renamed).forEach(({ temporary }) => rmSync(temporary, { force: true }));
    const isChanged = error instanceof ChangedMeanwhile;
    const facts = { path: current, reason: isChanged ? 'it has changed since it was read' : systemReason(error) };
    if (renamed === 0 && isChanged) throw new InputError(finding('file-changed-meanwhile', facts, { file: current }));
    throw new InputError(renamed === 0 ? finding('file-not-writable', facts, { file: current })
      : finding('files-written-in-part', { ...facts, written: prepared.slice(0, renamed).map(({ path }) => path).join(', ') }, { file: current }));
  }
}

/** Somebody wrote the file since it was read. */
class ChangedMeanwhile extends Error {}

/** The text under a name of its own, in the folder of the file: a rename is atomic only within a file system. */
function prepare({ path: named, text, before: expected }: WrittenFile, names: TemporaryNames): PreparedFile {
  mkdirSync(dirname(named), { recursive: true });
  const before = statSync(named, { throwIfNoEntry: false });
  const path = before === undefined ? named : realpathSync(named);
  // A rename asks nothing of the file that it replaces, so whether that may be written is asked here.
  if (before !== undefined) closeSync(openSync(path, 'r+'));
  const { temporary, file } = names.open(dirname(path), before?.mode);
  try {
    for (const piece of typeof text === 'string' ? [text] : text) writeFileSync(file, piece);
    if (before !== undefined) keepOwner(file, temporary, before);
    fsyncSync(file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  return { path, temporary, before: expected };
}

/** Keeps owner and mode, as far as this user may: the file itself is what matters. */
function keepOwner(file: number, temporary: string, before: Stats): void {
  const { uid, gid } = fstatSync(file);
  if (uid !== before.uid || gid !== before.gid) whereAllowed(() => chownSync(temporary, before.uid, before.gid));
  whereAllowed(() => chmodSync(temporary, before.mode));
}

/** By which a file system, or the system, says that this user may not have a file given to another one. */
const NOT_ALLOWED: readonly unknown[] = ['EPERM', 'EACCES', 'EINVAL', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'];

function whereAllowed(change: () => void): void {
  try {
    change();
  } catch (error) {
    if (!NOT_ALLOWED.includes((error as { readonly code?: unknown }).code)) throw error;
  }
}
