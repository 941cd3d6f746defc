import { Files, plainly } from './ways';
import { type } from '../cli/transcript';
import { folderOf } from '../files/folder';

const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, namespace: shop}\n';
const entry = (host: string) => plainly({ name: 'out', host });

/** The ids of what check says of a tree beside an older one. */
async function compared(older: Files, newer: Files): Promise<readonly string[]> {
  const under = (tree: string, files: Files) => Object.fromEntries(Object.entries({ 'x.yaml': configMap, ...files }).map(([path, text]) => [`${tree}/${path}`, text]));
  const folder = folderOf({ ...under('old', older), ...under('new', newer) });
  const { stdout, exitCode } = await type(`check ${folder}/new --diff-base ${folder}/old --format json`);
  expect(exitCode).toBe(0);
  return (JSON.parse(stdout) as { findings: readonly { id: string }[] }).findings.map(({ id }) => id);
}

const overlays = (staging: string): Files => ({
  'prod/kustomization.yaml': 'resources: [entry.yaml]\n',
  'prod/entry.yaml': entry('api.example.com'),
  'staging/kustomization.yaml': 'resources: [entry.yaml]\n',
  'staging/entry.yaml': entry(staging),
});
const patched = (host: string): Files => ({
  'base/kustomization.yaml': 'resources: [entry.yaml]\n',
  'base/entry.yaml': entry('api.example.com'),
  'prod/kustomization.yaml': 'resources: [../base]\npatches: [{ path: patch.yaml }]\n',
  'prod/patch.yaml': entry(host),
});

test.each([['another kustomization', overlays], ['a patch', patched]])('a definition in %s that has changed is not compared, and that is said', async (_, tree) => {
  expect(await compared(tree('logs.example.com'), tree('evil.example.org'))).toContain('change-not-compared');
  expect(await compared(tree('api.example.com'), tree('evil.example.org'))).toContain('change-not-compared');
  expect(await compared(tree('logs.example.com'), tree('logs.example.com'))).not.toContain('change-not-compared');
});

const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: db, namespace: shop}\nspec: {ports: [{port: 80, name: http}]}\n';
const endpoints = (ip: string): Files => ({ 's.yaml': service, 'e.yaml': `apiVersion: v1\nkind: Endpoints\nmetadata: {name: db, namespace: shop}\nsubsets: [{addresses: [{ip: ${ip}}], ports: [{port: 80, name: http}]}]\n` });
const istio = (mode: string): Files => ({ 'i.yaml': `apiVersion: sailoperator.io/v1\nkind: Istio\nmetadata: {name: default}\nspec: {values: {meshConfig: {outboundTrafficPolicy: {mode: ${mode}}}}}\n` });

test.each([['Endpoints', endpoints('10.0.0.1'), endpoints('10.0.0.2')], ['an Istio of the Sail operator', istio('REGISTRY_ONLY'), istio('ALLOW_ANY')]])('%s that have changed are not compared, and that is said', async (_, older, newer) => {
  expect(await compared(older, newer)).toContain('change-not-compared');
  expect(await compared(newer, newer)).not.toContain('change-not-compared');
});
