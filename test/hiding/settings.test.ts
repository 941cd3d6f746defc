import { type } from '../cli/transcript';
import { folderOf } from '../files/folder';

const head = 'apiVersion: cdk8s-speedscale/v1alpha1\nkind: SpeedscaleOnIstio\nspec:\n  manifests: [{ path: mesh.yaml }]\n';
const mesh = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x, namespace: shop }\n';

/** What check says of the settings of two trees that differ in nothing else. */
async function told(older: string, newer: string, moreFiles: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const folder = folderOf({ 'old/speedscale.yaml': older, 'new/speedscale.yaml': newer, 'old/mesh.yaml': mesh, 'new/mesh.yaml': mesh, ...moreFiles });
  const { stdout } = await type(`check -c ${folder}/new/speedscale.yaml --diff-base ${folder}/old --format json`);
  const { findings } = JSON.parse(stdout) as { findings: readonly { id: string; fact: string }[] };
  return findings.filter(({ id }) => id === 'settings-changed').map(({ fact }) => /^"[a-z]+"(?:, "[a-z]+")*(?: and "[a-z]+")?/.exec(fact)![0]);
}

test.each([
  ['what is excluded', 'exclude: [e.yaml]', '"exclude"'],
  ['what is ignored', 'ignore: [{ rule: egress-blocked-to-allowed, reason: x }]', '"ignore"'],
  ['what is context', 'context: [{ path: mesh.yaml }]', '"context"'],
  ['two of them', 'exclude: [e.yaml]\n  context: [{ path: mesh.yaml }]', '"context" and "exclude"'],
])('%s is named where the change itself says so', async (_, setting, expected) => {
  expect(await told(head, `${head}  ${setting}\n`)).toEqual([expected]);
  expect(await told(`${head}  ${setting}\n`, head)).toEqual([expected]);
});

test('fewer manifests are named', async () => {
  const both = head.replace('{ path: mesh.yaml }', '{ path: mesh.yaml }, { path: more.yaml }');
  expect(await told(both, head, { 'old/more.yaml': mesh })).toEqual(['"manifests"']);
});

test('settings that the older tree has not are named by what they leave out', async () => {
  const folder = folderOf({ 'old/mesh.yaml': mesh, 'new/mesh.yaml': mesh, 'new/speedscale.yaml': `${head}  exclude: [e.yaml]\n`, 'plain.yaml': head });
  const { stdout } = await type(`check -c ${folder}/new/speedscale.yaml --diff-base ${folder}/old`);
  expect(stdout).toContain('settings-changed');
  const plain = await type(`check -c ${folder}/plain.yaml ${folder}/new/mesh.yaml --diff-base ${folder}/old/mesh.yaml`);
  expect(plain.stdout).not.toContain('settings-changed');
});

test('beside a path that is named the older settings are found where they stood', async () => {
  const folder = folderOf({
    'old/deploy/mesh.yaml': mesh,
    'new/deploy/mesh.yaml': mesh,
    'old/speedscale.yaml': `${head}  exclude: [e.yaml]\n`,
    'new/speedscale.yaml': `${head}  exclude: [e.yaml]\n`,
    'new/other.yaml': `${head}  ignore: [{ rule: object-duplicated, reason: x }]\n`,
  });
  const check = async (file: string) => (await type(`check -c ${folder}/new/${file} ${folder}/new/deploy --diff-base ${folder}/old/deploy`)).stdout;
  expect(await check('speedscale.yaml')).not.toContain('settings-changed');
  expect(await check('other.yaml')).toContain('settings-changed');
});

test('other settings and the same ones are not', async () => {
  expect(await told(head, `${head}  istio: { cni: true }\n`)).toEqual([]);
  expect(await told(`${head}  exclude: [e.yaml]\n`, `# why\n${head}  exclude:\n  - e.yaml\n`)).toEqual([]);
});

test('older settings that cannot be read are no reason to say nothing', async () => {
  expect(await told('kind: [', `${head}  exclude: [e.yaml]\n`)).toEqual(['"manifests" and "exclude"']);
});
