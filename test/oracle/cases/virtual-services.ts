import { blackHole, HandmadeCase, http, proxy, registryOnly, since, tls } from './case';
import { httpPort, istio, service, serviceEntry, sidecar, tlsPort, virtualService } from './objects';

const buckets = '*.s3.us-east-1.amazonaws.com';
const bucket = 'logs.s3.us-east-1.amazonaws.com';
const s3 = serviceEntry('speedscale/s3', [buckets]);
const egress = serviceEntry('egress/proxy', ['proxy.example.com']);
const cart = service('shop/cart', '10.96.0.1', [{ name: 'http', port: 80 }]);
const toCart = 'outbound|80||cart.shop.svc.cluster.local';
const external = 'shop.example.com';

function tlsRoute(sni: string, ...hosts: readonly string[]) {
  const weight = hosts.length > 1 ? { weight: 100 / hosts.length } : {};
  const route = hosts.map((host) => ({ destination: { host, port: { number: 443 } }, ...weight }));
  return { tls: [{ match: [{ port: 443, sniHosts: [sni] }], route }] };
}

function httpRoute(host: string, gateways?: readonly string[]) {
  return { ...(gateways && { gateways }), http: [{ route: [{ destination: { host } }] }] };
}

const gateway = istio('Gateway', 'ingress/public', {
  selector: { istio: 'ingressgateway' }, servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }],
});

