import { checked, deployment, foundIds, goproxy, namespace, replay, service, serviceEntry, sidecar, sidecarOf, sight, strict } from './case';
import { possibleMeshes } from '../../src/calls/possible-meshes';
import { OutboundTrafficPolicy } from '../../src/settings/mesh-settings';
import { resolveMesh } from '../../src/settings/resolve-mesh';

test('findings come in the order of files and lines, those of no place first', () => {
  const { findings } = checked({ objects: [sidecar('shop/default', { outboundTrafficPolicy: {} }), deployment('shop/web', goproxy({ 'sidecar.speedscale.com/tls-out': 'yes' }))] });
  const files = findings.map(({ place }) => place.file ?? '');
  expect(files).toEqual([...files].sort());
  expect(new Set(files)).toEqual(new Set(['', '0.yaml', '1.yaml']));
});

test('manifests that have nothing to do with Speedscale give one line, not a wall', () => {
  expect(foundIds({ objects: [deployment('shop/web'), service('shop/web'), sidecarOf('shop/default', './*'), strict('shop/default'), namespace('shop')] }))
    .toEqual(['speedscale-not-in-sight']);
});

test('objects whose namespace is not set take part in no rule about namespaces', () => {
  const unset = { ...sidecar('x/default'), metadata: { name: 'default' }, spec: { egress: [{ hosts: ['./*'] }] } };
  expect(foundIds({ objects: [unset, { ...unset, metadata: { name: 'other' } }, { ...unset, spec: { egress: [{ hosts: ['*/*'] }] } }] })).toEqual(['speedscale-not-in-sight']);
});

test.each([
  ['null', null], ['text', 'x'], ['a number', 7], ['a list', [1]], ['lists of nothing', { hosts: [null], ports: [null], egress: [null, { hosts: [null] }], exportTo: [null] }],
  ['__proto__', JSON.parse('{"__proto__": {"hosts": ["x"]}, "hosts": {"__proto__": []}}')],
])('a spec that is %s throws nothing', (_, spec) => {
  const kinds = ['networking.istio.io/v1 Sidecar', 'networking.istio.io/v1 ServiceEntry', 'networking.istio.io/v1 VirtualService', 'security.istio.io/v1 PeerAuthentication',
    'apps/v1 Deployment', 'v1 Service', 'v1 Pod', 'argoproj.io/v1alpha1 Rollout', 'batch/v1 CronJob', 'speedscale.com/v1 TrafficReplay', 'install.istio.io/v1alpha1 IstioOperator'];
  const objects = kinds.map((kind) => ({ apiVersion: kind.split(' ')[0], kind: kind.split(' ')[1], metadata: { name: 'x', namespace: 'speedscale', annotations: goproxy() }, spec }));
  expect(() => checked({ objects })).not.toThrow();
});

test('an object is one, whichever API version it is written in', () => {
  const entry = serviceEntry('speedscale/hosts', { hosts: ['app.speedscale.com'] });
  const [{ mesh }] = possibleMeshes(sight({ objects: [entry, { ...entry, apiVersion: 'networking.istio.io/v1beta1' }] }));
  expect(mesh.kinds.get('ServiceEntry.networking.istio.io')).toEqual([entry]);
});

test('what kustomize puts together is not taken for duplicates', () => {
  const kustomization = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', metadata: {}, resources: ['../base/web.yaml'], patches: [{ path: 'patches/web.yaml' }] };
  const objects = [service('shop/web'), { ...service('shop/web'), spec: {} }, kustomization];
  expect(foundIds({ objects, files: ['base/web.yaml', 'prod/patches/web.yaml', 'prod/kustomization.yaml'] })).not.toContain('object-duplicated');
  expect(foundIds({ objects, files: ['base/web.yaml', 'prod/patches/web.yaml', 'test/kustomization.yaml'] })).toContain('object-duplicated');
});

