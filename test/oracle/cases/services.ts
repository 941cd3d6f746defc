import { blackHole, HandmadeCase, http, passthrough, tcp } from './case';
import { service } from './objects';

const cart = service('shop/cart', '10.96.0.1', [{ name: 'http', port: 80 }]);
const toCart = 'outbound|80||cart.shop.svc.cluster.local';
const auto = service('shop/auto', '10.96.0.3', [{ name: 'data', port: 8080 }]);
const toAuto = 'outbound|8080||auto.shop.svc.cluster.local';

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
];
