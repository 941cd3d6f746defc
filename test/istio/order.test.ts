import { decideEgress } from '../../src/istio/egress/decide';
import { buildMesh } from '../../src/istio/mesh';
import { KubernetesObject } from '../../src/kubernetes/object';
import { registryOnly } from '../oracle/cases/case';
import { destinationRule, httpPort, serviceEntry, sidecar } from '../oracle/cases/objects';

const host = 'app.example.com';

function decided(objects: readonly KubernetesObject[], call: { port: number; protocol: 'TLS' | 'HTTP' }) {
  return decideEgress(buildMesh({ release: '1.30.3', meshConfig: {}, objects }), { namespace: 'shop', labels: {}, host, address: '198.51.100.10', ...call });
}

test('that order decides is said also where one of the orders leaves the outcome open for another reason', () => {
  const objects = [
    serviceEntry('billing/app', [host]),
    serviceEntry('egress/app', [host]),
    destinationRule('egress/app', host, { trafficPolicy: { tls: { mode: 'SIMPLE' } } }),
  ];
  expect(decided(objects, { port: 443, protocol: 'TLS' })).toMatchObject({ outcome: 'unknown', reason: 'order' });
});

test('of more objects than are tried in every order, two that no order sets apart still stand in either', () => {
  const objects = [
    serviceEntry('billing/ranges', [host], { ports: [{ number: 80, name: 'tcp', protocol: 'TCP' }], addresses: ['203.0.113.0/28'] }, { age: 2 }),
    serviceEntry('billing/app', [host], { ports: [httpPort] }, { age: 2 }),
    ...['a', 'b', 'c'].map((name) => serviceEntry(`billing/${name}`, [`${name}.example.com`], { ports: [httpPort] }, { age: 1 })),
  ];
  expect(decided(objects, { port: 80, protocol: 'HTTP' })).toMatchObject({ outcome: 'unknown', reason: 'order' });
});

test('where one order leaves the outcome to endpoints that are not in sight, it is these that are missing', () => {
  const objects = [
    serviceEntry('billing/app', [host], { ports: [httpPort], resolution: 'DNS', workloadSelector: { labels: { app: 'nowhere' } } }),
    serviceEntry('billing/again', [host], { ports: [{ number: 8080, name: 'http', protocol: 'HTTP' }] }),
  ];
  expect(decided(objects, { port: 80, protocol: 'HTTP' })).toMatchObject({ outcome: 'unknown', reason: 'endpoints' });
});

test('where one order leaves the outcome to an address that was not told, it is this that is missing', () => {
  const objects = [
    serviceEntry('billing/app', [host], { ports: [{ number: 443, name: 'tcp', protocol: 'TCP' }], addresses: ['203.0.113.0/28'] }),
    serviceEntry('egress/app', [host], { ports: [{ number: 8080, name: 'http', protocol: 'HTTP' }] }),
  ];
  const mesh = buildMesh({ release: '1.30.3', meshConfig: {}, objects });
  expect(decideEgress(mesh, { namespace: 'shop', labels: {}, host, port: 443, protocol: 'TLS' })).toMatchObject({ outcome: 'unknown', reason: 'address' });
});

test('in which order objects come has no say in what is told of them', () => {
  const entries = ['b', 'a', 'c'].map((name) => serviceEntry(`egress/${name}`, [host]));
  const call = { port: 443, protocol: 'TLS' } as const;
  expect(decided([...entries].reverse(), call).steps).toEqual(decided(entries, call).steps);
});

test('an object that registers a host several times is named once', () => {
  const entry = serviceEntry('egress/app', [host, '*.example.com'], { addresses: ['198.51.100.10', '198.51.100.11'] });
  const won = [{ kind: 'ServiceEntry', namespace: 'egress', name: 'app' }];
  expect(decided([entry], { port: 443, protocol: 'TLS' }).steps).toContainEqual({ step: 'service', host, won, lost: [] });
  const lost = [{ object: won[0], because: 'port-not-served' }];
  expect(decided([entry], { port: 444, protocol: 'TLS' }).steps).toContainEqual({ step: 'service', host, won: [], lost });
});

test('since 1.30, istiod leaves to chance which address of a ServiceEntry comes first, where that decides', () => {
  const call = { namespace: 'shop', labels: {}, host: '', port: 443, protocol: 'TCP', address: '203.0.113.200' } as const;
  const sniffed = serviceEntry('egress/app', [host], { ports: [{ number: 443, name: 'any' }], addresses: ['203.0.113.0/24', '203.0.113.0/28'] }, { age: 1 });
  const by = (release: string) => decideEgress(buildMesh({ release, meshConfig: registryOnly, objects: [sniffed] }), call);
  expect(by('1.29.6')).toMatchObject({ outcome: 'allowed', clusters: [`outbound|443||${host}`] });
  expect(by('1.30.3')).toMatchObject({ outcome: 'unknown', reason: 'order' });
});

test('since 1.31, a Sidecar with exact hosts brings in one address of a ServiceEntry alone, whichever it is', () => {
  const call = { namespace: 'shop', labels: {}, host: '', port: 443, protocol: 'TCP', address: '203.0.113.20' } as const;
  const objects = [
    serviceEntry('egress/app', [host], { addresses: ['203.0.113.10', '203.0.113.20'] }, { age: 1 }),
    sidecar('shop/default', [`egress/${host}`], {}, { age: 1 }),
  ];
  const by = (release: string) => decideEgress(buildMesh({ release, meshConfig: registryOnly, objects }), call);
  expect(by('1.30.3')).toMatchObject({ outcome: 'allowed', clusters: [`outbound|443||${host}`] });
  expect(by('1.31.0')).toMatchObject({ outcome: 'unknown', reason: 'order' });
});
