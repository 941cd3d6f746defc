import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf } from './folder';
import { createFile } from '../../src/files/create-file';
import { thrownIds } from '../message/ids';

test('a file is written, with the folders that it needs', () => {
  const path = join(folderOf({}), 'a/b.yaml');
  createFile(path, 'new');
  expect(readFileSync(path, 'utf8')).toBe('new');
});

test('a file that is there stays as it is', () => {
  const path = join(folderOf({ 'a.yaml': 'old' }), 'a.yaml');
  expect(thrownIds(() => createFile(path, 'new'))).toEqual(['file-exists']);
  expect(readFileSync(path, 'utf8')).toBe('old');
});

test.each([['to a file', 'old'], ['that leads nowhere', undefined]])('a symbolic link %s is not followed', (_, there) => {
  const folder = folderOf(there === undefined ? { 'x/y': '' } : { target: there });
  symlinkSync(join(folder, 'target'), join(folder, 'link.yaml'));
  expect(thrownIds(() => createFile(join(folder, 'link.yaml'), 'new'))).toEqual(['file-exists']);
  expect(existsSync(join(folder, 'target')) ? readFileSync(join(folder, 'target'), 'utf8') : undefined).toBe(there);
});

test('a place that cannot be written to is said', () => {
  const folder = folderOf({ file: '' });
  mkdirSync(join(folder, 'there'));
  expect(thrownIds(() => createFile(join(folder, 'file/a.yaml'), 'new'))).toEqual(['file-not-writable']);
  expect(thrownIds(() => createFile(join(folder, 'there'), 'new'))).toEqual(['file-exists']);
});
