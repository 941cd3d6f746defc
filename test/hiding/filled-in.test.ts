import { plainly } from './ways';
import { type } from '../cli/transcript';
import { folderOf } from '../files/folder';

const entry = plainly({ name: 'out', host: 'api.example.com' });
const configMap = (name: string, data: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: istio-system}\ndata: ${data}\n`;
const MESH = '{mesh: "outboundTrafficPolicy: {mode: ALLOW_ANY}"}';

async function ids(text: string): Promise<readonly string[]> {
  const { stdout } = await type(`check ${folderOf({ 'd/e.yaml': text })}/d --format json`);
  return (JSON.parse(stdout) as { findings: readonly { id: string }[] }).findings.map(({ id }) => id);
}

test.each([
  ['the apiVersion', entry.replace('networking.istio.io/v1', '${API}')], ['a part of the apiVersion', entry.replace('networking.istio.io', '${GROUP}')],
  ['the apiVersion, by Jinja', entry.replace('networking.istio.io/v1', '"{{ api }}"')], ['the apiVersion, by SOPS', `${entry.replace('networking.istio.io/v1', 'ENC[AES256_GCM,data:x]')}sops: {mac: x}\n`],
  ['the name of what may be the MeshConfig', configMap('"${NAME}"', MESH)], ['a part of its name', configMap('"ist${NAME}"', MESH)], ['all that it holds', configMap('istio', '${DATA}')],
])('%s that is filled in later makes the object one that is not known', async (_, text) => {
  expect(await ids(text)).toContain('needs-substitution');
});

test.each([
  ['another ConfigMap', configMap('"${NAME}"', '{a: b}')], ['what another ConfigMap holds', configMap('settings', '${DATA}')], ['an annotation', entry.replace('namespace: shop', 'namespace: shop, annotations: {a: "${X}"}')],
])('%s that is filled in later has no say', async (_, text) => {
  expect(await ids(text)).not.toContain('needs-substitution');
});
