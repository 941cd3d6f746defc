import { CapturedKind, ConfigSpec } from '../../src/settings/config-file';
import { OutboundTrafficPolicy } from '../../src/settings/mesh-settings';
import { checked, deployment, foundIds, goproxy, namespace, service, sidecar } from '../check/case';

const capturing = (...capture: NonNullable<NonNullable<ConfigSpec['namespaces']>[number]['capture']>): ConfigSpec => ({
  istio: { version: '1.30', outboundTrafficPolicy: OutboundTrafficPolicy.REGISTRY_ONLY, hasRootSidecar: false, cni: false },
  speedscale: { namespaceLabels: { 'istio-injection': 'enabled' } },
  namespaces: [{ name: 'shop', capture }],
});
const shop = namespace('shop', { 'istio-injection': 'enabled' });
const forwarder = service('speedscale/speedscale-forwarder');
/** Lets the pods of web call their own namespace alone, and so not the forwarder. */
const narrow = sidecar('shop/web', { workloadSelector: { labels: { app: 'web' } }, egress: [{ hosts: ['./*', 'istio-system/*'] }] });
const web = (annotations = {}) => ({ ...deployment('shop/web', annotations), metadata: { ...deployment('shop/web', annotations).metadata, labels: { team: 'a' } } });
const fragment = (annotations: Readonly<Record<string, string>>, metadata = {}) => (
  { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop', annotations, ...metadata } });

const asked: readonly (readonly [string, ConfigSpec])[] = [
  ['every workload', capturing({ goproxy: {} })],
  ['a workload by its name', capturing({ workloads: [{ kind: CapturedKind.DEPLOYMENT, name: 'web' }], goproxy: {} })],
  ['workloads by their labels', capturing({ selector: { labels: { team: 'a' } }, goproxy: {} })],
  ['with an option more', capturing({ goproxy: { tlsOut: true } })],
];

test.each(asked)('a capture that only the settings have is judged as if it were adopted: %s', (_, settings) => {
  expect(foundIds({ objects: [shop, forwarder, narrow, web()], settings })).toEqual(expect.arrayContaining(['capture-not-in-manifests', 'egress-host-not-imported']));
  expect(checked({ objects: [shop, forwarder, narrow, web()], settings }).calls.asked).toBe(12);
});

test.each(asked)('and nothing is said of the forwarder where the Sidecar imports it: %s', (_, settings) => {
  const wide = sidecar('shop/web', { workloadSelector: { labels: { app: 'web' } }, egress: [{ hosts: ['./*', 'istio-system/*', 'speedscale/*'] }] });
  const found = foundIds({ objects: [shop, forwarder, wide, web()], settings });
  expect(found).toContain('capture-not-in-manifests');
  expect(found).not.toContain('egress-host-not-imported');
});

test.each([
  ['the workload has the annotations', [web(goproxy())]],
  ['a patch has them', [web(), fragment(goproxy())]],
  ['a patch without a namespace has them', [web(), fragment(goproxy(), { namespace: undefined })]],
  ['the operator is told to ignore the workload', [web({ 'operator.speedscale.com/ignore': 'true' })]],
])('no capture is missing from the manifests where %s', (_, workloads) => {
  expect(foundIds({ objects: [shop, forwarder, ...workloads], settings: capturing({ goproxy: {} }) })).not.toContain('capture-not-in-manifests');
});

test('a patch of another workload, or of one in another namespace, is not taken for that of this one', () => {
  const others = [fragment(goproxy(), { name: 'cart' }), fragment(goproxy(), { namespace: 'cart' })];
  expect(foundIds({ objects: [shop, forwarder, web(), ...others], settings: capturing({ goproxy: {} }) })).toContain('capture-not-in-manifests');
});

test('captures to come are the same in both trees of --diff-base', () => {
  const objects = [shop, forwarder, narrow, web()];
  const { findings } = checked({ objects, base: objects, settings: capturing({ goproxy: {} }) });
  expect(findings.map(({ id }) => id)).not.toContain('workload-in-one-tree');
  expect(findings.filter(({ id }) => /^egress-.*-to-/.test(id))).toEqual([]);
});
