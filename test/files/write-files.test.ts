import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, lstatSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { folderOf } from './folder';
import { withoutRoot } from './without-root';
import { writeFiles } from '../../src/files/write-files';
import { thrown, thrownIds } from '../message/ids';

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
  const folder = folderOf({ 'a.yaml': 'old', 'gone/b.yaml': 'old' });
  const last = { path: join(folder, 'c.yaml'), get text() { rmSync(join(folder, 'gone'), { recursive: true }); return 'new'; } };
  const files = [{ path: join(folder, 'a.yaml'), text: 'new' }, { path: join(folder, 'gone/b.yaml'), text: 'new' }, last];
  expect(thrownIds(() => writeFiles(files))).toEqual(['files-written-in-part']);
  expect([text(folder, 'a.yaml'), readdirSync(folder).sort()]).toEqual(['new', ['a.yaml']]);
});

test('where a folder has the name of a file, nothing is written', () => {
  const folder = folderOf({ 'a.yaml': 'old', 'b.yaml/x': '' });
  expect(thrownIds(() => writeFiles([{ path: join(folder, 'a.yaml'), text: 'new' }, { path: join(folder, 'b.yaml'), text: 'new' }]))).toEqual(['file-not-writable']);
  expect([text(folder, 'a.yaml'), readdirSync(folder).sort()]).toEqual(['old', ['a.yaml', 'b.yaml']]);
});

test('what killed runs left there is removed, and what a running process writes is not', () => {
  const gone = spawnSync(process.execPath, ['-e', '']).pid;
  const left = [gone, process.pid].map((id) => `.cdk8s-speedscale-${id}-0.tmp`);
  const kept = [`.cdk8s-speedscale-${process.ppid}-0.tmp`, `.cdk8s-speedscale-${gone}-0.tmp.yaml`, `cdk8s-speedscale-${gone}-0.tmp`];
  const folder = folderOf(Object.fromEntries(['a.yaml', ...left, ...kept].map((name) => [name, 'old'])));
  writeFiles([{ path: join(folder, 'a.yaml'), text: 'new' }]);
  expect([text(folder, 'a.yaml'), readdirSync(folder).sort()]).toEqual(['new', ['a.yaml', ...kept].sort()]);
});

test('a leftover that is a folder is in nobody\'s way', () => {
  const left = `.cdk8s-speedscale-${process.pid}-0.tmp`;
  const folder = folderOf({ 'a.yaml': 'old', [`${left}/x`]: '' });
  writeFiles([{ path: join(folder, 'a.yaml'), text: 'new' }]);
  expect([text(folder, 'a.yaml'), readdirSync(folder).sort()]).toEqual(['new', [left, 'a.yaml']]);
});

test('a file that has changed since it was read is left alone, before any other is written', () => {
  const folder = folderOf({ 'a.yaml': 'other', 'b.yaml': 'old' });
  const files = ['a.yaml', 'b.yaml'].map((name) => ({ path: join(folder, name), text: 'new', before: Buffer.from('old') }));
  expect(thrownIds(() => writeFiles(files))).toEqual(['file-changed-meanwhile']);
  expect([text(folder, 'a.yaml'), text(folder, 'b.yaml'), readdirSync(folder).sort()]).toEqual(['other', 'old', ['a.yaml', 'b.yaml']]);
});

test('a file that changes while others are written is left alone, and those that were written are named', () => {
  const folder = folderOf({ 'a.yaml': 'old', 'b.yaml': 'old' });
  const [a, b] = ['a.yaml', 'b.yaml'].map((name) => join(folder, name));
  const before = Buffer.from('old');
  const written = thrown(() => writeFiles([{ path: a, text: 'new', before }, { path: b, get text() { writeFileSync(b, 'other'); return 'new'; }, before }]));
  expect(written.map(({ id }) => id)).toEqual(['files-written-in-part']);
  expect(written[0].fact).toContain(a);
  expect([text(folder, 'a.yaml'), text(folder, 'b.yaml'), readdirSync(folder).sort()]).toEqual(['new', 'other', ['a.yaml', 'b.yaml']]);
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

test('a file whose owner cannot be kept is written all the same', async () => {
  const folder = folderOf({ 'a.yaml': 'old' });
  chmodSync(join(folder, 'a.yaml'), 0o666);
  await withoutRoot(folder, () => writeFiles([{ path: join(folder, 'a.yaml'), text: 'new' }]));
  expect([text(folder, 'a.yaml'), readdirSync(folder)]).toEqual(['new', ['a.yaml']]);
});
