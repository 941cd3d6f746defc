import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { injected, registryOnly } from './mesh';
import { type } from './transcript';
import { folderOf } from '../files/folder';

const mesh = `${registryOnly}---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: istio-system }
spec: { egress: [{ hosts: ["*/*"] }] }
${injected('shop')}${injected('speedscale')}`;
const workload = (name: string) => `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { matchLabels: { app: ${name} } }
  template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: app, image: app }] } }
`;
const entry = (title: string, host: string, protocol = 'TLS') => `---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: ${title.split('/')[1]}, namespace: ${title.split('/')[0]} }
spec: { hosts: [${host}], resolution: NONE, ports: [{ number: 443, name: https, protocol: ${protocol} }] }
`;
const shop = ['cart', 'pay', 'web', 'web-canary'].map(workload).join('');
const trees = (before: string, after: string, more: Readonly<Record<string, string>> = {}) => folderOf({ 'old/deploy/mesh.yaml': mesh + shop + before, 'new/deploy/mesh.yaml': mesh + shop + after, ...more });
const compare = (folder: string, more = '') => type(`check ${folder}/new --diff-base ${folder}/old ${more}`);
const ids = (text: string) => [...text.matchAll(/(?:error|warning|info) {2}(egress-\S+|workload-\S+)/g)].map(([, id]) => id);
const changes = '--skip-rule egress-host-not-registered --skip-rule speedscale-not-in-sight';

test('a ServiceEntry that goes takes its host from all workloads of the namespace, in one finding', async () => {
  const { stdout, exitCode } = await compare(trees(entry('shop/stripe', 'api.stripe.com'), ''), changes);
  expect([ids(stdout), exitCode]).toEqual([['egress-allowed-to-blocked'], 1]);
  expect(stdout).toContain('all 4 workloads of "shop"');
  expect(stdout).toContain('"api.stripe.com:443": ServiceEntry shop/stripe is gone\n');
});

test('an entry that opens the port shows as every other host that can be reached', async () => {
  const { stdout } = await compare(trees(entry('shop/stripe', 'api.stripe.com'), entry('shop/stripe', 'api.stripe.com', 'TCP')), `${changes} --skip-rule service-entry-opens-port`);
  expect(stdout).toMatch(/"any other host:443" and \d+ more now: ServiceEntry shop\/stripe has changed/);
});

test('a host that another namespace registers too is served otherwise', async () => {
  const { stdout, exitCode } = await compare(trees(entry('payments/stripe', 'api.stripe.com'), entry('payments/stripe', 'api.stripe.com') + entry('shop/stripe', 'api.stripe.com')), changes);
  expect([ids(stdout), exitCode]).toEqual([['egress-served-otherwise'], 0]);
  expect(stdout).toContain('go by ServiceEntry shop/stripe now, and went by ServiceEntry payments/stripe: ServiceEntry shop/stripe is new');
});

test('a Sidecar that selects one workload cuts that one off, and no other', async () => {
  const narrow = `---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: web, namespace: shop }
spec: { workloadSelector: { labels: { app: web } }, egress: [{ hosts: ["./*"] }] }
`;
  const outside = entry('payments/stripe', 'api.stripe.com');
  const { stdout } = await compare(trees(outside, outside + narrow), changes);
  expect(ids(stdout)).toEqual(['egress-allowed-to-blocked']);
  expect(stdout).toContain('  Deployment shop/web no longer reach ');
  expect(stdout).toMatch(/new\/deploy\/mesh.yaml:\d+:\d+ {2}error {2}egress-allowed-to-blocked {2}Sidecar shop\/web\n/);
});

test('what Speedscale\'s pods no longer reach is said of them', async () => {
  const hosts = entry('speedscale/hosts', 'app.speedscale.com');
  const { stdout } = await compare(trees(hosts, ''), changes);
  expect(stdout).toContain('Speedscale\'s operator, forwarder and inspector in "speedscale" no longer reach "app.speedscale.com:443"');
});

test('trees that are the same, or that differ in what has no part in egress, have no changes', async () => {
  const { stdout, exitCode } = await compare(trees('', '---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: x, namespace: shop }\ndata: { a: b }\n'), changes);
  expect([ids(stdout), exitCode]).toEqual([[], 0]);
});

test('what is unknown in both trees is said, and a workload of one tree alone is named', async () => {
  const folder = folderOf({ 'old/a.yaml': shop + entry('shop/stripe', 'api.stripe.com'), 'new/a.yaml': shop + workload('more') });
  const { stdout, exitCode } = await compare(folder, changes);
  expect([ids(stdout), exitCode]).toEqual([['egress-change-undecided', 'workload-in-one-tree'], 0]);
});

