import { decideEgress } from '../../src/istio/egress/decide';
import { Call } from '../../src/istio/egress/verdict';
import { buildMesh } from '../../src/istio/mesh';
import { KubernetesObject } from '../../src/kubernetes/object';
import { registryOnly } from '../oracle/cases/case';
import { destinationRule, httpPort, istio, serviceEntry, sidecar, virtualService } from '../oracle/cases/objects';

const [host, other] = ['app.example.com', 'other.example.com'];

function decided(objects: readonly KubernetesObject[], at: Partial<Call> = {}, release = '1.31.0') {
  const call = { namespace: 'shop', labels: { app: 'web' }, host, port: 443, protocol: 'TLS', address: '203.0.113.10', ...at } as const;
  return decideEgress(buildMesh({ release, meshConfig: registryOnly, objects }), call);
}

describe('a DestinationRule that wraps TLS in TLS', () => {
  const wrapped = (tls: unknown, more = {}) => decided([serviceEntry('shop/app', [host]), destinationRule('shop/app', host, { trafficPolicy: { tls }, ...more })]);
  const open = { outcome: 'unknown', reason: 'tls-origination' };

  test('does nothing with a Secret that the sidecar is not given', () => {
    expect(wrapped({ mode: 'SIMPLE', credentialName: 'c' })).toMatchObject({ outcome: 'allowed' });
  });

  test('does so with a Secret that is named for these pods, with a ConfigMap, and with Istio\'s own certificates', () => {
    expect(wrapped({ mode: 'SIMPLE', credentialName: 'c' }, { workloadSelector: { matchLabels: { app: 'web' } } })).toMatchObject(open);
    expect(wrapped({ mode: 'SIMPLE', credentialName: 'configmap://shop/ca' })).toMatchObject(open);
    expect(wrapped({ mode: 'ISTIO_MUTUAL', credentialName: 'c' })).toMatchObject(open);
  });
});

describe('a subset of a host with resolution DNS', () => {
  const versions = ['v1', 'v2'].map((version) => ({ address: `${version}.example.com`, labels: { version } }));
  const entry = (spec: object) => serviceEntry('shop/other', [other], { resolution: 'DNS', ...spec });
  const route = (subset: string) => virtualService('shop/app', [host], {
    http: [{ route: [{ destination: { host: other, port: { number: 443 }, subset } }] }],
  });
  const rule = destinationRule('shop/other', other, { subsets: ['v1', 'v3'].map((version) => ({ name: version, labels: { version } })) });
  const routed = (subset: string, ...entries: readonly KubernetesObject[]) =>
    decided([serviceEntry('shop/app', [host], { ports: [httpPort] }), route(subset), rule, ...entries], { port: 80, protocol: 'HTTP' });
  const blocked = { outcome: 'blocked', reason: 'missing-cluster' };

  test('is there if one of the endpoints has its labels', () => {
    expect(routed('v1', entry({ endpoints: versions }))).toMatchObject({ outcome: 'allowed', clusters: [`outbound|443|v1|${other}`] });
    expect(routed('v3', entry({ endpoints: versions }))).toMatchObject(blocked);
    expect(routed('v4', entry({ endpoints: versions }))).toMatchObject(blocked);
  });

  test('may be there if the entry selects workloads, of which some may not be in sight', () => {
    const workload = istio('WorkloadEntry', 'shop/vm', { ...versions[0], labels: { app: 'vm', version: 'v1' } });
    const selecting = entry({ workloadSelector: { labels: { app: 'vm' } } });
    expect(routed('v1', selecting, workload)).toMatchObject({ outcome: 'allowed' });
    expect(routed('v3', selecting, workload)).toMatchObject({ outcome: 'unknown', reason: 'endpoints' });
  });

  test('is not for what an entry of another namespace selects', () => {
    const elsewhere = serviceEntry('bank/other', [other], { resolution: 'DNS', workloadSelector: { labels: { app: 'vm' } } });
    expect(routed('v3', entry({ endpoints: versions }), elsewhere)).toMatchObject(blocked);
  });
});

describe('the destination of a route that the Sidecar does not import', () => {
  const app = serviceEntry('shop/app', [host], { ports: [httpPort] });
  const to = (port?: number) => virtualService('shop/app', [host], { http: [{ route: [{ destination: { host: other, ...port !== undefined && { port: { number: port } } } }] }] });
  const ports = [httpPort, { ...httpPort, number: 8080, name: 'http-alt' }];
  const call = { port: 80, protocol: 'HTTP' } as const;

  test('comes in with the port that the route names, or with all', () => {
    const entry = serviceEntry('bank/other', [other], { ports });
    const own = sidecar('shop/default', ['./*']);
    expect(decided([app, entry, own, to(8080)], call)).toMatchObject({ outcome: 'allowed', clusters: [`outbound|8080||${other}`] });
    expect(decided([app, entry, own, to()], call)).toMatchObject({ outcome: 'allowed', clusters: [`outbound|80||${other}`] });
    expect(decided([app, entry, own, to(8081)], call)).toMatchObject({ outcome: 'blocked', reason: 'missing-cluster' });
  });

  test('comes in with the port of the egress listener alone, where that has one', () => {
    const entry = serviceEntry('bank/other', [other], { ports });
    const own = istio('Sidecar', 'shop/default', { egress: [{ port: httpPort, hosts: ['./*'] }] });
    expect(decided([app, entry, own, to()], call)).toMatchObject({ outcome: 'allowed' });
    expect(decided([app, entry, own, to(8080)], call)).toMatchObject({ outcome: 'blocked', reason: 'missing-cluster' });
  });

  test('of UDP and TCP on the port of such a listener the first comes in, and keeps the other out', () => {
    const inFull = 'dns.bank.svc.cluster.local';
    const dns = (...protocols: readonly string[]): KubernetesObject => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'dns', namespace: 'bank' },
      spec: { clusterIP: '10.0.0.9', ports: protocols.map((protocol) => ({ name: `tcp-${protocol.toLowerCase()}`, port: 53, protocol })) },
    });
    const toDns = virtualService('shop/app', [host], { http: [{ route: [{ destination: { host: inFull, port: { number: 53 } } }] }] });
    const own = istio('Sidecar', 'shop/default', {
      egress: [{ port: { number: 53, name: 'tcp', protocol: 'TCP' }, bind: '127.0.0.1', hosts: ['./*'] }, { hosts: ['*/*'] }],
    });
    const asked = { host: inFull, port: 53, protocol: 'TCP', address: '10.0.0.9' } as const;
    expect(decided([app, dns('UDP', 'TCP'), own, toDns], asked)).toMatchObject({ outcome: 'blocked', reason: 'missing-cluster' });
    expect(decided([app, dns('TCP', 'UDP'), own, toDns], asked)).toMatchObject({ outcome: 'allowed' });
    expect(decided([app, dns('UDP', 'TCP'), own], asked)).toMatchObject({ outcome: 'allowed' });
  });

  test('is the oldest of several namespaces since 1.30, and the first by name before', () => {
    const [first, second] = ['bank', 'data'].map((namespace, index) => (
      serviceEntry(`${namespace}/other`, [other], { ports: [ports[index]] }, { age: 2 - index })));
    const own = sidecar('shop/default', ['./*']);
    const outcomes = (port: number) => ['1.29.6', '1.31.0'].map((release) => decided([app, first, second, own, to(port)], call, release).outcome);
    expect([outcomes(80), outcomes(8080)]).toEqual([['allowed', 'blocked'], ['blocked', 'allowed']]);
  });
});
