import { decideEgress } from '../../src/istio/egress/decide';
import { buildMesh } from '../../src/istio/mesh';
import { KubernetesObject } from '../../src/kubernetes/object';
import { registryOnly } from '../oracle/cases/case';
import { service, serviceEntry, tlsPort, virtualService } from '../oracle/cases/objects';

const tcp = { number: 443, name: 'tcp', protocol: 'TCP' };
const cart = service('shop/cart', '10.96.0.1', [{ name: 'tcp', port: 8080 }]);
const app = serviceEntry('shop/app', ['app.example.com']);

/** What becomes of a call whose address is not told. */
function decided(objects: readonly KubernetesObject[], host = 'app.example.com') {
  return decideEgress(buildMesh({ release: '1.30.3', meshConfig: registryOnly, objects }), { namespace: 'shop', labels: {}, host, port: 443, protocol: 'TLS' });
}

function routedAt(subnet: string): KubernetesObject {
  const match = [{ sniHosts: ['other.example.com'], destinationSubnets: [subnet] }];
  return virtualService('shop/route', ['other.example.com'], { tls: [{ match, route: [{ destination: { host: 'other.example.com' } }] }] });
}

const other = serviceEntry('shop/other', ['other.example.com']);

test('a name is not taken to lead to the address of a Service that it does not name', () => {
  expect(decided([app, other, cart, routedAt('10.96.0.1')])).toMatchObject({ outcome: 'allowed', clusters: ['outbound|443||app.example.com'] });
  expect(decided([app, other, routedAt('10.96.0.1')])).toMatchObject({ outcome: 'unknown', reason: 'address' });
});

test('nor to the one address of a ServiceEntry for another host, which may be written as a range', () => {
  const addressed = (address: string) => serviceEntry('shop/db', ['db.example.com'], { addresses: [address] });
  expect(decided([app, addressed('203.0.113.10')])).toMatchObject({ outcome: 'allowed' });
  expect(decided([app, addressed('203.0.113.10/32')])).toMatchObject({ outcome: 'allowed' });
  expect(decided([addressed('203.0.113.10/32')], 'db.example.com')).toMatchObject({ outcome: 'unknown', reason: 'address' });
});

test('of a range within a range, both are tried', () => {
  const outer = serviceEntry('shop/outer', ['outer.example.com'], { ports: [tcp], addresses: ['203.0.113.0/24'] });
  const inner = virtualService('shop/inner', ['outer.example.com'], { tcp: [{ match: [{ destinationSubnets: ['203.0.113.0/28'] }], route: [{ destination: { host: 'nobody.example.com' } }] }] });
  expect(decided([outer])).toMatchObject({ outcome: 'unknown', reason: 'address' });
  expect(decided([outer, inner])).toMatchObject({ outcome: 'unknown', reason: 'address' });
});

test('a name below a wildcard may lead to the addresses of that', () => {
  const wildcard = serviceEntry('shop/wide', ['*.example.com'], { ports: [tlsPort], addresses: ['203.0.113.10'] });
  expect(decided([wildcard])).toMatchObject({ outcome: 'unknown', reason: 'address' });
});

const takes = (addresses: readonly string[], path = 'shop/internet', exportTo = ['*']) => (
  serviceEntry(path, [`${path.split('/')[1]}.example.com`], { ports: [tcp], addresses, exportTo }));
const internet = { kind: 'ServiceEntry', namespace: 'shop', name: 'internet' };
const toInternet = 'outbound|443||internet.example.com';

test.each(['128.0.0.0/1', '224.0.0.0/3', '240.0.0.0/4', '255.0.0.0/8', '255.255.255.255', '10.255.0.0/16', '203.0.113.0/24'])(
  'a host that no object knows can be outside of %s, wherever that lies', (range) => {
    const single = !range.includes('/');
    expect(decided([takes([range])])).toMatchObject(single ? { outcome: 'blocked' } : { outcome: 'unknown', reason: 'address', ranges: [{ range, object: internet }] });
  },
);

test('ranges that hold every address which can be called leave nothing outside', () => {
  const everything = ['1.0.0.0/8', '2.0.0.0/7', '4.0.0.0/6', '8.0.0.0/5', '16.0.0.0/4', '32.0.0.0/3', '64.0.0.0/2', '128.0.0.0/1'];
  expect(decided([takes(everything)])).toMatchObject({ outcome: 'allowed', clusters: [toInternet] });
  expect(decided([takes(everything.slice(1))])).toMatchObject({ outcome: 'unknown', reason: 'address' });
});