test('the JSON report lists every caller and target of a change', async () => {
  const { stdout } = await compare(trees(entry('shop/stripe', 'api.stripe.com'), ''), `${changes} --format json`);
  expect(JSON.parse(stdout)).toHaveProperty('changes', [{
    id: 'egress-allowed-to-blocked',
    callers: [{ namespace: 'shop', names: ['cart', 'pay', 'web', 'web-canary'].map((name) => `Deployment shop/${name}`) }],
    targets: ['api.stripe.com:443'],
    before: '',
    after: '',
    causes: ['ServiceEntry shop/stripe is gone'],
  }]);
});

test.each(['sarif', 'github'])('--format %s has changes as findings', async (format) => {
  expect((await compare(trees(entry('shop/stripe', 'api.stripe.com'), ''), `--format ${format}`)).stdout).toContain('egress-allowed-to-blocked');
});

test('changes can be left out by rule', async () => {
  const { stdout, exitCode } = await compare(trees(entry('shop/stripe', 'api.stripe.com'), ''), `${changes} --skip-rule egress-allowed-to-blocked`);
  expect([ids(stdout), exitCode]).toEqual([[], 0]);
});

const settings = (more: string) => `apiVersion: cdk8s-speedscale/v1alpha1
kind: SpeedscaleOnIstio
spec:
${more}`;

test('without paths, the settings\' manifests are looked for in the older tree, with the same settings and context', async () => {
  const folder = folderOf({
    'old/deploy/a.yaml': workload('web').replace(', namespace: shop', '') + entry('shop/stripe', 'api.stripe.com'),
    'new/deploy/a.yaml': workload('web').replace(', namespace: shop', ''),
    'new/new/a.yaml': workload('more'),
    'new/cluster.yaml': mesh,
    'new/speedscale.yaml': settings('  manifests: [{ path: deploy, namespace: shop }, { path: new }]\n  context: [{ path: cluster.yaml }]\n'),
  });
  const { stdout } = await type(`check -c ${folder}/new/speedscale.yaml --diff-base ${folder}/old ${changes}`);
  expect(ids(stdout)).toEqual(['workload-in-one-tree', 'egress-allowed-to-blocked'].sort((a, b) => stdout.indexOf(a) - stdout.indexOf(b)));
});

describe('exit 2, and nothing on stdout:', () => {
  test.each([
    ['a base that does not exist', 'check FOLDER/new --diff-base FOLDER/odl', 'path-not-found'],
    ['an empty base', 'check FOLDER/new --diff-base FOLDER/empty', 'folder-holds-no-manifest'],
    ['a base without objects', 'check FOLDER/new --diff-base FOLDER/values', 'no-object-in-sight'],
    ['a base that cannot be parsed', 'check FOLDER/new --diff-base FOLDER/truncated', 'document-not-yaml'],
    ['a base that is what is checked', 'check FOLDER/new --diff-base FOLDER/new', 'diff-base-overlaps-paths'],
    ['a base inside of what is checked', 'check FOLDER/new --diff-base FOLDER/new/deploy', 'diff-base-overlaps-paths'],
    ['what is checked inside of the base', 'check FOLDER/new --diff-base FOLDER', 'diff-base-overlaps-paths'],
    ['a base without any of the settings\' manifests', 'check -c FOLDER/speedscale.yaml --diff-base FOLDER/values', 'diff-base-without-manifests'],
    ['the settings\' own folder', 'check -c FOLDER/speedscale.yaml --diff-base FOLDER', 'diff-base-overlaps-paths'],
  ])('%s', async (_, line, id) => {
    const folder = trees('', '', {
      'values/values.yaml': 'replicas: 2\n', 'truncated/a.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: x', 'speedscale.yaml': settings('  manifests: [{ path: new }]\n'),
    });
    mkdirSync(join(folder, 'empty'));
    const { stdout, stderr, exitCode } = await type(line.replaceAll('FOLDER', folder));
    expect([stdout, exitCode]).toEqual(['', 2]);
    expect(stderr).toContain(id);
  });
});

const corpus = '../shared/corpus/kubeflow';
(existsSync(corpus) ? test : test.skip)('a copy of a corpus has no changes', async () => {
  const folder = folderOf({});
  cpSync(join(corpus, 'common'), join(folder, 'old'), { recursive: true });
  const { stdout } = await type(`check ${corpus}/common --diff-base ${folder}/old --format json --rule egress-allowed-to-blocked --rule egress-change-undecided`);
  expect(JSON.parse(stdout)).toMatchObject({ changes: [], findings: expect.not.arrayContaining([expect.objectContaining({ id: expect.stringMatching(/^egress/) })]) });
});
