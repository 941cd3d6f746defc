import { readFileSync } from 'node:fs';
import { systemReason } from './system-error';
import { finding } from '../message/catalogue';
import { InputError } from '../message/input-error';

/** What a file holds. Throws `path-not-readable`. */
export function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new InputError(finding('path-not-readable', { path, reason: systemReason(error) }, { file: path }));
  }
}
