import { blackHole, HandmadeCase, http, passthrough, tcp } from './case';
import { destinationRule, istio, service, serviceEntry, sidecar } from './objects';
import { KubernetesObject } from '../../../src/kubernetes/object';

const cart = service('shop/cart', '10.96.0.1', [{ name: 'http', port: 80 }]);
const toCart = 'outbound|80||cart.shop.svc.cluster.local';
const auto = service('shop/auto', '10.96.0.3', [{ name: 'data', port: 8080 }]);
const toAuto = 'outbound|8080||auto.shop.svc.cluster.local';

/** A Service that stands for another name. */
function externalName(name: string, stands: string): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'shop' }, spec: { type: 'ExternalName', externalName: stands, ports: [{ name: 'http', port: 80 }] } };
}

const tcpPort = { number: 5432, name: 'tcp', protocol: 'TCP' };
const db = serviceEntry('shop/db', ['db.example.com'], {
  ports: [tcpPort], addresses: ['203.0.113.10'], resolution: 'DNS', workloadSelector: { labels: { app: 'db' } },
});

/** Services of the cluster. */
export const services: readonly HandmadeCase[] = [
  {
    id: 'http-by-host-header',
    title: 'an HTTP port is routed by the Host header, not by the address',
    objects: [cart, service('shop/orders', '10.96.0.2', [{ name: 'http', port: 80 }])],
    calls: [
      ...['cart', 'cart.shop', 'cart.shop.svc', 'cart.shop.svc.cluster.local', 'cart:80', '10.96.0.1'].map((host) => (
        { call: http(host, { address: '10.96.0.2' }), ends: toCart })),
      { call: http('unknown.example.com', { address: '10.96.0.1' }), ends: 'response 502' },
    ],
  },
  {
    id: 'http-unknown-host-passes',
    title: 'under ALLOW_ANY an unknown Host header on an HTTP port passes',
    mesh: {},
    objects: [cart],
    calls: [{ call: http('unknown.example.com', { address: '10.96.0.1' }), ends: passthrough }],
  },
  {
    id: 'sniffed-port',
    title: 'on a port whose protocol is sniffed any Host header reaches the service by its address',
    objects: [auto],
    calls: [
      { call: http('unknown.example.com', { port: 8080, address: '10.96.0.3' }), ends: toAuto },
      { call: tcp('10.96.0.3', 8080), ends: toAuto },
      { call: tcp('203.0.113.10', 8080), ends: blackHole },
    ],
  },
  {
    id: 'tcp-by-address',
    title: 'a TCP port is reached by the address of the service alone',
    objects: [service('shop/db', '10.96.0.4', [{ name: 'tcp', port: 5432 }])],
    calls: [{ call: tcp('10.96.0.4', 5432), ends: 'outbound|5432||db.shop.svc.cluster.local' }, { call: tcp('203.0.113.10', 5432), ends: blackHole }],
  },
  {
    id: 'app-protocol-over-name',
    title: 'appProtocol of a Service port comes before its name',
    objects: [service('shop/mixed', '10.96.0.5', [{ name: 'http', port: 9000, appProtocol: 'tcp' }])],
    calls: [{ call: http('unknown.example.com', { port: 9000, address: '10.96.0.5' }), ends: 'outbound|9000||mixed.shop.svc.cluster.local' }],
  },
  {
    id: 'alias-of-an-alias',
    title: 'a Service that stands for one that stands for another leads to the last',
    objects: [cart, externalName('old', 'older.shop.svc.cluster.local'), externalName('older', 'cart.shop.svc.cluster.local')],
    calls: ['old', 'older'].map((name) => ({ call: http(`${name}.shop.svc.cluster.local`, { address: '10.96.0.1' }), ends: toCart })),
  },
  {
    id: 'aliases-in-a-circle',
    title: 'Services that stand for each other lead nowhere',
    objects: [cart, externalName('old', 'older.shop.svc.cluster.local'), externalName('older', 'old.shop.svc.cluster.local')],
    calls: [{ call: http('old.shop.svc.cluster.local', { address: '10.96.0.1' }), ends: 'response 502' }],
  },
  {
    id: 'alias-beside-its-sidecar',
    title: 'a Sidecar that lists the name a Service stands for, and not the Service itself, imports the route of that name alone',
    objects: [cart, externalName('old', 'cart.shop.svc.cluster.local'), sidecar('shop/default', ['./cart.shop.svc.cluster.local'])],
    calls: [
      { call: http('cart.shop.svc.cluster.local', { address: '10.96.0.1' }), ends: toCart },
      { call: http('old.shop.svc.cluster.local', { address: '10.96.0.1' }), ends: 'response 502' },
    ],
  },
  {
    id: 'entry-selects-workloads',
    title: 'with resolution DNS a ServiceEntry has a cluster if it selects a WorkloadEntry',
    objects: [
      db,
      istio('WorkloadEntry', 'shop/db', { address: 'db-1.example.com', labels: { app: 'db' } }),
    ],
    calls: [{ call: tcp('203.0.113.10', 5432), ends: 'outbound|5432||db.example.com' }],
  },
  {
    id: 'entry-selects-nothing',
    title: 'with resolution DNS a ServiceEntry that selects nothing has no cluster',
    objects: [
      db,
      istio('WorkloadEntry', 'shop/other', { address: 'db-1.example.com', labels: { app: 'other' } }),
      istio('WorkloadEntry', 'billing/db', { address: 'db-1.example.com', labels: { app: 'db' } }),
    ],
    calls: [{ call: tcp('203.0.113.10', 5432), ends: 'missing outbound|5432||db.example.com' }],
  },
  {
    id: 'subset-of-selected-workloads',
    title: 'with resolution DNS a subset has a cluster if a WorkloadEntry that is selected has its labels',
    objects: [
      db,
      istio('WorkloadEntry', 'shop/db', { address: 'db-1.example.com', labels: { app: 'db', version: 'v1' } }),
      destinationRule('shop/db', 'db.example.com', { subsets: [{ name: 'v1', labels: { version: 'v1' } }, { name: 'v2', labels: { version: 'v2' } }] }),
      ...['v1', 'v2'].map((subset, index) => istio('VirtualService', `shop/${subset}`, {
        hosts: [`${subset}.example.com`],
        tcp: [{ match: [{ destinationSubnets: [`203.0.113.2${index}/32`] }], route: [{ destination: { host: 'db.example.com', port: { number: 5432 }, subset } }] }],
      })),
      ...['v1', 'v2'].map((subset, index) => serviceEntry(`shop/${subset}`, [`${subset}.example.com`], { ports: [tcpPort], addresses: [`203.0.113.2${index}`] })),
    ],
    calls: [
      { call: tcp('203.0.113.20', 5432), ends: 'outbound|5432|v1|db.example.com' },
      { call: tcp('203.0.113.21', 5432), ends: 'missing outbound|5432|v2|db.example.com' },
    ],
  },
  {
    id: 'entry-for-ipv6',
    title: 'an address of IPv6 is found in a range of IPv6, however it is written',
    mesh: {},
    objects: [serviceEntry('shop/db', ['db.example.com'], { ports: [tcpPort], addresses: ['2001:db8::/64'] })],
    calls: [
      { call: tcp('2001:db8:0:0::5', 5432), ends: 'outbound|5432||db.example.com' },
      { call: tcp('2001:db8::203.0.113.5', 5432), ends: 'outbound|5432||db.example.com' },
      { call: tcp('2001:db8:0:1::5', 5432), ends: passthrough },
    ],
  },
];
