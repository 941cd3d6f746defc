import { chmodSync, existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { injected, registryOnly } from './mesh';
import { type } from './transcript';
import { SERVICE_ENTRY_NAME } from '../../src/mesh/service-entry';
import { folderOf } from '../files/folder';
import { withoutRoot } from '../files/without-root';

const mesh = `${registryOnly}${injected('speedscale')}${injected('shop')}`;
const page = `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: default
  namespace: shop
spec:
  egress:
  - hosts: ["speedscale/*"]
`;
const settings = `apiVersion: cdk8s-speedscale/v1alpha1
kind: SpeedscaleOnIstio
spec:
  istio: { hasRootSidecar: false }
  namespaces: [{ name: shop, replay: true }]
  manifests: [{ path: deploy }]
`;
const shop = (more: Readonly<Record<string, string>> = {}) => folderOf({ 'deploy/mesh.yaml': mesh, 'deploy/sidecar.yaml': page, 'speedscale.yaml': settings, ...more });
const ids = (text: string) => [...text.matchAll(/^(?:\S+ {2})?(?:error|warning|info) {2}(\S+)/gm)].map(([, id]) => id);

test('the mesh of Speedscale\'s page: what is cut off, and what nobody registered', async () => {
  const folder = shop();
  const { stdout, stderr, exitCode } = await type(`check -c ${folder}/speedscale.yaml`);
  expect(new Set(ids(stdout))).toEqual(new Set(['egress-host-not-registered', 'egress-host-not-imported', 'sidecar-cuts-own-namespace', 'sidecar-cuts-root-namespace']));
  expect(stdout).toContain(`${folder}/deploy/sidecar.yaml:8:3  warning  sidecar-cuts-own-namespace  Sidecar shop/default\n`);
  expect(stdout.trimEnd().split('\n').slice(-2)).toEqual([expect.stringMatching(/^4 objects in 2 files: \d errors, 2 warnings$/), '22 calls: 1 allowed, 21 blocked, 0 unknown']);
  expect([stderr, exitCode]).toEqual(['', 1]);
});

test('what synth writes makes the check of the hosts pass', async () => {
  const folder = shop({ 'deploy/sidecar.yaml': page.replace('"speedscale/*"', '"./*", "istio-system/*", "speedscale/*", "default/kubernetes.default.svc.cluster.local"') });
  await type(`synth -c ${folder}/speedscale.yaml -o ${folder}/deploy`);
  const { stdout, exitCode } = await type(`check -c ${folder}/speedscale.yaml`);
  expect([ids(stdout), exitCode]).toEqual([[], 0]);
  expect(stdout).toMatch(/no findings/);
  expect(SERVICE_ENTRY_NAME).not.toBe('');
});

test('standard input is checked as "-", and cited by that name', async () => {
  const { stdout } = await type('check -', mesh + '---\n' + page);
  expect(stdout).toContain('standard input:');
});

test('standard input that is no UTF-8 is refused, as a file is', async () => {
  const { stdout, stderr, exitCode } = await type('check -', Buffer.from(`${mesh}# \u00e9\n`, 'latin1'));
  expect([stdout, exitCode]).toEqual(['', 2]);
  expect(stderr).toContain('file-not-utf-8');
});

test.each([['error', 0], ['warning', 1], ['info', 1], ['never', 0]])('--fail-on %s exits with %d where there is a warning', async (failOn, code) => {
  expect((await type(`check - --fail-on ${failOn} --rule sidecar-cuts-own-namespace`, page)).exitCode).toBe(code);
});

test('a baseline of the same findings lets them pass, and counts them', async () => {
  const folder = shop();
  const { stdout: json } = await type(`check -c ${folder}/speedscale.yaml --format json`);
  const baseline = folderOf({ 'baseline.json': json });
  const { stdout, exitCode } = await type(`check -c ${folder}/speedscale.yaml --baseline ${baseline}/baseline.json`);
  expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/known from the baseline/)]);
});

