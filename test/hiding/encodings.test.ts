import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plainly } from './ways';
import { type } from '../cli/transcript';
import { folderOf } from '../files/folder';
import { hasKubectl, kubectlReads } from '../yaml/kubectl';

const entry = plainly({ name: 'evil', host: 'evil.example.org' });
const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, namespace: shop}\n';
const inUtf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const inJson = (name: string) => JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });

/** Each holds two objects in UTF-16. */
const PAIRS: readonly (readonly [string, Buffer])[] = [
  ['with a separator', inUtf16(`${configMap}---\n${entry}`)], ['with a separator, the higher byte first', inUtf16(`${configMap}---\n${entry}`).swap16()],
  ['with a separator below a block scalar', inUtf16(`${configMap}data:\n  a: |\n---\n${entry}`)], ['as JSON behind JSON', inUtf16(inJson('a') + inJson('b'))],
  ['of which a comment holds half a character', inUtf16(`${configMap}# \ud800\n---\n${entry}`)], ['that ends within a character', Buffer.concat([inUtf16(`${configMap}---\n${entry}# `), Buffer.of(0x61)])],
];

async function objectsIn(bytes: Buffer): Promise<number> {
  const folder = folderOf({});
  writeFileSync(join(folder, 'e.yaml'), bytes);
  const { stdout } = await type(`check ${folder} --format json`);
  return (JSON.parse(stdout) as { read: { objects: number } }).read.objects;
}

test.each(PAIRS)('each document of UTF-16 is read: %s', async (_, bytes) => {
  expect(await objectsIn(bytes)).toBe(2);
});

(hasKubectl ? test : test.skip).each(PAIRS)('kubectl reads each document of UTF-16: %s', (_, bytes) => {
  expect(kubectlReads(bytes).objects).toHaveLength(2);
});

test('an object whose kind stands behind a wide line break, in a file that is no UTF-8, stops check', async () => {
  const folder = folderOf({ 'd/mesh.yaml': configMap });
  const text = 'apiVersion: networking.istio.io/v1\u2028? |-\n  kind\n: ServiceEntry\nmetadata: {name: evil, namespace: shop}\n';
  writeFileSync(join(folder, 'd/e.yaml'), Buffer.concat([Buffer.from(text), Buffer.of(0x23, 0xff)]));
  expect((await type(`check ${folder}/d`)).exitCode).toBe(2);
});
