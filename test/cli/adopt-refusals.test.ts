import { type } from './transcript';
import { folderOf } from '../files/folder';

const settings = 'apiVersion: cdk8s-speedscale/v1alpha1\nkind: SpeedscaleOnIstio\nspec:\n  istio: { hasRootSidecar: false }\n  namespaces: [{ name: shop, capture: [{ goproxy: {} }] }]\n';
const workload = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: web }] } } }
`;
const idsIn = (text: string) => [...text.matchAll(/(?:error|warning|info) {2}([a-z-]+)/g)].map(([, id]) => id);

test('a capture that matches nothing because the workloads name no namespace says so', async () => {
  const folder = folderOf({ 'speedscale.yaml': settings, 'web.yaml': workload });
  const { stdout, stderr, exitCode } = await type(`adopt ${folder}/web.yaml -c ${folder}/speedscale.yaml`);
  expect([stdout, exitCode]).toEqual(['', 2]);
  expect(idsIn(stderr)).toEqual(expect.arrayContaining(['capture-matches-nothing', 'namespace-unset']));
});

test('a workload in a template of Helm is not in sight, and it is said that templates are not edited', async () => {
  const template = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, labels: {{ .Values.labels }} }\n';
  const folder = folderOf({ 'speedscale.yaml': settings, 'deploy/a.yaml': `---\n${template}---\n${template}` });
  const { stdout, stderr, exitCode } = await type(`adopt ${folder}/deploy -c ${folder}/speedscale.yaml`);
  expect([stdout, exitCode]).toEqual(['', 2]);
  expect(stderr).toContain('capture-matches-nothing');
  expect(stderr).toMatch(/a\.yaml:\d:1  info  templates-not-edited\n  2 documents/);
});

test('of a file that cannot be read only that is said: what is missing for want of it is no finding', async () => {
  const folder = folderOf({ 'speedscale.yaml': settings, 'web.yaml': `${workload}---\nkind: Deployment\nmetadata: {` });
  const { stdout, stderr, exitCode } = await type(`adopt ${folder}/web.yaml -c ${folder}/speedscale.yaml`);
  expect([stdout, exitCode, idsIn(stderr)]).toEqual(['', 2, ['document-not-yaml']]);
});