describe('of Sidecars, it is Speedscale\'s matter that', () => {
  const cuts = (...objects: Parameters<typeof foundIds>[0]['objects']) => foundIds({ objects }).filter((id) => id.startsWith('sidecar-cuts'));

  test('those of its own namespace cut nothing off', () => {
    expect(cuts(sidecarOf('speedscale/default', 'shop/*'))).toEqual(['sidecar-cuts-own-namespace', 'sidecar-cuts-root-namespace']);
    expect(cuts(sidecarOf('speedscale/default', './*', 'istio-system/*'))).toEqual([]);
  });

  test('those of a namespace with a replay let its generator call its neighbours', () => {
    expect(cuts(replay('shop/nightly'), sidecarOf('shop/default', 'bank/*'))).toEqual(['sidecar-cuts-own-namespace']);
    expect(cuts(replay('shop/nightly'), sidecar('shop/web', { workloadSelector: { labels: { app: 'web' } }, egress: [{ hosts: ['bank/*'] }] }))).toEqual([]);
    expect(cuts(replay('shop/nightly'), sidecarOf('cart/default', 'bank/*'))).toEqual([]);
  });

  test('where unregistered hosts pass, the API server is reached without being let in', () => {
    const mesh = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'istio', namespace: 'istio-system' }, data: { mesh: 'outboundTrafficPolicy: { mode: ALLOW_ANY }' } };
    const narrow = sidecarOf('shop/default', './*', 'istio-system/*', 'speedscale/*');
    expect([cuts(narrow), cuts(narrow, mesh)]).toEqual([['sidecar-cuts-api-server'], []]);
  });
});

describe('what one repair cures is said once', () => {
  const closed = { istio: { hasRootSidecar: false, outboundTrafficPolicy: OutboundTrafficPolicy.REGISTRY_ONLY } };
  const injected = (name: string) => namespace(name, { 'istio-injection': 'enabled' });
  const teams = ['a', 'b', 'c', 'd', 'e'].map((team) => `team-${team}`);
  const factsOf = (id: string, ...objects: Parameters<typeof foundIds>[0]['objects']) => (
    checked({ settings: closed, objects: [injected('speedscale'), ...teams.map(injected), ...objects] }, [id]).findings.map(({ fact, fix }) => `${fact} | ${fix}`));

  test('of a host that nobody registers, for the replays of all namespaces', () => {
    const facts = factsOf('egress-host-not-registered', ...teams.map((team) => replay(`${team}/nightly`)));
    expect(facts).toHaveLength(2);
    expect(facts[1]).toContain('in "team-a" and 4 more cannot reach');
  });

  test('of a ServiceEntry, with every namespace to which it shall be exported', () => {
    const entry = serviceEntry('speedscale/hosts', { hosts: resolveMesh({}).speedscale.hosts, ports: [{ number: 443, name: 'https', protocol: 'TLS' }], resolution: 'NONE', exportTo: ['.'] });
    const facts = factsOf('egress-host-not-exported', entry, ...teams.map((team) => replay(`${team}/nightly`)));
    expect(facts).toEqual([expect.stringMatching(/is not exported to "team-a" and 4 more \| add "team-a", "team-b", "team-c", "team-d", "team-e" to its exportTo$/)]);
  });

  test('of the root namespace\'s Sidecar, for the workloads that goproxy captures', () => {
    const forwarder = { ...service('speedscale/speedscale-forwarder'), spec: { ports: [{ port: 80, name: 'http' }] } };
    const facts = factsOf('egress-host-not-imported', forwarder, sidecarOf('istio-system/default', './*'), ...teams.map((team) => deployment(`${team}/web`, goproxy())));
    expect(facts.filter((fact) => fact.startsWith('goproxy of'))).toEqual([expect.stringMatching(/^goproxy of Deployment team-a\/web and 4 more in "team-a" and 4 more cannot reach/)]);
  });
});
