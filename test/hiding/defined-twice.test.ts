import { Inventory, inventoryEntry } from '../../src/kubernetes/inventory';
import { KubernetesObject } from '../../src/kubernetes/object';
import { definedTwice } from '../../src/mesh/defined-twice';
import { OutboundTrafficPolicy } from '../../src/settings/mesh-settings';
import { checked, deployment, foundIds, namespace, serviceEntry, sidecar, sidecarOf, virtualService } from '../check/case';
import { type } from '../cli/transcript';
import { folderOf } from '../files/folder';

const settings = { istio: { outboundTrafficPolicy: OutboundTrafficPolicy.REGISTRY_ONLY, hasRootSidecar: false } };
const shop = namespace('shop', { 'istio-injection': 'enabled' });
const web = deployment('shop/web');
const https = { number: 443, name: 'https', protocol: 'TLS' };
const entry = (title: string, host: string, spec = {}) => serviceEntry(title, { hosts: [host], ports: [https], resolution: 'NONE', location: 'MESH_EXTERNAL', ...spec });
const good = entry('shop/good', 'api.example.com');
const narrow = sidecarOf('shop/default', './*');
const open = sidecar('shop/default', { egress: [{ hosts: ['*/*'] }], outboundTrafficPolicy: { mode: 'ALLOW_ANY' } });
const far = entry('cart/far', 'far.example.com');
const labelled = (labels: Readonly<Record<string, string>>) => deployment('shop/web', {}, { labels: { app: 'web', ...labels } });
const excluded = deployment('shop/web', {}, { labels: { app: 'web' }, annotations: { 'sidecar.istio.io/inject': 'false' } });
const byTier = sidecar('shop/front', { workloadSelector: { labels: { tier: 'front' } }, outboundTrafficPolicy: { mode: 'ALLOW_ANY' }, egress: [{ hosts: ['*/*'] }] });

function changesOf(before: readonly KubernetesObject[], after: readonly KubernetesObject[], files?: readonly string[]): readonly string[] {
  const { findings } = checked({ objects: after, base: before, settings, files });
  return findings.map(({ id }) => id).filter((id) => /^egress-.*(-to-|otherwise)/.test(id));
}

/** A second definition that opens, shuts or moves something, should it count, and what it is second to. */
const second: readonly (readonly [string, readonly KubernetesObject[], KubernetesObject])[] = [
  ['a Sidecar', [shop, web, far, narrow], open],
  ['a Sidecar, in another version of its API', [shop, web, far, narrow], { ...open, apiVersion: 'networking.istio.io/v1beta1' }],
  ['a ServiceEntry', [shop, web, good], entry('shop/good', 'evil.example.org')],
  ['a ServiceEntry of the same host', [shop, web, good], entry('shop/good', 'api.example.com', { resolution: 'STATIC', endpoints: [{ address: '6.6.6.6' }] })],
  ['a ServiceEntry that is exported no more', [shop, web, far], entry('cart/far', 'far.example.com', { exportTo: ['.'] })],
  ['a Namespace', [shop, web, good], namespace('shop', { 'istio-injection': 'disabled' })],
  ['a VirtualService', [shop, web, good, entry('shop/spy', 'spy.example.org'), virtualService('shop/tls', { hosts: ['api.example.com'], tls: [{ match: [{ sniHosts: ['api.example.com'] }], route: [{ destination: { host: 'api.example.com' } }] }] })],
    virtualService('shop/tls', { hosts: ['api.example.com'], tls: [{ match: [{ sniHosts: ['api.example.com'] }], route: [{ destination: { host: 'spy.example.org' } }] }] })],
  ['a workload with another label', [shop, web, far, narrow, byTier], labelled({ tier: 'front' })],
  ['a workload that is not injected', [shop, web, good], excluded],
];

test.each(second)('a second definition shows in --diff-base, whichever comes first: %s', (_, objects, other) => {
  expect(changesOf(objects, [...objects, other])).not.toEqual([]);
  expect(changesOf(objects, [other, ...objects])).not.toEqual([]);
});

test.each(second)('a second definition that is in both trees, or is a copy, changes nothing: %s', (_, objects, other) => {
  expect(changesOf([...objects, other], [...objects, other])).toEqual([]);
  expect(changesOf(objects, [...objects, ...objects])).toEqual([]);
});

