import { chmodSync } from 'node:fs';
import process from 'node:process';

/** A user of no rights; any number but root's would do. */
const NOBODY = 65534;

/**
 * Does something in a folder by the rights of a user to whom modes of files mean something: root reads everything. Whatever is loaded
 * late must have been loaded before, since that user may not read the project.
 */
export async function withoutRoot<T>(folder: string, work: () => T | Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work();
  chmodSync(folder, 0o777);
  process.seteuid!(NOBODY);
  try {
    return await work();
  } finally {
    process.seteuid!(0);
  }
}
