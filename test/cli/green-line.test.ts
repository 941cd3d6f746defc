import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type } from './transcript';
import { folderOf } from '../files/folder';

const head = 'apiVersion: cdk8s-speedscale/v1alpha1\nkind: SpeedscaleOnIstio\nspec:\n';
const replay = 'apiVersion: speedscale.com/v1\nkind: TrafficReplay\nmetadata: { name: nightly, namespace: shop }\nspec: {}\n';
const workload = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: { selector: {}, template: { spec: { containers: [{ name: web, image: x }] } } }
`;
const labelled = ['speedscale', 'shop'].map((name) => `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name}, labels: { istio-injection: enabled } }\n`).join('---\n');

/** A folder with a manifest, and the line of its check. */
async function check(files: Readonly<Record<string, string>>, options = '') {
  const folder = folderOf({ ...files });
  const config = 'speedscale.yaml' in files ? `-c ${folder}/speedscale.yaml` : '';
  return { ...await type(`check ${config} ${folder}/a.yaml ${options}`), folder };
}

test('a check that asked about calls and decided none fails, whatever --fail-on says', async () => {
  for (const options of ['', '--fail-on never', '--fail-on error --show error']) {
    const { stdout, exitCode } = await check({ 'a.yaml': replay }, options);
    expect([options, exitCode]).toEqual([options, 1]);
    expect(stdout).toContain('error  nothing-decided');
    expect(stdout).toMatch(/^22 calls: 0 allowed, 0 blocked, 22 unknown$/m);
  }
});

test('neither a baseline nor the settings\' ignore lets it pass', async () => {
  const { stdout, folder } = await check({ 'a.yaml': replay }, '--format json');
  writeFileSync(join(folder, 'baseline.json'), stdout);
  const known = await type(`check ${folder}/a.yaml --baseline ${folder}/baseline.json`);
  expect([known.exitCode, known.stdout]).toEqual([1, expect.stringContaining('error  nothing-decided')]);
  const ignored = await check({ 'a.yaml': replay, 'speedscale.yaml': `${head}  ignore: [{ rule: nothing-decided, reason: x }]\n` });
  expect(ignored.exitCode).toBe(1);
  expect(ignored.stdout).toContain('ignored-rule-always-counts');
  expect(ignored.stdout).toContain('error  nothing-decided');
});

test('where rules are chosen and it is not among them, it does not count', async () => {
  expect((await check({ 'a.yaml': replay }, '--rule object-duplicated')).exitCode).toBe(0);
  expect((await check({ 'a.yaml': replay }, '--skip-rule nothing-decided')).exitCode).toBe(0);
});

test('one decided call is enough not to fail, and the rest is a warning', async () => {
  const { stdout, exitCode } = await check({ 'a.yaml': [replay, labelled].join('---\n').replace('enabled', 'disabled') });
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining('warning  egress-undecided')]);
  expect(stdout).toMatch(/^22 calls: 0 allowed, 0 blocked, 11 unknown, 11 not enforced$/m);
});

test('where nothing concerns Speedscale, that is said and the check passes', async () => {
  const { stdout, exitCode } = await check({ 'a.yaml': workload });
  expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^no calls to decide: nothing in the input concerns Speedscale$/m)]);
});

test('calls to hosts that no object registers, in a mesh that allows any, are allowed and told apart', async () => {
  const settings = `${head}  istio: { outboundTrafficPolicy: ALLOW_ANY, hasRootSidecar: false }\n`;
  const { stdout } = await check({ 'a.yaml': [replay, labelled].join('---\n'), 'speedscale.yaml': settings });
  expect(stdout).toMatch(/^22 calls: 22 allowed, 0 blocked, 0 unknown\n20 of the allowed calls go to hosts that no object registers: the mesh allows any host$/m);
});

test.each([['json', ['calls']], ['sarif', ['runs', '0', 'properties', 'calls']]])('the figures are part of %s', async (format, path) => {
  const { stdout } = await check({ 'a.yaml': replay }, `--format ${format}`);
  const calls = path.reduce((at: unknown, key) => (at as Record<string, unknown>)[key], JSON.parse(stdout));
  expect(calls).toEqual({ asked: 22, allowed: 0, byPassthrough: 0, blocked: 0, unknown: 22, notEnforced: 0, servedBy: [] });
});

describe('the statement that the error names', () => {
  const mesh = (istio: string) => `${head}  istio: { ${istio} }\n`;

  test.each([
    ['the root Sidecar', [replay, labelled], 'outboundTrafficPolicy: REGISTRY_ONLY', 'istio.hasRootSidecar: false', 'outboundTrafficPolicy: REGISTRY_ONLY, hasRootSidecar: false'],
    ['the release', [replay, labelled], 'version: "1.99", outboundTrafficPolicy: REGISTRY_ONLY, hasRootSidecar: false', 'istio.version: "1.31"',
      'version: "1.31", outboundTrafficPolicy: REGISTRY_ONLY, hasRootSidecar: false'],
  ])('is %s where that decides most, and it does decide as many', async (_, documents, before, statement, after) => {
    const { stdout, exitCode } = await check({ 'a.yaml': documents.join('---\n'), 'speedscale.yaml': mesh(before) });
    const [, named, count] = /fix: state "(.*)" in the settings, .*: it decides (\d+) of 22 calls/.exec(stdout)!;
    expect([exitCode, named]).toEqual([1, statement]);
    const then = await check({ 'a.yaml': documents.join('---\n'), 'speedscale.yaml': mesh(after) }, '--format json');
    expect((JSON.parse(then.stdout) as { readonly calls: object }).calls).toMatchObject({ asked: 22, unknown: 22 - Number(count) });
  });

  test('is about labels where those decide most', async () => {
    const { stdout } = await check({ 'a.yaml': replay, 'speedscale.yaml': mesh('outboundTrafficPolicy: REGISTRY_ONLY, hasRootSidecar: false') });
    expect(stdout).toContain('fix: state "speedscale.namespaceLabels: { istio-injection: enabled }" in the settings');
  });
});
