import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { globProblem, matchesGlob } from '../../src/settings/glob';
import { type } from '../cli/transcript';
import { folderOf } from '../files/folder';
import { withoutRoot } from '../files/without-root';

test.each([
  ['**/testdata', 'testdata', true],
  ['**/testdata', 'a/b/testdata', true],
  ['**/testdata', 'a/testdata/b/c.yaml', true],
  ['**/testdata/**', 'a/testdata/b/c.yaml', true],
  ['**/testdata', 'a/testdatas/c.yaml', false],
  ['testdata', 'testdata/c.yaml', true],
  ['testdata/', 'testdata/c.yaml', true],
  ['./testdata', 'testdata/c.yaml', true],
  ['testdata', 'a/testdata/c.yaml', false],
  ['*.json', 'a.json', true],
  ['*.json', 'b/a.json', false],
  ['**/*.json', 'b/c/a.json', true],
  ['**/*.json', 'a.yaml', false],
  ['a/**/c.yaml', 'a/c.yaml', true],
  ['a/**/c.yaml', 'a/b/b/c.yaml', true],
  ['a/**/c.yaml', 'a/b/d.yaml', false],
  ['a?.yaml', 'ab.yaml', true],
  ['a?.yaml', 'a.yaml', false],
  ['a*b*c', 'abxbxc', true],
  ['a*b*c', 'abxbx', false],
  ['**', 'a', true],
  ['.*', '.hidden', true],
  ['a.c', 'abc', false],
  ['**/x', '../x', true],
])('the glob %s and the path %s: %s', (glob, path, matches) => {
  expect(matchesGlob(glob, path)).toBe(matches);
});

test('a glob of many asterisks takes no longer than it must', () => {
  expect(matchesGlob(`${'**/a*a*a*'.repeat(20)}b`, `${'a'.repeat(200)}/`.repeat(50))).toBe(false);
});

test.each(['', '/deploy', '*.{yaml,yml}', '[ab].yaml', '!a.yaml', 'a\\*'])('"%s" is refused', async (glob) => {
  expect(globProblem(glob)).toBeDefined();
  const folder = folderOf({ 'a.yaml': workload('web'), 'speedscale.yaml': settings(`  exclude: [${JSON.stringify(glob)}]\n`) });
  const ofSettings = await type(`check -c ${folder}/speedscale.yaml ${folder}/a.yaml`);
  expect([ofSettings.stdout, ofSettings.stderr, ofSettings.exitCode]).toEqual(['', expect.stringContaining('glob-not-understood'), 2]);
});

const workload = (name: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { matchLabels: { app: ${name} } }
  template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: app, image: app }] } }
`;
const settings = (more: string) => `apiVersion: cdk8s-speedscale/v1alpha1
kind: SpeedscaleOnIstio
spec:
  namespaces: [{ name: shop, capture: [{ goproxy: {} }] }]
