import { decideEgress } from '../../src/istio/egress/decide';
import { buildMesh } from '../../src/istio/mesh';
import { KubernetesObject } from '../../src/kubernetes/object';
import { registryOnly } from '../oracle/cases/case';
import { istio, serviceEntry, virtualService } from '../oracle/cases/objects';

const host = 'app.example.com';
const proxy = istio('Sidecar', 'shop/default', { egress: [{ port: { number: 3128, name: 'proxy', protocol: 'HTTP_PROXY' }, hosts: ['*/*'] }] });

function http(...numbers: readonly number[]) {
  return { ports: numbers.map((number) => ({ number, name: `http-${number}`, protocol: 'HTTP' })) };
}

/** What becomes of plain HTTP to the host through an egress listener that is an HTTP proxy. */
function decided(...objects: readonly KubernetesObject[]) {
  const mesh = buildMesh({ release: '1.30.3', meshConfig: registryOnly, objects: [proxy, ...objects] });
  return decideEgress(mesh, { namespace: 'shop', labels: {}, host, port: 3128, protocol: 'HTTP', address: '198.51.100.10' });
}

test('through an HTTP proxy a host is reached on port 80, whatever the port of the proxy', () => {
  expect(decided(serviceEntry('shop/app', [host], http(80)))).toMatchObject({ outcome: 'allowed', clusters: [`outbound|80||${host}`] });
  expect(decided(serviceEntry('shop/app', ['*.example.com'], http(80, 8080)))).toMatchObject({ outcome: 'allowed', clusters: ['outbound|80||*.example.com'] });
});

test('a host whose first port of HTTP is another is not: that port takes its names, and is left out', () => {
  expect(decided(serviceEntry('shop/app', [host], http(8080)))).toMatchObject({ outcome: 'blocked', reason: 'unknown-host' });
  expect(decided(serviceEntry('shop/app', [host], http(8080, 80)))).toMatchObject({ outcome: 'blocked', reason: 'unknown-host' });
});

test('a VirtualService leads on from there, with the port that its route names', () => {
  const route = (port: number) => virtualService('shop/route', [host], { http: [{ route: [{ destination: { host, port: { number: port } } }] }] });
  expect(decided(serviceEntry('shop/app', [host], http(80)), route(80))).toMatchObject({ outcome: 'allowed', clusters: [`outbound|80||${host}`] });
  expect(decided(serviceEntry('shop/app', [host], http(8080)), route(8080))).toMatchObject({ outcome: 'blocked', reason: 'unknown-host' });
});

test('a VirtualService for a host with port 80 and others is left to chance, and so is not modelled', () => {
  const route = virtualService('shop/route', [host], { http: [{ route: [{ destination: { host, port: { number: 80 } } }] }] });
  expect(decided(serviceEntry('shop/app', [host], http(80, 8080)), route)).toMatchObject({ outcome: 'unknown', reason: 'not-modelled' });
});

describe('a VirtualService for several hosts, each of one port', () => {
  const other = 'other.example.com';
  const entries = (first: number, second: number) => [serviceEntry('shop/app', [host], http(first)), serviceEntry('shop/other', [other], http(second))];
  const route = (...hosts: readonly string[]) => virtualService('shop/route', hosts, { http: [{ route: [{ destination: { host, port: { number: 80 } } }] }] });

  test('is left to no chance where no name is on two ports', () => {
    expect(decided(...entries(80, 8080), route(host, other))).toMatchObject({ outcome: 'allowed', clusters: [`outbound|80||${host}`] });
    expect(decided(...entries(8080, 8081), route(host, other))).toMatchObject({ outcome: 'blocked', reason: 'unknown-host' });
  });

  test('is, where a further host has no service, and so is on both', () => {
    expect(decided(...entries(80, 8080), route(host, other, 'nobody.example.com'))).toMatchObject({ outcome: 'unknown', reason: 'not-modelled' });
  });
});
