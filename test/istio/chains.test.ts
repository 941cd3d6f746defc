import { decideEgress } from '../../src/istio/egress/decide';
import { Call } from '../../src/istio/egress/verdict';
import { buildMesh } from '../../src/istio/mesh';
import { KubernetesObject } from '../../src/kubernetes/object';
import { registryOnly } from '../oracle/cases/case';
import { istio, service, serviceEntry, tlsPort, virtualService } from '../oracle/cases/objects';

const host = 'db.example.com';
const entry = serviceEntry('shop/db', [host]);

function decided(objects: readonly KubernetesObject[], at: Partial<Call> = {}, release = '1.31.0') {
  const call = { namespace: 'shop', labels: {}, host, port: 443, protocol: 'TLS', address: '203.0.113.10', ...at } as const;
  return decideEgress(buildMesh({ release, meshConfig: registryOnly, objects }), call);
}

function routed(...destinations: readonly string[]) {
  const match = [{ sniHosts: [host] }];
  return virtualService('shop/db', [host], { tls: destinations.map((to) => ({ match, route: [{ destination: { host: to, port: { number: 443 } } }] })) });
}

test('of two routes for one SNI the first takes the call, and Envoy is given no second one', () => {
  const spare = serviceEntry('shop/spare', ['spare.example.com']);
  expect(decided([entry, spare, routed('spare.example.com', host)])).toMatchObject({ outcome: 'allowed', clusters: ['outbound|443||spare.example.com'] });
});

describe('an egress gateway', () => {
  const gateway = { ...service('egress/gateway', undefined, []), spec: { clusterIP: '10.96.0.7', selector: { istio: 'egressgateway' }, ports: [{ port: 443, name: 'tls' }] } };

  test('decides a call that a route leads to it', () => {
    expect(decided([entry, gateway, routed('gateway.egress.svc.cluster.local')])).toMatchObject({ outcome: 'unknown', reason: 'continues-at-gateway' });
  });

  test('is an end like others for a call that means it', () => {
    expect(decided([gateway], { host: 'gateway.egress', address: '10.96.0.7' })).toMatchObject({ outcome: 'allowed' });
  });
});

test('an alias is an SNI with a final dot since 1.27', () => {
  const alias = { ...service('shop/alias', undefined, []), spec: { type: 'ExternalName', externalName: host, ports: [{ port: 443, name: tlsPort.name }] } };
  const at = { host: 'alias.shop.svc.cluster.local.' };
  expect(decided([entry, alias], at, '1.27.9')).toMatchObject({ outcome: 'allowed' });
  expect(decided([entry, alias], at, '1.26.8')).toMatchObject({ outcome: 'blocked' });
});

test('for a pod whose proxy answers DNS, the address decides where istiod may have given one on the port', () => {
  const resolved = serviceEntry('shop/db', [host], { resolution: 'DNS' });
  expect(decided([resolved], { capturesDns: true })).toMatchObject({ outcome: 'unknown', reason: 'address' });
  expect(decided([entry], { capturesDns: true })).toMatchObject({ outcome: 'allowed' });
  expect(decided([resolved])).toMatchObject({ outcome: 'allowed' });
  const fixed = serviceEntry('shop/db', [host], { resolution: 'DNS', addresses: ['203.0.113.10'] });
  expect(decided([fixed, service('shop/web', '10.96.0.8', [{ port: 443, name: 'tls' }])], { capturesDns: true })).toMatchObject({ outcome: 'allowed' });
  const two = istio('Sidecar', 'shop/default', { egress: [{ port: { number: 443, name: 'tls', protocol: 'TLS' }, hosts: ['bank/*'] }, { hosts: ['./*'] }] });
  expect(decided([resolved, two], { capturesDns: true })).toMatchObject({ outcome: 'unknown', reason: 'address' });
});
