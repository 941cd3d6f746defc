import { decideEgress } from '../../src/istio/egress/decide';
import { buildMesh } from '../../src/istio/mesh';
import { KubernetesObject } from '../../src/kubernetes/object';

const call = { namespace: 'shop', labels: { app: 'web' }, host: 'app.speedscale.com', port: 443, protocol: 'TLS' } as const;
const shop: KubernetesObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { mesh: 'on' } } };

function entry(namespace: string, host: string): KubernetesObject {
  const spec = { hosts: [host], ports: [{ number: 443, name: 'tls', protocol: 'TLS' }], resolution: 'NONE' };
  return { apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', metadata: { name: 'external', namespace }, spec };
}

function decide(...objects: readonly KubernetesObject[]) {
  const meshConfig = { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' }, discoverySelectors: [{ matchLabels: { mesh: 'on' } }] };
  return decideEgress(buildMesh({ release: '1.30.3', meshConfig, objects: [shop, ...objects] }), call);
}

test('a namespace that discoverySelectors may leave out is no matter where its objects do not decide', () => {
  expect(decide(entry('shop', call.host), entry('unseen', call.host))).toMatchObject({ outcome: 'allowed' });
  expect(decide(entry('unseen', 'other.example.com'))).toMatchObject({ outcome: 'blocked', reason: 'registry-only' });
});

test('where its objects decide, the verdict is unknown', () => {
  expect(decide(entry('unseen', call.host))).toMatchObject({ outcome: 'unknown', reason: 'namespace-not-in-sight' });
});

test('each choice of such namespaces is tried, up to three of them', () => {
  const others = ['a', 'b'].map((namespace) => entry(namespace, 'other.example.com'));
  expect(decide(...others, entry('c', 'third.example.com'))).toMatchObject({ outcome: 'blocked' });
  expect(decide(...others, entry('c', call.host))).toMatchObject({ outcome: 'unknown', reason: 'namespace-not-in-sight' });
  expect(decide(...['a', 'b', 'c', 'd'].map((namespace) => entry(namespace, 'other.example.com')))).toMatchObject({ outcome: 'unknown' });
});
