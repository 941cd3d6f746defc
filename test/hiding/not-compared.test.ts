import { injected, registryOnly } from '../cli/mesh';
import { type } from '../cli/transcript';
import { folderOf } from '../files/folder';

const mesh = `${registryOnly}${injected('shop')}---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: istio-system }
spec: { egress: [{ hosts: ["*/*"] }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: app, image: app }] } }
`;
const evil = (metadata: string) => `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { ${metadata} }
spec: { hosts: [evil.example.org], ports: [{ number: 443, name: https, protocol: TLS }], resolution: NONE }
`;
const fragment = (labels: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: { template: { metadata: { labels: { ${labels} } } } }
`;
const replay = (name: string) => `apiVersion: speedscale.com/v1
kind: TrafficReplay
metadata: { name: ${name}, namespace: shop }
spec: {}
`;

type Tree = Readonly<Record<string, string>>;

async function idsOf(before: Tree, after: Tree): Promise<readonly string[]> {
  const inTree = (tree: string, files: Tree) => Object.fromEntries(Object.entries({ 'mesh.yaml': mesh, ...files }).map(([path, text]) => [`${tree}/${path}`, text]));
  const folder = folderOf({ ...inTree('old', before), ...inTree('new', after) });
  const { stdout, exitCode } = await type(`check ${folder}/new --diff-base ${folder}/old --rule change-not-compared --rule object-not-compared --rule workload-in-one-tree --format json`);
  expect(exitCode).toBe(0);
  return (JSON.parse(stdout) as { findings: { id: string }[] }).findings.map(({ id }) => id).filter((id) => id !== 'folder-needs-rendering');
}


/** What opens evil.example.org, or may, and takes no part in the comparison; beside it what the older tree has of it. */
const changed: readonly (readonly [string, Tree, Tree])[] = [
  ['an object without a namespace', {}, { 'e.yaml': evil('name: evil') }],
  ['an object whose namespace is empty', {}, { 'e.yaml': evil('name: evil, namespace: ""') }],
  ['an object whose namespace is null', {}, { 'e.yaml': evil('name: evil, namespace: null') }],
  ['an object with generateName', {}, { 'e.yaml': evil('generateName: evil-, namespace: shop') }],
  ['an object without any name', {}, { 'e.yaml': evil('namespace: shop') }],
  ['an object whose name is empty', {}, { 'e.yaml': evil('name: "", namespace: shop') }],
  ['an object without a namespace that was another', { 'e.yaml': evil('name: evil').replace('evil.', 'good.') }, { 'e.yaml': evil('name: evil') }],
  ['an object without a namespace that goes', { 'e.yaml': evil('name: evil') }, {}],
  ['a second copy of an object without a namespace', { 'e.yaml': evil('name: evil') }, { 'e.yaml': evil('name: evil'), 'f.yaml': evil('name: evil') }],
  ['a patch of a workload', {}, { 'patch.yaml': fragment('app: other') }],
  ['a patch that adds a label', { 'patch.yaml': fragment('app: web') }, { 'patch.yaml': fragment('app: web, tier: front') }],
  ['a kustomization', { 'kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [mesh.yaml]\n' }, { 'kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [mesh.yaml]\nnamespace: cart\n' }],
  ['a kustomization without a kind', { 'kustomization.yaml': 'resources: [mesh.yaml]\n' }, { 'kustomization.yaml': 'resources: [mesh.yaml]\nnamespace: cart\n' }],
  ['a component of kustomize', {}, { 'component/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches: [{ path: p.yaml }]\n' }],
  ['the values of a chart', { 'values.yaml': 'on: false\n' }, { 'values.yaml': 'on: true\n' }],
  ['a list', {}, { 'patch.json': '[{ "op": "add", "path": "/spec/egress/0/hosts/-", "value": "*/*" }]\n' }],
];

test.each(changed)('--diff-base names what it does not compare: %s', async (_, before, after) => {
  expect(await idsOf(before, after)).toContain('change-not-compared');
});

test.each(changed)('--diff-base names no change between two copies: %s', async (_, before, after) => {
  const found = [...await idsOf(before, before), ...await idsOf(after, after)];
  expect([...new Set(found)]).toEqual(['object-not-compared']);
});

test.each<readonly [string, Tree]>([
  ['an object with name and namespace', { 'e.yaml': evil('name: evil, namespace: shop') }],
  ['objects that have no say in egress', { 'cm.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n' }],
  ['an empty document', { 'e.yaml': '---\n---\n# nothing\n' }],
])('--diff-base compares all there is: %s', async (_, after) => {
  expect(await idsOf({}, after)).toEqual([]);
});

test('a copy in another file is the same document', async () => {
  expect(await idsOf({ 'a/e.yaml': evil('name: evil') }, { 'b/e.yaml': `---\n${evil('name: evil')}` })).toEqual(['object-not-compared']);
});

test('callers that Speedscale has in one of the trees alone are named', async () => {
  expect(await idsOf({}, { 'r.yaml': replay('nightly') })).toEqual(['workload-in-one-tree']);
});
