import { decideEgress } from '../../src/istio/egress/decide';
import { Call } from '../../src/istio/egress/verdict';
import { buildMesh } from '../../src/istio/mesh';
import { KubernetesObject } from '../../src/kubernetes/object';
import { registryOnly } from '../oracle/cases/case';
import { httpPort, service, serviceEntry } from '../oracle/cases/objects';

function decided(objects: readonly KubernetesObject[], at: Partial<Call> = {}, release = '1.31.0') {
  const mesh = buildMesh({ release, meshConfig: registryOnly, objects });
  return decideEgress(mesh, { namespace: 'shop', labels: {}, host: 'api.vendor.com', port: 80, protocol: 'HTTP', address: '203.0.113.10', ...at });
}

describe('a wildcard for the Services of the caller\'s own namespace', () => {
  const own = serviceEntry('shop/names', ['*.shop.svc.cluster.local'], { ports: [httpPort] });

  test('takes every Host header on its port, as does what istiod adds: Envoy refuses both together', () => {
    expect(decided([own])).toMatchObject({ outcome: 'unknown', reason: 'not-modelled' });
    expect(decided([own], { host: 'web.shop' })).toMatchObject({ outcome: 'unknown', reason: 'not-modelled' });
  });

  test('takes no other port, and no TLS', () => {
    expect(decided([own], { port: 8080 })).toMatchObject({ outcome: 'blocked' });
    expect(decided([own], { protocol: 'TLS' })).toMatchObject({ outcome: 'blocked' });
  });

  test('is one like others where the caller is elsewhere', () => {
    expect(decided([own], { namespace: 'bank' })).toMatchObject({ outcome: 'blocked', reason: 'unknown-host' });
    expect(decided([own], { namespace: 'bank', host: 'web.shop' })).toMatchObject({ outcome: 'allowed', clusters: ['outbound|80||*.shop.svc.cluster.local'] });
  });

  test('stands alone for what it registers at an address of its own, if the protocol is sniffed', () => {
    const at = serviceEntry('shop/names', ['*.shop.svc.cluster.local'], { ports: [{ number: 80, name: 'any' }], addresses: ['203.0.113.10'] });
    expect(decided([at])).toMatchObject({ outcome: 'allowed', clusters: ['outbound|80||*.shop.svc.cluster.local'] });
  });
});

describe('a Host header', () => {
  const web = service('shop/web', '10.96.0.7', [{ name: 'http', port: 80 }], { age: 1 });

  test('with a final dot is the Service\'s since 1.27', () => {
    const at = { host: 'web.shop.svc.cluster.local.', address: '10.96.0.7' };
    expect(decided([web], at, '1.27.9')).toMatchObject({ outcome: 'allowed' });
    expect(decided([web], at, '1.26.8')).toMatchObject({ outcome: 'blocked', reason: 'unknown-host' });
  });

  test('that is short for a Service belongs to the host that is really so called', () => {
    const named = (age: number) => serviceEntry('bank/web', ['web.shop'], { ports: [httpPort] }, { age });
    for (const age of [0, 2]) expect(decided([web, named(age)], { host: 'web.shop' })).toMatchObject({ outcome: 'allowed', clusters: ['outbound|80||web.shop'] });
  });

  test('of an egress gateway itself is no route to it', () => {
    const gateway = { ...web, spec: { clusterIP: '10.96.0.7', selector: { istio: 'egressgateway' }, ports: [{ port: 80, name: 'http' }] } };
    expect(decided([gateway], { host: 'web', address: '10.96.0.7' })).toMatchObject({ outcome: 'allowed' });
  });
});
