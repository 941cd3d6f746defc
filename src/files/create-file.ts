import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemReason } from './system-error';
import { finding } from '../message/catalogue';
import { InputError } from '../message/input-error';

/**
 * Writes a file that is not there yet: nothing is overwritten, and a symbolic link, even one that leads nowhere, is not followed.
 * Nothing half-written is left. Throws `file-exists` or `file-not-writable`.
 */
export function createFile(path: string, text: string): void {
  const file = open(path);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } catch (error) {
    rmSync(path, { force: true });
    throw notWritable(path, error);
  } finally {
    closeSync(file);
  }
}

function open(path: string): number {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    throw notWritable(path, error);
  }
  try {
    return openSync(path, 'wx');
  } catch (error) {
    throw isThere(error) ? new InputError(finding('file-exists', { path }, { file: path })) : notWritable(path, error);
  }
}

function isThere(error: unknown): boolean {
  return (error as { readonly code?: unknown }).code === 'EEXIST';
}

function notWritable(path: string, error: unknown): InputError {
  return new InputError(finding('file-not-writable', { path, reason: systemReason(error) }, { file: path }));
}
