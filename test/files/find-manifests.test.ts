import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { folderOf } from './folder';
import { withoutRoot } from './without-root';
import { findManifests } from '../../src/files/find-manifests';

const found = (folder: string, ...paths: string[]) => {
  const { files, findings } = findManifests(paths.length > 0 ? paths.map((path) => join(folder, path)) : [folder]);
  return { files: files.map((file) => relative(folder, file.path)), ids: findings.map(({ id }) => id) };
};

test('a folder gives its YAML and JSON files at any depth, in one order', () => {
  const folder = folderOf({ 'b.yml': '', 'a.yaml': '', 'c/d.json': '', 'c/README.md': '', 'a/z.yaml': '' });
  expect(found(folder)).toEqual({ files: ['a/z.yaml', 'a.yaml', 'b.yml', 'c/d.json'], ids: [] });
});

test('hidden folders and what npm installs are passed over', () => {
  expect(found(folderOf({ '.git/a.yaml': '', 'node_modules/x/a.yaml': '', 'a.yaml': '' })).files).toEqual(['a.yaml']);
});

test('a file that is named counts whatever its ending', () => {
  expect(found(folderOf({ 'dump.txt': '' }), 'dump.txt')).toEqual({ files: ['dump.txt'], ids: [] });
});

test('a file that several paths reach is read once', () => {
  expect(found(folderOf({ 'a/b.yaml': '' }), 'a', 'a/b.yaml', 'a')).toEqual({ files: ['a/b.yaml'], ids: [] });
});

test('a link is followed inside the folder that was named, and no further', () => {
  const outside = folderOf({ 'secret.yaml': '' });
  const folder = folderOf({ 'real/a.yaml': '', 'b.yaml': '' });
  symlinkSync(join(outside, 'secret.yaml'), join(folder, 'out.yaml'));
  symlinkSync(join(folder, 'b.yaml'), join(folder, 'c.yaml'));
  expect(found(folder).files).toEqual(['b.yaml', 'real/a.yaml']);
});

test('links that lead in a circle, or nowhere, end the walk there', () => {
  const folder = folderOf({ 'a/b.yaml': '' });
  symlinkSync(folder, join(folder, 'a', 'up'));
  symlinkSync(join(folder, 'x'), join(folder, 'y'));
  symlinkSync(join(folder, 'y'), join(folder, 'x'));
  symlinkSync(join(folder, 'nowhere'), join(folder, 'broken.yaml'));
  expect(found(folder)).toEqual({ files: ['a/b.yaml'], ids: [] });
});

test('a path that does not exist is an error with the nearest name', () => {
  const folder = folderOf({ 'deploy/a.yaml': '' });
  expect(found(folder, 'deplyo').ids).toEqual(['path-not-found']);
  expect(findManifests([join(folder, 'deplyo')]).findings[0].fix).toContain('"deploy"');
});

test('a folder without a manifest is an error, not an empty success', () => {
  const folder = folderOf({ 'README.md': '' });
  mkdirSync(join(folder, 'empty'));
  expect(found(folder).ids).toEqual(['folder-holds-no-manifest']);
  expect(found(folder, 'empty').ids).toEqual(['folder-holds-no-manifest']);
});

test('a device is neither a file nor a folder', () => {
  expect(findManifests(['/dev/null']).findings.map(({ id }) => id)).toEqual(['path-is-no-file']);
});

test('folders that are rendered are told, with the command that renders each', () => {
  const { rendered } = findManifests([folderOf({ 'kustomization.yaml': '', 'a.yaml': '', 'chart/Chart.yaml': '', 'chart/values.yaml': '' })]);
  expect(rendered.map(({ file, render }) => [file, render.split(' ').slice(0, 2).join(' ')])).toEqual([
    ['kustomization.yaml', 'kustomize build'], ['Chart.yaml', 'helm template'],
  ]);
});

test('a folder that cannot be read is an error', async () => {
  const folder = folderOf({ 'closed/a.yaml': '', 'b.yaml': '' });
  chmodSync(join(folder, 'closed'), 0o000);
  expect(await withoutRoot(folder, () => found(folder))).toEqual({ files: ['b.yaml'], ids: ['path-not-readable'] });
  chmodSync(join(folder, 'closed'), 0o700);
});
