import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { folderOf } from './folder';
import { withoutRoot } from './without-root';
import { writeFiles } from '../../src/files/write-files';
import { thrownIds } from '../message/ids';

const text = (...path: string[]) => readFileSync(join(...path), 'utf8');

test('files are written with the folders that they need, and nothing is left beside them', () => {
  const folder = folderOf({});
  writeFiles([{ path: join(folder, 'a/b/c.yaml'), text: 'c' }, { path: join(folder, 'd.yaml'), text: 'd' }]);
  expect([text(folder, 'a/b/c.yaml'), text(folder, 'd.yaml')]).toEqual(['c', 'd']);
  expect(readdirSync(join(folder, 'a/b'))).toEqual(['c.yaml']);
});

test('a file that exists keeps its mode', () => {
  const folder = folderOf({ 'a.yaml': 'old' });
  chmodSync(join(folder, 'a.yaml'), 0o640);
  writeFiles([{ path: join(folder, 'a.yaml'), text: 'new' }]);
  expect([text(folder, 'a.yaml'), statSync(join(folder, 'a.yaml')).mode & 0o777]).toEqual(['new', 0o640]); // eslint-disable-line no-bitwise
});

test('a symbolic link stays one, and its file is written', () => {
  const folder = folderOf({ 'a.yaml': 'old' });
  symlinkSync('a.yaml', join(folder, 'link.yaml'));
  writeFiles([{ path: join(folder, 'link.yaml'), text: 'new' }]);
  expect([text(folder, 'a.yaml'), lstatSync(join(folder, 'link.yaml')).isSymbolicLink()]).toEqual(['new', true]);
});

test('where one cannot be written all stay old, and nothing is left beside them', () => {
  const folder = folderOf({ 'a.yaml': 'old', 'file/x': '' });
  const files = [{ path: join(folder, 'a.yaml'), text: 'new' }, { path: join(folder, 'file/x/b.yaml'), text: 'b' }];
  expect(thrownIds(() => writeFiles(files))).toEqual(['file-not-writable']);
  expect(text(folder, 'a.yaml')).toBe('old');
  expect(readdirSync(folder).sort()).toEqual(['a.yaml', 'file']);
});

test('a file in pieces is their concatenation', () => {
  const folder = folderOf({ 'a.yaml': 'old' });
  writeFiles([{ path: join(folder, 'a.yaml'), text: ['a', Buffer.from('ü'), '', 'b'] }]);
  expect(text(folder, 'a.yaml')).toBe('aüb');
});

test('where a rename fails after another, that is said, and nothing is left beside them', () => {
  const folder = folderOf({ 'a.yaml': 'old', 'b.yaml/x': '' });
  expect(thrownIds(() => writeFiles([{ path: join(folder, 'a.yaml'), text: 'new' }, { path: join(folder, 'b.yaml'), text: 'new' }]))).toEqual(['files-written-in-part']);
  expect([text(folder, 'a.yaml'), readdirSync(folder).sort()]).toEqual(['new', ['a.yaml', 'b.yaml']]);
});

test('what a killed run of the same process number left there is not in the way, and stays', () => {
  const left = `.cdk8s-speedscale-${process.pid}-0.tmp`;
  const folder = folderOf({ 'a.yaml': 'old', [left]: 'half' });
  writeFiles([{ path: join(folder, 'a.yaml'), text: 'new' }]);
  expect([text(folder, 'a.yaml'), text(folder, left), readdirSync(folder).sort()]).toEqual(['new', 'half', [left, 'a.yaml']]);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('%s in the middle of it waits until all are written', (signal) => {
  const folder = folderOf({ 'a.yaml': 'old', 'b.yaml': 'old' });
  const { outputFiles: [{ text: bundle }] } = buildSync({
    stdin: {
      contents: `import { writeFiles } from './src/files/write-files';
      const stopped = { path: 'a.yaml', get text() { process.kill(process.pid, '${signal}'); return 'new'; } };
      writeFiles([stopped, { path: 'b.yaml', text: 'new' }]);`,
      resolveDir: '.',
    },
    bundle: true,
    platform: 'node',
    write: false,
  });
  expect(spawnSync(process.execPath, ['-e', bundle], { cwd: folder })).toMatchObject({ status: 0, signal: null });
  expect([text(folder, 'a.yaml'), text(folder, 'b.yaml'), readdirSync(folder).sort()]).toEqual(['new', 'new', ['a.yaml', 'b.yaml']]);
});

const isRoot = process.getuid?.() === 0;

(isRoot ? test : test.skip)('a file of another user stays that user\'s', () => {
  const folder = folderOf({ 'a.yaml': 'old' });
  chownSync(join(folder, 'a.yaml'), 1234, 5678);
  writeFiles([{ path: join(folder, 'a.yaml'), text: 'new' }]);
  const { uid, gid } = statSync(join(folder, 'a.yaml'));
  expect([text(folder, 'a.yaml'), uid, gid]).toEqual(['new', 1234, 5678]);
});

test('a file that may not be written is not replaced', async () => {
  const folder = folderOf({ 'a.yaml': 'old' });
  chmodSync(join(folder, 'a.yaml'), 0o444);
  const written = () => thrownIds(() => writeFiles([{ path: join(folder, 'a.yaml'), text: 'new' }]));
  expect(await withoutRoot(folder, written)).toEqual(['file-not-writable']);
  expect(text(folder, 'a.yaml')).toBe('old');
});
