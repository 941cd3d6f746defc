import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf } from './folder';
import { MeshContext } from '../../src';
import { readManifests } from '../../src/files/read-manifests';
import { MODEL_KINDS } from '../../src/istio/kinds';
import { thrownIds } from '../message/ids';

const service = (name: string, namespace?: string) => `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}${namespace === undefined ? '' : `, namespace: ${namespace}`} }\n`;
const nothing = () => Buffer.of();

test('objects that name no namespace get that of their path, the others keep theirs', () => {
  const folder = folderOf({ 'a.yaml': `${service('a')}---\n${service('b', 'cart')}` });
  const { inventory } = readManifests([{ path: folder, namespace: 'shop' }], nothing);
  expect(inventory.entries.map(({ object }) => object.metadata)).toEqual([{ name: 'a', namespace: 'shop' }, { name: 'b', namespace: 'cart' }]);
});

test('a file that two sources reach is read once, for the first of them', () => {
  const folder = folderOf({ 'deploy/a.yaml': service('a') });
  const sources = [{ path: join(folder, 'deploy/a.yaml'), namespace: 'shop' }, { path: folder, namespace: 'cart' }];
  expect(readManifests(sources, nothing).inventory.entries.map(({ object }) => object.metadata.namespace)).toEqual(['shop']);
});

test('- is standard input', () => {
  const { inventory, files } = readManifests([{ path: '-' }], () => Buffer.from(service('a', 'shop')));
  expect(inventory.entries.map(({ place }) => place)).toEqual([{ file: 'standard input', line: 1, column: 1, object: 'Service shop/a' }]);
  expect(files).toEqual(['standard input']);
});

test('a document that cannot be read is a finding with its place, and loses none of the others', () => {
  const folder = folderOf({ 'a.yaml': `${service('a', 'shop')}---\nkind: Service\nmetadata: {\n---\n${service('b', 'shop')}` });
  const { inventory, findings } = readManifests([{ path: folder }], nothing);
  expect(inventory.entries.map(({ object }) => object.metadata.name)).toEqual(['a', 'b']);
  expect(findings.map(({ id, place }) => [id, place.file, place.line])).toEqual([['document-not-yaml', join(folder, 'a.yaml'), expect.any(Number)]]);
});

test('what is no manifest is passed over and named, and values of a chart are read where they are named themselves', () => {
  const folder = folderOf({ 'values.yaml': 'meshConfig: { outboundTrafficPolicy: { mode: REGISTRY_ONLY } }\n', 'list.yaml': '- kind: Service\n' });
  expect(readManifests([{ path: folder }], nothing).passedOver.map(({ type }) => type)).toEqual(['sequence']);
  expect(readManifests([{ path: join(folder, 'values.yaml') }], nothing).others.map(({ value }) => value)).toEqual([{ meshConfig: { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } } }]);
});

test('of a folder, every kind is read that the model of Istio looks at', () => {
  const text = (kind: string) => `apiVersion: a/v1\nkind: ${kind.split('.')[0]}\nmetadata: { name: a, namespace: shop }\n`;
  const folder = folderOf({ 'all.yaml': MODEL_KINDS.map(text).join('---\n') });
  expect(readManifests([{ path: folder }], nothing).inventory.entries).toHaveLength(MODEL_KINDS.length);
});

describe('a symbolic link that leads out of the folder that was named', () => {
  const linked = (files: Readonly<Record<string, string>>) => {
    const folder = folderOf({ 'common/a.yaml': service('a'), ...files });
    ['one', 'two'].forEach((name) => symlinkSync('../common', join(folder, `deploy/${name}`)));
    symlinkSync('nowhere', join(folder, 'deploy/broken'));
    return folder;
  };
  const ids = (...paths: readonly string[]) => readManifests(paths.map((path) => ({ path })), nothing).findings.map(({ id }) => id);

  test('is said, once for all such links', () => {
    expect(ids(join(linked({ 'deploy/b.yaml': service('b') }), 'deploy'))).toEqual(['link-not-followed']);
  });

  test('is not said where another path that was named reaches what it leads to', () => {
    const folder = linked({ 'deploy/b.yaml': service('b') });
    expect(ids(join(folder, 'deploy'), join(folder, 'common'))).toEqual([]);
  });

  test('is named where the folder holds nothing else', () => {
    const folder = linked({ 'deploy/readme.md': '' });
    const [first] = readManifests([{ path: join(folder, 'deploy') }], nothing).findings;
    expect([first.id, first.fact]).toEqual(['folder-holds-no-manifest', expect.stringContaining('deploy/one')]);
  });
});

test('a hundred folders that are rendered are one finding', () => {
  const files = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [[`o${n}/kustomization.yaml`, ''], [`o${n}/a.yaml`, service('a')]]).flat());
  expect(readManifests([{ path: folderOf(files) }], nothing).findings.map(({ id }) => id)).toEqual(['folder-needs-rendering']);
});

describe('MeshContext.fromManifests', () => {
  test('has the objects of files and folders in sight', () => {
    const folder = folderOf({ 'a.yaml': service('a', 'shop') });
    expect(MeshContext.fromManifests([folder])._inventory.entries).toHaveLength(1);
  });

  test.each([['path-not-found', {}], ['folder-holds-no-manifest', { 'x/a.md': '' }], ['document-not-yaml', { 'x/a.yaml': 'kind: Service\na: {' }]])(
    'throws %s', (id, files) => {
      expect(thrownIds(() => MeshContext.fromManifests([join(folderOf(files), 'x')]))).toEqual([id]);
    });
});
