import {
  accessSync, chmodSync, chownSync, closeSync, constants, fstatSync, fsyncSync, mkdirSync, openSync, realpathSync, renameSync, rmSync, Stats,
  statSync, writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { systemReason } from './system-error';
import { uninterrupted } from './uninterrupted';
import { finding } from '../message/catalogue';
import { InputError } from '../message/input-error';

/** A file that is to be written as a whole. */
export interface WrittenFile {
  readonly path: string;
  /** In one piece, or in several that follow each other: a large file that changes little need not be copied. */
  readonly text: string | readonly (string | Buffer)[];
}

/** A file's new text under a name of its own, until it takes the file's. */
interface PreparedFile {
  readonly path: string;
  readonly temporary: string;
}

/** Names for temporary files: free ones, since a run that was killed may have left files of the same process number. */
class TemporaryNames {
  private count = 0;

  /** Opens a new file in the folder. */
  open(folder: string, mode: number | undefined): { readonly temporary: string; readonly file: number } {
    for (;;) {
      const temporary = join(folder, `.cdk8s-speedscale-${process.pid}-${this.count++}.tmp`);
      try {
        return { temporary, file: openSync(temporary, 'wx', mode) };
      } catch (error) {
        if ((error as { readonly code?: unknown }).code !== 'EEXIST') throw error;
      }
    }
  }
}

/**
 * Writes files so that each is its old self or its new one at any moment, and all of them stay old where one cannot be written:
 * every new text is put beside its file first, and only then renamed over it. Whoever stops the process waits until all are done.
 * Mode and owner of a file that exists are kept, a symbolic link goes on being one. Throws `file-not-writable`, or
 * `files-written-in-part` where a rename fails after others.
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
    for (const { path, text } of files) {
      current = path;
      prepared.push(prepare(path, text, names));
    }
    for (const { path, temporary } of prepared) {
      current = path;
      renameSync(temporary, path);
      renamed++;
    }
  } catch (error) {
    prepared.slice(renamed).forEach(({ temporary }) => rmSync(temporary, { force: true }));
    const facts = { path: current, reason: systemReason(error) };
    throw new InputError(renamed === 0 ? finding('file-not-writable', facts, { file: current })
      : finding('files-written-in-part', { ...facts, written: prepared.slice(0, renamed).map(({ path }) => path).join(', ') }, { file: current }));
  }
}

/** The text under a name of its own, in the folder of the file: a rename is atomic only within a file system. */
function prepare(named: string, text: WrittenFile['text'], names: TemporaryNames): PreparedFile {
  mkdirSync(dirname(named), { recursive: true });
  const before = statSync(named, { throwIfNoEntry: false });
  const path = before === undefined ? named : realpathSync(named);
  // A rename asks nothing of the file that it replaces, so whether that may be written is asked here.
  if (before !== undefined) accessSync(path, constants.W_OK);
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
  return { path, temporary };
}

/** Where the owner cannot be kept the file is not written: it would become somebody else's. */
function keepOwner(file: number, temporary: string, before: Stats): void {
  const { uid, gid } = fstatSync(file);
  if (uid !== before.uid || gid !== before.gid) chownSync(temporary, before.uid, before.gid);
  chmodSync(temporary, before.mode);
}
