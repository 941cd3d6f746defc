import { decideEgress } from '../../src/istio/egress/decide';
import { Call } from '../../src/istio/egress/verdict';
import { buildMesh } from '../../src/istio/mesh';
import { KubernetesObject } from '../../src/kubernetes/object';
import { registryOnly } from '../oracle/cases/case';
import { httpPort, istio, namespace, service, serviceEntry, sidecar, virtualService } from '../oracle/cases/objects';

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

test('nothing stands for its address: a ServiceEntry may have whichever, and takes nothing of it', () => {
  const entry = serviceEntry('shop/db', ['db.example.com'], { addresses: ['10.255.0.1'], ports: [tcp] });
  expect(decided([pay(), entry])).toMatchObject({ outcome: 'allowed', clusters: [`outbound|443||${host}`] });
  expect(decided([pay(), entry, own])).toMatchObject({ outcome: 'blocked', reason: 'registry-only' });
  expect(decided([pay(), entry], { host: '10.255.0.1', protocol: 'TCP' })).toMatchObject({ outcome: 'allowed', clusters: ['outbound|443||db.example.com'] });
});

test('no address of it is shown', () => {
  expect(decided([pay()]).steps).toContainEqual({ step: 'listener', name: `the address of ${host}, port 443` });
});

test('an address that is given as the host\'s is its own', () => {
  const given = (address: string, more: Partial<Call> = {}) => decided([pay(), range(), own], { address, addressIsOfHost: true, ...more });
  expect(decided([pay()], { address: '10.96.0.7', addressIsOfHost: true })).toMatchObject({ outcome: 'allowed', clusters: [`outbound|443||${host}`] });
  expect(given('10.96.0.7')).toMatchObject({ outcome: 'allowed', clusters: ['outbound|443||net.example.com'] });
  expect(given('172.20.0.7')).toMatchObject({ outcome: 'blocked' });
});

test('unless it is that of another Service', () => {
  const cart = service('shop/cart', '10.96.0.1', [{ name: 'tcp', port: 8080 }]);
  expect(decided([pay(), cart], { address: '10.96.0.1', addressIsOfHost: true })).toMatchObject({ outcome: 'blocked' });
});

test('an address that is given beside the name, and not as its own, is not', () => {
  expect(decided([pay()], { address: '10.96.0.7' })).toMatchObject({ outcome: 'blocked', reason: 'registry-only' });
});

test('a Service that istiod does not read has an address of its own in DNS, too', () => {
  const meshConfig = { ...registryOnly, discoverySelectors: [{ matchLabels: { mesh: 'yes' } }] };
  const objects = [namespace('shop', { mesh: 'yes' }), namespace('bank', {}), range()];
  const verdict = (clusterIP?: string) => decideEgress(buildMesh({ release: '1.30.3', meshConfig, objects: [...objects, pay(clusterIP)] }), {
    namespace: 'shop', labels: {}, host, port: 443, protocol: 'TLS',
  });
  expect(verdict('10.96.0.7')).toMatchObject({ outcome: 'allowed', clusters: ['outbound|443||net.example.com'] });
  expect(verdict('172.20.0.7')).toMatchObject({ outcome: 'blocked' });
  expect(verdict()).toMatchObject({ outcome: 'unknown', reason: 'address' });
});

describe('an egress listener at an address of its own', () => {
  const at = (bind: string, number = 443) => istio('Sidecar', 'shop/default', { egress: [{ port: { number, name: 'tls', protocol: 'TCP' }, bind, hosts: ['./*'] }, { hosts: ['bank/*'] }] });
  const entry = serviceEntry('shop/net', ['net.example.com'], { ports: [tcp] });
  const open = { outcome: 'unknown', reason: 'address' };

  const shop = (clusterIP?: string) => service('shop/pay', clusterIP, [{ name: 'https', port: 8443 }]);

  test.each(['10.96.0.7', '10.127.0.1', '::1:7'])('may be at that of a Service that tells none: %s', (bind) => {
    expect(decided([shop(), entry, at(bind)], { host: 'pay' })).toMatchObject(open);
  });

  test('is not where the Service tells its address, for a host outside, at a loopback address, or on another port', () => {
    const blocked = { outcome: 'blocked', reason: 'registry-only' };
    expect(decided([shop('10.96.0.8'), entry, at('10.96.0.7')], { host: 'pay' })).toMatchObject(blocked);
    expect(decided([entry, at('10.96.0.7')], { host: 'api.vendor.com' })).toMatchObject(blocked);
    expect(decided([shop(), entry, at('127.0.0.1')], { host: 'pay' })).toMatchObject(blocked);
    const other = serviceEntry('bank/other', ['other.example.com'], { ports: [tcp], addresses: ['10.96.0.7'] });
    expect(decided([shop(), entry, other, at('10.96.0.7', 8443)], { host: 'pay' })).toMatchObject(blocked);
  });
});

describe('an egress listener at an address where it takes nothing', () => {
  const nothing = istio('Sidecar', 'shop/default', { egress: [{ port: { number: 443, name: 'tls', protocol: 'TCP' }, bind: '10.96.0.7', hosts: ['shop/*'] }, { hosts: ['bank/*'] }] });

  test('leaves a Service its own, whichever that is', () => {
    expect(decided([pay(), nothing])).toMatchObject({ outcome: 'allowed', clusters: [`outbound|443||${host}`] });
  });
});

test('a ServiceEntry of a Service\'s host and namespace shares no pods with it, unless the Service is headless and not HTTP', () => {
  const entry = serviceEntry('bank/pay', [host], { ports: [tcp] }, { age: 1 });
  const headless = (name: string) => service('bank/pay', 'None', [{ name, port: 443 }], { age: 2 });
  expect(decided([pay(), entry]).outcome).toBe('allowed');
  expect(decided([headless('http'), entry], { protocol: 'HTTP' }).outcome).toBe('allowed');
  expect(decided([headless('https'), entry])).toMatchObject({ outcome: 'unknown', reason: 'endpoints' });
  expect(decided([headless('https'), serviceEntry('team/pay', [host], { ports: [tcp] })]).outcome).toBe('allowed');
});

test('the address of a Service that istiod does not read is not that of a pod', () => {
  const meshConfig = { ...registryOnly, discoverySelectors: [{ matchLabels: { mesh: 'yes' } }] };
  const headless = service('shop/db', 'None', [{ name: 'tcp', port: 443 }]);
  const mesh = buildMesh({ release: '1.30.3', meshConfig, objects: [namespace('shop', { mesh: 'yes' }), namespace('bank', {}), headless, pay('10.96.0.7')] });
  const verdict = (address: string) => decideEgress(mesh, { namespace: 'shop', labels: {}, host: 'db', port: 443, protocol: 'TCP', address });
  expect(verdict('10.96.0.7')).toMatchObject({ outcome: 'blocked', reason: 'registry-only' });
  expect(verdict('10.96.0.8')).toMatchObject({ outcome: 'unknown', reason: 'endpoints' });
});

test('an ExternalName Service without a name leads nowhere', () => {
  const unnamed = { ...pay(), spec: { type: 'ExternalName', ports: [{ name: 'https', port: 8443 }] } };
  expect(decided([unnamed])).toMatchObject({ outcome: 'blocked', reason: 'registry-only' });
});