test('a range that begins at 0.0.0.0 holds everything, and is no place of its own', () => {
  expect(decided([takes(['0.0.0.0/5'])])).toMatchObject({ outcome: 'allowed', clusters: [toInternet] });
  expect(decided([takes(['0.0.0.0/5']), takes(['52.0.0.0/8'], 'shop/cloud')])).toMatchObject({ outcome: 'allowed', clusters: [toInternet, 'outbound|443||cloud.example.com'] });
});

describe('the verdict names the ranges that decide', () => {
  test('with their objects, whether a service or a route has them', () => {
    expect(decided([app, takes(['52.0.0.0/8', '52.0.0.0/9']), other, routedAt('203.0.113.0/24')]).ranges).toEqual([
      { range: '203.0.113.0/24', object: { kind: 'VirtualService', namespace: 'shop', name: 'route' } },
    ]);
    expect(decided([takes(['52.0.0.0/8', '54.0.0.0/8'])]).ranges).toEqual(['52.0.0.0/8', '54.0.0.0/8'].map((range) => ({ range, object: internet })));
  });

  test('each object that has one', () => {
    const both = decided([takes(['52.0.0.0/8']), takes(['52.1.0.0/8'], 'bank/cloud')]);
    expect(both.ranges?.map(({ object }) => object.name)).toEqual(['cloud', 'internet']);
  });

  test('not those in which the call ends as it does outside', () => {
    const routed = virtualService('shop/route', ['internet.example.com'], {
      tcp: [{ match: [{ destinationSubnets: ['52.0.0.0/9'] }], route: [{ destination: { host: 'nobody.example.com' } }] }],
    });
    expect(decided([takes(['52.0.0.0/8']), routed]).ranges).toEqual([{ range: '52.0.0.0/8', object: internet }]);
  });

  test('and the address of the host\'s own entry', () => {
    expect(decided([takes(['203.0.113.10'])], 'internet.example.com').ranges).toEqual([{ range: '203.0.113.10', object: internet }]);
  });

  test('none where another reason leaves the call open', () => {
    expect(decided([takes([])], 'app.example.com')).not.toHaveProperty('ranges', expect.anything());
  });

  test('all of them where they are too many to try', () => {
    const many = Array.from({ length: 101 }, (_, index) => `52.${index}.0.0/16`);
    expect(decided([takes(many)])).toMatchObject({ outcome: 'unknown', reason: 'address' });
    expect(decided([takes(many)]).ranges).toHaveLength(101);
    expect(decided([takes([...many.slice(1), '0.0.0.0/0'])])).toMatchObject({ outcome: 'allowed' });
  });
});

test('an address that is given settles it', () => {
  const mesh = buildMesh({ release: '1.30.3', meshConfig: registryOnly, objects: [takes(['64.0.0.0/2', '128.0.0.0/1'])] });
  const outcomes = ['52.1.2.3', '203.0.113.10'].map((address) => (
    decideEgress(mesh, { namespace: 'shop', labels: {}, host: 'example.net', port: 443, protocol: 'TLS', address, addressIsOfHost: true }).outcome));
  expect(outcomes).toEqual(['blocked', 'allowed']);
});

test('a proxy that answers DNS by itself gives the addresses of the host\'s entry, the nearest one that it imports', () => {
  const meshConfig = { ...registryOnly, defaultConfig: { proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'true' } } };
  const entries = [takes(['203.0.113.10', '198.51.100.0/24']), serviceEntry('shop/wide', ['*.example.net'], { ports: [tcp], addresses: ['203.0.113.20'] })];
  const called = (host: string, objects = entries) => decideEgress(buildMesh({ release: '1.30.3', meshConfig, objects }), { namespace: 'shop', labels: {}, host, port: 443, protocol: 'TLS' });
  expect(called('internet.example.com')).toMatchObject({ outcome: 'allowed', clusters: [toInternet] });
  expect(called('a.b.example.net')).toMatchObject({ outcome: 'allowed', clusters: ['outbound|443||*.example.net'] });
  expect(called('example.org')).toMatchObject({ outcome: 'unknown', reason: 'address' });
  expect(called('internet.example.com', [takes(['203.0.113.10'], 'bank/internet', ['.'])])).toMatchObject({ outcome: 'blocked' });
});
