import { decideEgress } from '../../src/istio/egress/decide';
import { Call } from '../../src/istio/egress/verdict';
import { kubernetesServices } from '../../src/istio/kubernetes-service';
import { buildMesh } from '../../src/istio/mesh';
import { KubernetesObject } from '../../src/kubernetes/object';
import { registryOnly } from '../oracle/cases/case';
import { httpPort, service, serviceEntry, sidecar, virtualService } from '../oracle/cases/objects';

const tcp = { number: 443, name: 'tcp', protocol: 'TCP' };
const host = 'pay.bank.svc.cluster.local';
const pay = (clusterIP?: string) => service('bank/pay', clusterIP, [{ name: 'https', port: 443 }]);
const range = (number = 443) => serviceEntry('shop/net', ['net.example.com'], { addresses: ['10.0.0.0/8'], ports: [{ ...tcp, number }] });
const own = sidecar('shop/default', ['./*']);

function decided(objects: readonly KubernetesObject[], call: Partial<Call> = {}) {
  return decideEgress(buildMesh({ release: '1.30.3', meshConfig: registryOnly, objects }), { namespace: 'shop', labels: {}, host, port: 443, protocol: 'TLS', ...call });
}

test('whether the address of a Service that tells none lies in the range of a ServiceEntry is not known', () => {
  expect(decided([pay(), range(), own])).toMatchObject({ outcome: 'unknown', reason: 'address' });
  expect(decided([pay('10.96.0.7'), range(), own])).toMatchObject({ outcome: 'allowed', clusters: ['outbound|443||net.example.com'] });
  expect(decided([pay('172.20.0.7'), range(), own])).toMatchObject({ outcome: 'blocked', reason: 'registry-only' });
});

test('where the Service is imported, its own listener takes the call, whatever its address', () => {
  expect(decided([pay(), range()])).toMatchObject({ outcome: 'allowed', clusters: [`outbound|443||${host}`] });
});

test('a subnet of a route may hold its address all the same', () => {
  const match = [{ sniHosts: [host], destinationSubnets: ['10.96.0.0/16'] }];
  const routed = virtualService('bank/pay', [host], { tls: [{ match, route: [{ destination: { host } }] }] });
  expect(decided([pay('10.96.0.7'), routed])).toMatchObject({ outcome: 'allowed' });
  expect(decided([pay('172.20.0.7'), routed])).toMatchObject({ outcome: 'blocked' });
  expect(decided([pay(), routed])).toMatchObject({ outcome: 'unknown', reason: 'address' });
});

test('a redirect to the Service\'s own host finds the Service again', () => {
  const both = service('bank/pay', undefined, [{ name: 'https', port: 443 }, { name: 'http', port: 80 }]);
  const redirect = virtualService('bank/pay', [host], { http: [{ redirect: { scheme: 'https' } }] });
  const objects = [both, redirect, serviceEntry('shop/net', ['net.example.com'], { addresses: ['10.0.0.0/8'], ports: [httpPort, tcp] })];
  expect(decided(objects, { port: 80, protocol: 'HTTP' })).toMatchObject({ outcome: 'unknown', reason: 'redirect' });
});

test('each of more Services than two bytes can count has an address of its own', () => {
  const many = Array.from({ length: 65_537 }, (_, index) => service(`bank/s${index}`, undefined, [{ name: 'https', port: 443 }]));
  expect(new Set(kubernetesServices(many, () => 'everybody').map(({ address }) => address)).size).toBe(many.length);
});