test.each([['json', /^\{\n {2}"version": 1/], ['sarif', /"version": "2.1.0"/], ['github', /^::error file=.*deploy\/sidecar.yaml,line=8/m]])(
  '--format %s', async (format, expected) => {
    const { stdout, exitCode } = await type(`check -c ${shop()}/speedscale.yaml --format ${format}`);
    expect([stdout, exitCode]).toEqual([expect.stringMatching(expected), 1]);
  });

describe('exit 2, and nothing on stdout:', () => {
  const folder = () => folderOf({
    'truncated/a.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: x',
    'nul/a.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: "\u0000\n',
    'bomb/a.yaml': `apiVersion: v1\nkind: ConfigMap\na0: &a0 [x, x]\n${Array.from({ length: 30 }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}]\n`).join('')}`,
    'empty/readme.txt': '',
    'values/values.yaml': 'replicas: 2\n',
    'ok/a.yaml': mesh,
    'broken.json': '{',
  });
  test.each([
    ['no path and no settings', 'check', 'check-of-nothing'],
    ['a path that does not exist', 'check FOLDER/nothing', 'path-not-found'],
    ['a folder without manifests', 'check FOLDER/empty', 'folder-holds-no-manifest'],
    ['a folder without objects', 'check FOLDER/values', 'no-object-in-sight'],
    ['truncated YAML', 'check FOLDER/truncated', 'document-not-yaml'],
    ['NUL bytes', 'check FOLDER/nul', 'document-not-yaml'],
    ['aliases that multiply', 'check FOLDER/bomb', 'aliases-out-of-proportion'],
    ['an unknown rule', 'check FOLDER/ok --rule sidecar-cut-own-namespace', 'rule-unknown'],
    ['settings that do not exist', 'check -c FOLDER/nothing.yaml', 'settings-file-not-found'],
    ['a baseline that is none', 'check FOLDER/ok --baseline FOLDER/broken.json', 'baseline-unreadable'],
    ['a baseline that does not exist', 'check FOLDER/ok --baseline FOLDER/nothing.json', 'path-not-readable'],
  ])('%s', async (_, line, id) => {
    const { stdout, stderr, exitCode } = await type(line.replaceAll('FOLDER', folder()));
    expect([stdout, exitCode]).toEqual(['', 2]);
    expect(stderr).toContain(id);
  });
});

test('a file that may not be read is an error, among others that may', async () => {
  const folder = shop();
  expect((await type(`check ${folder}/deploy`)).exitCode).not.toBe(2);
  chmodSync(join(folder, 'deploy/sidecar.yaml'), 0o000);
  const { stdout, stderr, exitCode } = await withoutRoot(folder, () => type(`check ${folder}/deploy`));
  expect([stdout, exitCode, stderr.includes('path-not-readable')]).toEqual(['', 2, true]);
});

test('what is no manifest is counted, and named with --verbose', async () => {
  const folder = shop({ 'deploy/chart/values.yaml': 'metadata: 1\nkind: Namespace\n' });
  expect((await type(`check ${folder}/deploy`)).stdout).toContain('(1 document passed over)');
  expect((await type(`check ${folder}/deploy --verbose`)).stdout).toContain('chart/values.yaml:1  passed over: it has no apiVersion and kind');
});

test('a loop of symbolic links and a key "__proto__" do no harm, and 10,000 documents are read', async () => {
  const folder = shop({ 'deploy/many.yaml': Array.from({ length: 10_000 }, (_, index) => `apiVersion: v1\nkind: Namespace\nmetadata: { name: n${index}, __proto__: {} }\n`).join('---\n') });
  symlinkSync('..', join(folder, 'deploy/loop'));
  expect((await type(`check ${folder}/deploy`)).stdout).toContain('10004 objects in 3 files');
});

const corpus = '../shared/corpus';
(existsSync(corpus) ? test.each : test.skip.each)(['istio-bookinfo', 'istio-samples', 'kubeflow', 'online-boutique', 'speedscale-demo'])(
  'the report on %s, where nobody has Speedscale in a mesh, is short', async (folder) => {
    const { stdout } = await type(`check ${corpus}/${folder}`);
    expect(ids(stdout).length).toBeLessThanOrEqual(8);
    expect(ids(stdout).filter((id) => id === 'egress-host-not-registered')).toEqual([]);
  });