export const virtualServices: readonly HandmadeCase[] = [
  {
    id: 'tls-route-removes-chain',
    title: 'a VirtualService with a tls route for one bucket takes the chain of all other buckets away',
    objects: [s3, virtualService('shop/logs', [bucket], tlsRoute(bucket, buckets))],
    calls: [{ call: tls(bucket), ends: `outbound|443||${buckets}` }, { call: tls('other.s3.us-east-1.amazonaws.com'), ends: blackHole }],
  },
  {
    id: 'tls-route-elsewhere',
    title: 'a tls route sends the connection to its destination',
    objects: [s3, egress, virtualService('shop/s3', [buckets], tlsRoute(buckets, 'proxy.example.com'))],
    calls: [{ call: tls(bucket), ends: 'outbound|443||proxy.example.com' }],
  },
  {
    id: 'tls-route-divided',
    title: 'a tls route can divide its connections by weight',
    objects: [s3, egress, virtualService('shop/s3', [buckets], tlsRoute(buckets, 'proxy.example.com', buckets))],
    calls: [{ call: tls(bucket), ends: `outbound|443||proxy.example.com + outbound|443||${buckets}` }],
  },
  {
    id: 'destination-not-imported',
    title: 'the destination of an imported VirtualService has a cluster though no host of the Sidecar lists it',
    objects: [s3, egress, virtualService('shop/s3', [buckets], tlsRoute(buckets, 'proxy.example.com')), sidecar('shop/default', ['./*', 'speedscale/*'])],
    calls: [{ call: tls(bucket), ends: 'outbound|443||proxy.example.com' }, { call: tls('proxy.example.com'), ends: blackHole }],
  },
  {
    id: 'destination-in-two-namespaces',
    title: 'from 1.30 a destination that no host of the Sidecar lists is the oldest of its name; before, that of the first namespace by name',
    objects: [
      s3,
      serviceEntry('aaa/proxy', ['proxy.example.com'], { ports: [httpPort] }, { age: 2 }),
      serviceEntry('zzz/proxy', ['proxy.example.com'], {}, { age: 1 }),
      virtualService('speedscale/s3', [buckets], tlsRoute(buckets, 'proxy.example.com')),
      sidecar('shop/default', ['speedscale/*']),
    ],
    calls: [{ call: tls(bucket), ends: since(['1.24', 'missing outbound|443||proxy.example.com'], ['1.30', 'outbound|443||proxy.example.com']) }],
  },
  {
    id: 'destination-unknown',
    title: 'a destination that nobody registered leaves the route without a cluster',
    objects: [cart, virtualService('shop/cart', ['cart'], httpRoute('nobody'))],
    calls: [{ call: http('cart', { address: '10.96.0.1' }), ends: 'missing outbound|80||nobody.shop.svc.cluster.local' }],
  },
  {
    id: 'gateway-only',
    title: 'a VirtualService bound to a gateway alone gives a sidecar no host',
    objects: [cart, gateway, virtualService('shop/cart', [external], httpRoute('cart', ['ingress/public']))],
    calls: [{ call: http(external, { address: '10.96.0.1' }), ends: 'response 502' }],
  },
  {
    id: 'gateway-and-mesh-external-host',
    title: 'a VirtualService for an external host alone adds it to port 80',
    objects: [cart, gateway, virtualService('shop/cart', [external], httpRoute('cart', ['ingress/public', 'mesh']))],
    calls: [{ call: http(external, { address: '10.96.0.1' }), ends: toCart }],
  },
  {
    id: 'external-host-other-port',
    title: 'on another port the external host needs the internal one in the same VirtualService',
    objects: [
      service('shop/cart', '10.96.0.1', [{ name: 'http', port: 8080 }]),
      virtualService('shop/external', [external], httpRoute('cart')),
      virtualService('shop/both', ['www.example.com', 'cart.shop.svc.cluster.local'], httpRoute('cart')),
    ],
    calls: [
      { call: http(external, { port: 8080, address: '10.96.0.1' }), ends: 'response 502' },
      { call: http('www.example.com', { port: 8080, address: '10.96.0.1' }), ends: 'outbound|8080||cart.shop.svc.cluster.local' },
    ],
  },
  {
    id: 'half-qualified-host',
    title: 'a host of the form name.namespace is not completed, and routes nothing',
    objects: [cart, egress, virtualService('shop/cart', ['cart.shop'], httpRoute('nobody'))],
    calls: [{ call: http('cart.shop.svc.cluster.local', { address: '10.96.0.1' }), ends: toCart }],
  },
  {
    id: 'two-for-one-host',
    title: 'of two public VirtualServices for one host the older counts, also over one in the namespace of the pod',
    objects: [
      cart,
      service('shop/new', '10.96.0.2', [{ name: 'http', port: 80 }]),
      service('shop/old', '10.96.0.3', [{ name: 'http', port: 80 }]),
      virtualService('shop/cart', ['cart.shop.svc.cluster.local'], httpRoute('new.shop.svc.cluster.local'), { age: 2 }),
      virtualService('billing/cart', ['cart.shop.svc.cluster.local'], httpRoute('old.shop.svc.cluster.local'), { age: 1 }),
    ],
    calls: [{ call: http('cart', { address: '10.96.0.1' }), ends: 'outbound|80||old.shop.svc.cluster.local' }],
  },
  {
    id: 'private-virtual-service',
    title: 'a VirtualService with exportTo "." does nothing for other namespaces',
    mesh: registryOnly,
    objects: [s3, egress, virtualService('billing/s3', [buckets], { exportTo: ['.'], ...tlsRoute(buckets, 'proxy.example.com') })],
    calls: [{ call: tls(bucket), ends: `outbound|443||${buckets}` }],
  },
  {
    id: 'redirect',
    title: 'a redirect is answered by the proxy itself',
    objects: [cart, virtualService('shop/cart', ['cart'], { http: [{ redirect: { uri: '/new', redirectCode: 302 } }] })],
    calls: [{ call: http('cart', { address: '10.96.0.1' }), ends: 'redirect 302 to http://cart:80/new, redirect 302 to http://cart:80/new, round' }],
  },
  {
    id: 'redirect-to-https',
    title: 'a redirect to HTTPS leads to port 443, or to the port that stands beside the host',
    objects: [
      serviceEntry('shop/both', ['app.example.com'], { ports: [httpPort, tlsPort] }),
      serviceEntry('shop/http', ['http.example.com'], { ports: [httpPort, { number: 8080, name: 'http-alt', protocol: 'HTTP' }] }),
      virtualService('shop/secure', ['app.example.com', 'http.example.com'], { http: [{ redirect: { scheme: 'https' } }] }),
    ],
    calls: [
      { call: http('app.example.com'), ends: 'redirect 301 to https://app.example.com:443, outbound|443||app.example.com' },
      { call: http('http.example.com'), ends: `redirect 301 to https://http.example.com:443, ${blackHole}` },
      { call: http('http.example.com', { port: 8080 }), ends: `redirect 301 to https://http.example.com:8080, ${blackHole}` },
    ],
  },
  {
    id: 'redirect-to-port',
    title: 'a redirect leads to the port that it names, but not to the one that its scheme has anyway',
    objects: [
      serviceEntry('shop/app', ['app.example.com'], { ports: [httpPort, { number: 8080, name: 'http-alt', protocol: 'HTTP' }] }),
      virtualService('shop/app', ['app.example.com'], {
        http: [
          { match: [{ port: 80 }], redirect: { port: 8080 } },
          { match: [{ port: 8080, sourceLabels: { app: 'web' } }], redirect: { port: 80, redirectCode: 307 } },
          { route: [{ destination: { host: 'app.example.com' } }] },
        ],
      }),
    ],
    proxies: [proxy('shop'), proxy('speedscale', { app: 'other' })],
    calls: [
      { call: http('app.example.com', { proxy: 'shop' }), ends: 'redirect 301 to http://app.example.com:8080, redirect 307 to http://app.example.com:8080, round' },
      { call: http('app.example.com', { proxy: 'speedscale' }), ends: 'redirect 301 to http://app.example.com:8080, outbound|8080||app.example.com' },
    ],
  },
  {
    id: 'redirect-derived-port',
    title: 'a redirect to another host leads to the port of the request where it says so',
    mesh: {},
    objects: [
      serviceEntry('shop/app', ['app.example.com'], { ports: [{ number: 8080, name: 'http', protocol: 'HTTP' }] }),
      virtualService('shop/app', ['app.example.com'], { http: [{ redirect: { authority: 'other.example.com', derivePort: 'FROM_REQUEST_PORT' } }] }),
    ],
    calls: [{ call: http('app.example.com', { port: 8080 }), ends: 'redirect 301 to http://other.example.com:8080, elsewhere' }],
  },
  {
    id: 'http-entry-external',
    title: 'a ServiceEntry with protocol HTTP is routed by the Host header',
    objects: [serviceEntry('speedscale/http', ['http.example.com'], { ports: [httpPort] })],
    calls: [{ call: http('http.example.com'), ends: 'outbound|80||http.example.com' }, { call: http('other.example.com'), ends: 'response 502' }],
  },
];