${more}`;
const broken = 'apiVersion: v1\nkind: Service\nmetadata: {\n';

test.each(['check FOLDER/d --exclude **/testdata', 'check FOLDER/d --exclude **/testdata/**', 'check FOLDER/d --exclude **/bad.yaml', 'check -c FOLDER/speedscale.yaml', 'check -c FOLDER/speedscale.yaml FOLDER/d', 'init FOLDER/d --stdout --exclude **/testdata', 'adopt -c FOLDER/speedscale.yaml', 'synth -c FOLDER/speedscale.yaml --stdout', 'explain shop/web api.example.com FOLDER/d --exclude **/testdata'])(
  'what is excluded is not read, and that is said: %s', async (line) => {
    const folder = folderOf({ 'd/web.yaml': workload('web'), 'd/testdata/bad.yaml': broken, 'speedscale.yaml': settings('  manifests: [{ path: d }]\n  exclude: ["d/testdata"]\n') });
    const { stdout, stderr, exitCode } = await type(line.replaceAll('FOLDER', folder));
    expect(`${stdout}${stderr}`).not.toContain('bad.yaml:');
    expect(exitCode).not.toBe(2);
    if (!line.startsWith('explain')) expect(`${stdout}${stderr}`).toContain('files-excluded');
  });

test('a file that is named itself is read, whatever is excluded', async () => {
  const folder = folderOf({ 'd/testdata/bad.yaml': broken });
  expect((await type(`check ${folder}/d/testdata/bad.yaml --exclude **/testdata`)).exitCode).toBe(2);
});

test.each(['check FOLDER/new --diff-base FOLDER/old --exclude **/new/x', 'check -c FOLDER/new/speedscale.yaml --diff-base FOLDER/old'])('--diff-base leaves out of the older tree what it leaves out of the newer one: %s', async (line) => {
  const both = { 'd/web.yaml': workload('web'), 'x/bad.yaml': broken };
  const files = Object.fromEntries(['old', 'new'].flatMap((tree) => Object.entries(both).map(([path, text]) => [`${tree}/${path}`, text])));
  const folder = folderOf({ ...files, 'new/speedscale.yaml': settings('  manifests: [{ path: . }]\n  exclude: ["x", "speedscale.yaml"]\n') });
  expect((await type(line.replaceAll('FOLDER', folder))).exitCode).not.toBe(2);
});

/** Bytes that are no text, and what of a manifest is among them. */
const binary = (...parts: readonly (string | number)[]) => Buffer.concat(parts.map((part) => typeof part === 'string' ? Buffer.from(part) : Buffer.of(part)));
const odd: readonly (readonly [string, Buffer])[] = [
  ['a picture', binary('\x89PNG', 0xff, 0xfe, 0xd8)],
  ['text of another encoding', binary('name: caf', 0xe9, '\nvalue: 1\n')],
  ['an object of a kind that is not looked at', binary('apiVersion: v1\nkind: Secret\nname: caf', 0xe9, '\n')],
];
const manifest: readonly (readonly [string, Buffer])[] = [
  ['a manifest of another encoding', binary('apiVersion: v1\nkind: Service\nmetadata: { name: caf', 0xe9, ', namespace: shop }\n')],
  ['a Sidecar among bytes that are none', binary(0xff, '\n---\nkind: Sidecar\n')],
  ['a manifest in two bytes a character', binary(0xd8, Buffer.from('kind: Sidecar\n', 'utf16le').toString('latin1'), 0xff, 0xff)],
];

test.each(odd)('%s stops no tree: it is a warning that names the file', async (_, bytes) => {
  const folder = folderOf({ 'd/web.yaml': workload('web') });
  writeFileSync(join(folder, 'd/odd.yaml'), bytes);
  const { stdout, exitCode } = await type(`check ${folder}/d`);
  expect([stdout, exitCode]).toEqual([expect.stringMatching(/odd\.yaml {2}warning {2}file-not-read\n/), 0]);
});

test.each(manifest)('%s stops check, as it may hold what decides, and not init', async (_, bytes) => {
  const folder = folderOf({ 'd/web.yaml': workload('web') });
  writeFileSync(join(folder, 'd/odd.yaml'), bytes);
  expect((await type(`check ${folder}/d`)).exitCode).toBe(2);
  const { stderr, exitCode } = await type(`init ${folder}/d --stdout`);
  expect([stderr, exitCode]).toEqual([expect.stringContaining('odd.yaml'), 0]);
});

test('init stops for no odd file', async () => {
  const folder = folderOf({ 'd/web.yaml': workload('web'), 'd/bad.yaml': broken, 'd/shut.yaml': workload('cart') });
  chmodSync(join(folder, 'd/shut.yaml'), 0);
  const { stdout, stderr, exitCode } = await withoutRoot(folder, () => type(`init ${folder}/d --stdout`));
  expect([stdout, exitCode]).toEqual([expect.stringContaining('kind: SpeedscaleOnIstio'), 0]);
  expect(stderr).toMatch(/bad\.yaml:\d+:\d+ {2}warning/);
  expect(stderr).toMatch(/shut\.yaml {2}warning {2}path-not-readable/);
});

test('init still stops for a path that is not there', async () => {
  expect((await type(`init ${folderOf({})}/none --stdout`)).exitCode).toBe(2);
});
