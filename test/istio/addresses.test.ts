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