const kustomization = (...resources: string[]): KubernetesObject => ({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', metadata: {}, resources });
const base = [shop, web, far, narrow];
const files = ['shop.yaml', 'web.yaml', 'far.yaml', 'narrow.yaml', 'open.yaml', 'kustomization.yaml'];

test('a kustomization exempts the files that it lists, and no file beside them', () => {
  const listing = (...more: string[]) => kustomization(...files.slice(0, 4), ...more);
  expect(changesOf(base, [...base, open, listing()], files)).not.toEqual([]);
  expect(changesOf(base, [...base, open, listing('open.yaml')], files)).toEqual([]);
  expect(foundIds({ objects: [...base, open, listing()], settings, files })).toContain('object-duplicated');
  expect(foundIds({ objects: [...base, open, listing('open.yaml')], settings, files })).not.toContain('object-duplicated');
});

test('a patch of a kustomization is no second definition', () => {
  const patching = { ...kustomization(...files.slice(0, 4)), patches: [{ path: 'open.yaml' }] };
  expect(changesOf(base, [...base, open, patching], files)).toEqual([]);
  expect(changesOf(base, [...base, open, { ...patching, patches: [{ path: 'other.yaml' }] }], files)).not.toEqual([]);
});

const hosts = serviceEntry('speedscale/hosts', { hosts: ['app.speedscale.com'], ports: [https], resolution: 'NONE' });
const speedscale = namespace('speedscale', { 'istio-injection': 'enabled' });
const asked = { ...settings, speedscale: { hosts: { remove: ['*.s3.us-east-1.amazonaws.com', 's3.us-east-1.amazonaws.com'] } } };
const outcomes = (...objects: readonly KubernetesObject[]) => {
  const { calls: { allowed, blocked, unknown } } = checked({ objects: [speedscale, ...objects], settings: asked });
  return { allowed, blocked, unknown };
};

test('a call is unknown where the definitions that its decision reads disagree, and known where they agree', () => {
  const plain = outcomes(hosts);
  expect(plain).toMatchObject({ allowed: 2, unknown: 0 });
  expect(outcomes(hosts, { ...hosts, spec: { ...hosts.spec as object, exportTo: ['shop'] } })).toEqual({ ...plain, allowed: 1, unknown: 1 });
  expect(outcomes(hosts, { ...hosts, metadata: { ...hosts.metadata, labels: { team: 'a' } } })).toEqual(plain);
  expect(outcomes(hosts, sidecarOf('shop/default', './*'), sidecarOf('shop/default', '*/*'))).toEqual(plain);
});

test('two objects that matter only together are tried together', () => {
  const shut = sidecarOf('speedscale/default', 'shop/*');
  const closed = sidecarOf('speedscale/default', './*');
  const local = { ...hosts, spec: { ...hosts.spec as object, exportTo: ['.'] } };
  const elsewhere = { ...hosts, spec: { ...hosts.spec as object, hosts: ['other.example.com'] } };
  expect(outcomes(closed, shut, local, elsewhere).unknown).toBeGreaterThan(0);
});

test('beyond eight choices of definitions a call is unknown', () => {
  const definitions = (count: number) => Array.from({ length: count }, (_, index) => ({ ...hosts, metadata: { ...hosts.metadata, labels: { copy: `${index}` } } }));
  expect(outcomes(...definitions(8)).unknown).toBe(0);
  expect(outcomes(...definitions(9)).unknown).toBe(1);
});

test('the places of the definitions are named', () => {
  const { findings } = checked({ objects: [speedscale, hosts, { ...hosts, spec: { ...hosts.spec as object, exportTo: ['shop'] } }], settings: asked, files: ['a.yaml', 'b.yaml', 'c.yaml'] });
  expect(findings.find(({ id }) => id === 'egress-undecided')?.fact).toContain('ServiceEntry speedscale/hosts (b.yaml:1, c.yaml:1)');
});

test('a dump of the cluster that shows an earlier state is no second definition', () => {
  const twice = (origin?: 'context') => definedTwice({
    inventory: new Inventory([inventoryEntry(narrow, () => ({})), inventoryEntry(open, () => ({}), undefined, origin)]), kustomized: new Set(),
  }, () => true);
  expect([twice('context').length, twice().length]).toEqual([0, 1]);
});

describe('explain', () => {
  const yaml = (...objects: readonly KubernetesObject[]) => objects.map((object) => JSON.stringify(object)).join('\n---\n');
  const explain = async (...definitions: readonly (readonly KubernetesObject[])[]) => {
    const config = { apiVersion: 'cdk8s-speedscale/v1alpha1', kind: 'SpeedscaleOnIstio', spec: settings };
    const folder = folderOf({ 'speedscale.yaml': JSON.stringify(config), ...Object.fromEntries(definitions.map((objects, index) => [`d/${index}.yaml`, yaml(...objects)])) });
    const { stdout } = await type(`explain shop/web far.example.com -c ${folder}/speedscale.yaml --format json ${folder}/d`);
    return JSON.parse(stdout) as { outcome: string; reason: string; detail?: string };
  };

  test('tries each definition of what decides, and names their places', async () => {
    expect(await explain([shop, web, far, narrow])).toMatchObject({ outcome: 'blocked' });
    const answer = await explain([shop, web, far, narrow], [open]);
    expect(answer).toMatchObject({ outcome: 'unknown', reason: 'defined-twice' });
    expect(answer.detail).toMatch(/^Sidecar shop\/default \(.*0\.yaml:\d+:1, .*1\.yaml:1:1\)$/);
  });

  test('tries each definition of the workload', async () => {
    expect(await explain([shop, web, far, narrow, byTier], [labelled({ tier: 'front' })])).toMatchObject({ outcome: 'unknown', reason: 'defined-twice' });
    expect(await explain([shop, web, far, narrow, byTier], [labelled({ tier: 'back' })])).toMatchObject({ outcome: 'blocked' });
  });
});
