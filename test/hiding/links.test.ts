import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { plainly } from './ways';
import { type } from '../cli/transcript';
import { folderOf } from '../files/folder';

const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, namespace: shop}\n';

/** What check says of two trees, in each of which a link may lead out of the tree. */
async function compared(older: string | undefined, newer: string): Promise<readonly string[]> {
  const [good, evil] = ['good', 'evil'].map((name) => plainly({ name, host: `${name}.example.org` }));
  const folder = folderOf({ 'old/mesh.yaml': configMap, 'new/mesh.yaml': configMap, 'good.yaml': good, 'evil.yaml': evil, 'more/evil.yaml': evil });
  if (older !== undefined) symlinkSync(older, join(folder, 'old/link.yaml'));
  symlinkSync(newer, join(folder, 'new/link.yaml'));
  const { stdout, exitCode } = await type(`check ${folder}/new --diff-base ${folder}/old --format json`);
  expect(exitCode).toBe(0);
  return (JSON.parse(stdout) as { findings: readonly { id: string }[] }).findings.map(({ id }) => id).filter((id) => id !== 'speedscale-not-in-sight');
}

test.each([[undefined, '../evil.yaml'], ['../good.yaml', '../evil.yaml'], ['../good.yaml', '../more']])('a link out of the tree that led to %s and leads to %s is a change', async (older, newer) => {
  expect(await compared(older, newer)).toEqual(['link-not-followed', 'passed-over-changed']);
});

test('a link out of the tree that leads where it led is none', async () => {
  expect(await compared('../good.yaml', '../good.yaml')).toEqual(['link-not-followed']);
});
