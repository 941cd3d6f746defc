import { readFileSync } from 'node:fs';
import { systemReason } from './system-error';
import { finding } from '../message/catalogue';
import { InputError } from '../message/input-error';

/** What a file holds. Throws `path-not-readable`. */
export function readBytes(path: string): Buffer {
  return read(path, path);
}

/** What stands on standard input. Throws `path-not-readable`. */
export function readStandardInput(): Buffer {
  return read(0, '-');
}

function read(source: string | 0, path: string): Buffer {
  try {
    return readFileSync(source);
  } catch (error) {
    throw new InputError(finding('path-not-readable', { path, reason: systemReason(error) }, { file: path }));
  }
}
