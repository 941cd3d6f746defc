import * as fc from 'fast-check';
import { decideEgress } from '../../src/istio/egress/decide';
import { buildMesh } from '../../src/istio/mesh';
import { KubernetesObject } from '../../src/kubernetes/object';

const kinds = [
  ['v1', 'Service'], ['v1', 'Namespace'], ['v1', 'Pod'], ['discovery.k8s.io/v1', 'EndpointSlice'],
  ...['ServiceEntry', 'Sidecar', 'VirtualService', 'DestinationRule', 'EnvoyFilter', 'WorkloadEntry', 'Gateway'].map((kind) => ['networking.istio.io/v1', kind]),
  ['networking.k8s.io/v1', 'NetworkPolicy'], ['security.istio.io/v1', 'AuthorizationPolicy'], ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
] as const;
const call = { namespace: 'shop', labels: { app: 'web' }, host: 'app.speedscale.com', port: 443, protocol: 'TLS' } as const;
const releases = ['1.24', '1.30.3', '1.31'] as const;

/** Values where specs have other ones: the right keys more often than not, so that the readers get far. */
const keys = [
  'hosts', 'ports', 'number', 'name', 'protocol', 'addresses', 'resolution', 'exportTo', 'egress', 'port', 'bind', 'workloadSelector', 'labels', 'http',
  'tls', 'tcp', 'match', 'route', 'destination', 'host', 'sniHosts', 'trafficPolicy', 'subsets', 'outboundTrafficPolicy', 'mode', 'selector', 'clusterIP',
  'endpoints', 'configPatches', 'parentRefs', 'spec', 'metadata', 'namespace', 'podSelector', 'delegate', 'headers', 'uri', '__proto__',
] as const;
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.constantFrom(null, true, 0, -1, 443, 1.5, '', '*', '*.example.com', 'app.speedscale.com', '10.0.0.0/8'),
    fc.constantFrom('10.0.0.1', './*', '~/*', 'TLS', 'NONE', 'shop'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 6 }),
  ),
}));
const metadata = fc.oneof(value, fc.constantFrom({ name: 'a', namespace: 'shop' }, { name: 'b', namespace: 'istio-system' }, { name: 'shop' }));
const object = fc.tuple(fc.constantFrom(...kinds), metadata, value)
  .map(([[apiVersion, kind], meta, spec]) => ({ apiVersion, kind, metadata: meta, spec }));

test('objects and MeshConfig of any shape are decided upon without an exception', () => {
  fc.assert(fc.property(fc.array(object, { maxLength: 8 }), value, fc.constantFrom(...releases), (objects, meshConfig, release) => {
    const mesh = buildMesh({ release, meshConfig, objects: objects as unknown as readonly KubernetesObject[] });
    expect(decideEgress(mesh, call).outcome).toMatch(/^(allowed|allowed-by-passthrough|blocked|unknown)$/);
    expect(decideEgress(mesh, { ...call, protocol: 'HTTP', address: '10.0.0.1' }).steps).toBeDefined();
  }), { numRuns: 2000, seed: 5 });
});

test.each([['no spec', undefined], ['a spec that is text', 'x'], ['null lists', { hosts: null, ports: null }], ['hosts that are no list', { hosts: 'a' }]])(
  'a ServiceEntry with %s is refused, and counts for nothing', (_, spec) => {
    const entry = { apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', metadata: { name: 'a', namespace: 'shop' }, spec };
    const mesh = buildMesh({ release: '1.30.3', meshConfig: { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } }, objects: [entry] });
    expect(mesh.rejected.map(({ object: refused }) => refused)).toEqual([entry]);
    expect(decideEgress(mesh, call)).toMatchObject({ outcome: 'blocked', reason: 'registry-only' });
  });

test.each(['1.23', '1.32', 'x'])('release %s is not modelled', (release) => {
  expect(decideEgress(buildMesh({ release, meshConfig: {}, objects: [] }), call)).toMatchObject({ outcome: 'unknown', reason: 'release-not-modelled' });
});
