import { blackHole, HandmadeCase, http, passthrough, proxy, registryOnly, since, tcp, tls } from './case';
import { destinationRule, endpoints, httpPort, istio, namespace, service, serviceEntry, virtualService } from './objects';
import { KubernetesObject } from '../../../src/kubernetes/object';

const s3 = 'logs.s3.amazonaws.com';

/** The smallest cases of what generated ones have shown the model to decide otherwise than Istio. */
export const found: readonly HandmadeCase[] = [
  {
    id: 'hidden-address-tls',
    title: 'the address of a ServiceEntry that another one of the same host hides makes no listener',
    objects: [
      serviceEntry('shop/s3', [s3], { ports: [{ number: 443, name: 'any' }] }, { age: 1 }),
      serviceEntry('billing/s3', [s3], { addresses: ['203.0.113.20'] }, { age: 2 }),
    ],
    proxies: [{ ...proxy('shop'), id: 'web' }],
    calls: [{ call: tls('other.example.com', { address: '203.0.113.20' }), ends: `outbound|443||${s3}` }],
  },
  {
    id: 'hidden-address-http',
    title: 'a call to such an address is routed by its Host header where some HTTP service has that port',
    objects: [
      service('default/db', '10.96.0.1', [{ name: 'http', port: 80 }]),
      serviceEntry('billing/s3', [s3], {}, { age: 1 }),
      serviceEntry('speedscale/s3', [s3], { ports: [httpPort], addresses: ['203.0.113.10'] }, { age: 2 }),
    ],
    calls: [{ call: http('other.example.com', { address: '203.0.113.10' }), ends: 'response 502' }],
  },
  {
    id: 'route-for-addresses',
    title: 'a tls route for destinationSubnets takes an SNI for which no ServiceEntry has a chain',
    objects: [
      serviceEntry('speedscale/vendor', ['*.vendor.com']),
      serviceEntry('egress/proxy', ['proxy.example.com']),
      virtualService('speedscale/route', ['*.com'], {
        tls: [{ match: [{ sniHosts: ['*.com'], destinationSubnets: ['203.0.113.0/24'] }], route: [{ destination: { host: 'proxy.example.com', port: { number: 443 } } }] }],
      }),
    ],
    calls: [{ call: tls('other.com'), ends: 'outbound|443||proxy.example.com' }],
  },
  {
    id: 'private-http-first',
    title: 'what is exported to the namespace by name comes before what is public, however old: of HTTP, any, HTTP the second HTTP counts last',
    mesh: {},
    objects: [
      serviceEntry('shop/any', ['any.example.com'], { ports: [{ number: 443, name: 'any' }] }, { age: 1 }),
      service('default/cart', '10.96.0.1', [{ name: 'http', port: 443 }], { age: 2 }),
      serviceEntry('shop/http', ['http.example.com'], { ports: [{ number: 443, name: 'http', protocol: 'HTTP' }], exportTo: ['.'] }, { age: 3 }),
    ],
    calls: [{ call: tcp('203.0.113.10', 443), ends: passthrough }],
  },
  {
    id: 'private-before-exported',
    title: 'before 1.30.3 what a namespace keeps to itself comes before what others export to it by name; since then age decides between them',
    mesh: {},
    objects: [
      service('billing/api', '10.96.0.1', [{ name: 'http', port: 443 }], { age: 1, annotations: { 'networking.istio.io/exportTo': '.,shop' } }),
      serviceEntry('shop/any', [s3], { ports: [{ number: 443, name: 'any' }], exportTo: ['.'] }, { age: 2 }),
    ],
    calls: [{ call: tls('other.example.com'), ends: since(['1.24', `outbound|443||${s3}`], ['1.30.3', passthrough]) }],
  },
  {
    id: 'route-to-external-name',
    title: 'a route to a Service of type ExternalName is one to the name that it stands for',
    objects: [
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'api', namespace: 'billing' }, spec: { type: 'ExternalName', externalName: 'elsewhere.example.com', ports: [{ name: 'http', port: 80 }] } },
      service('shop/cart', '10.96.0.1', [{ name: 'http', port: 80 }]),
      virtualService('shop/route', ['api.vendor.com'], { http: [{ route: [{ destination: { host: 'api.billing.svc.cluster.local', port: { number: 8080 }, subset: 'v1' } }] }] }),
    ],
    calls: [{ call: http('api.vendor.com'), ends: 'missing outbound|8080|v1|elsewhere.example.com' }],
  },
  {
    id: 'entry-beside-its-udp-service',
    title: 'a ServiceEntry under the name of a Service in one namespace has listeners, and no cluster',
    mesh: {},
    objects: [
      service('shop/db', '10.96.0.1', [{ name: 'data', port: 443, protocol: 'UDP' }]),
      serviceEntry('shop/db', ['db.shop.svc.cluster.local'], { ports: [{ number: 443, name: 'any' }], exportTo: ['.'] }),
    ],
    calls: [{ call: http('db.shop.svc.cluster.local', { port: 443 }), ends: 'missing outbound|443||db.shop.svc.cluster.local' }],
  },
  {
    id: 'entry-beside-headless-service',
    title: 'a ServiceEntry under the name of a headless Service in one namespace has listeners where the pods of the Service are, whoever sees that one',
    objects: [
      service('shop/cart', 'None', [{ name: 'data', port: 443 }], { annotations: { 'networking.istio.io/exportTo': '.' } }),
      endpoints('shop/cart', ['10.0.0.7'], { name: 'data', port: 443, protocol: 'TCP' }),
      serviceEntry('shop/cart', ['cart.shop.svc.cluster.local']),
    ],
    proxies: [{ ...proxy('billing'), id: 'web' }],
    calls: [
      { call: tls('cart.shop.svc.cluster.local'), ends: blackHole },
      { call: tcp('10.0.0.7', 443), ends: 'outbound|443||cart.shop.svc.cluster.local' },
    ],
  },
  {
    id: 'subset-of-dns-host',
    title: 'with resolution DNS, a subset has a cluster only if an endpoint has its labels, which the host by itself has not; or if it sends calls on as they are',
    objects: [
      service('shop/cart', '10.96.0.1', [{ name: 'http', port: 80 }]),
      serviceEntry('shop/vendor', ['api.vendor.com'], { resolution: 'DNS' }),
      serviceEntry('shop/origin', ['origin.vendor.com'], { resolution: 'DNS', endpoints: [{ address: 'eu.vendor.com', labels: { version: 'v1' } }] }),
      ...['api', 'origin'].map((name) => destinationRule(`shop/${name}`, `${name}.vendor.com`, {
        subsets: [
          { name: 'v1', labels: { version: 'v1' } },
          { name: 'all' },
          { name: 'direct', labels: { version: 'v2' }, trafficPolicy: { loadBalancer: { simple: 'PASSTHROUGH' } } },
        ],
      })),
      ...['api', 'origin'].flatMap((name) => ['v1', 'all', 'direct'].map((subset) => routeTo(`${subset}.${name}.com`, `${name}.vendor.com`, subset))),
    ],
    calls: [
      { call: http('v1.api.com'), ends: 'missing outbound|443|v1|api.vendor.com' },
      { call: http('all.api.com'), ends: 'outbound|443|all|api.vendor.com' },
      { call: http('direct.api.com'), ends: 'outbound|443|direct|api.vendor.com' },
      { call: http('v1.origin.com'), ends: 'outbound|443|v1|origin.vendor.com' },
    ],
  },
  {
    id: 'default-export-of-routes',
    title: 'before 1.30.3 a defaultVirtualServiceExportTo with the names of namespaces hides VirtualServices from everybody, but not delegates from their roots',
    mesh: { ...registryOnly, defaultVirtualServiceExportTo: ['shop'] },
    objects: [
      serviceEntry('shop/s3', [s3]),
      service('shop/cart', '10.96.0.1', [{ name: 'http', port: 80 }]),
      virtualService('billing/s3', [s3], { tls: [{ match: [{ sniHosts: [s3] }], route: [{ destination: { host: 'cart.shop.svc.cluster.local', port: { number: 80 } } }] }] }),
      virtualService('shop/root', ['api.vendor.com'], { exportTo: ['.'], http: [{ delegate: { name: 'api', namespace: 'billing' } }] }),
      istio('VirtualService', 'billing/api', { http: [{ route: [{ destination: { host: 'cart.shop.svc.cluster.local' } }] }] }),
    ],
    calls: [
      { call: tls(s3), ends: since(['1.24', `outbound|443||${s3}`], ['1.30.3', 'outbound|80||cart.shop.svc.cluster.local']) },
      { call: http('api.vendor.com'), ends: 'outbound|80||cart.shop.svc.cluster.local' },
    ],
  },
  {
    id: 'unselected-service-address',
    title: 'DNS gives the address of a Service that discoverySelectors leave out, too, and a ServiceEntry can have the same',
    mesh: { ...registryOnly, discoverySelectors: [{ matchLabels: { mesh: 'yes' } }] },
    objects: [
      namespace('shop', { mesh: 'yes' }),
      namespace('billing', {}),
      service('billing/api', '10.96.0.1', [{ name: 'https', port: 443 }]),
      serviceEntry('shop/s3', [s3], { addresses: ['10.96.0.1'] }),
    ],
    calls: [{ call: tls('api.billing', { address: '10.96.0.1', resolved: true }), ends: `outbound|443||${s3}` }],
  },
  {
    id: 'short-sni',
    title: 'a tls route takes an SNI that is a short name as it stands, though the host of that name is completed',
    objects: [
      serviceEntry('speedscale/s3', [s3]),
      serviceEntry('egress/proxy', ['proxy.example.com']),
      virtualService('shop/route', ['api', s3], {
        tls: [{ match: [{ sniHosts: ['api', s3] }], route: [{ destination: { host: 'proxy.example.com', port: { number: 443 } } }] }],
      }),
    ],
    calls: [{ call: tls('api'), ends: 'outbound|443||proxy.example.com' }, { call: tls('api.shop.svc.cluster.local'), ends: blackHole }],
  },
  {
    id: 'dynamic-dns-tls',
    title: 'resolution DYNAMIC_DNS takes TLS since 1.29, and has a cluster for it in sidecars since 1.30',
    objects: [serviceEntry('shop/vendor', ['*.vendor.com'], { resolution: 'DYNAMIC_DNS' })],
    rejected: since(['1.24', ['ServiceEntry shop/vendor']], ['1.29', []]),
    calls: [{ call: tls('api.vendor.com'), ends: since(['1.24', blackHole], ['1.29', 'missing outbound|443||*.vendor.com'], ['1.30', 'outbound|443||*.vendor.com']) }],
  },
  {
    id: 'dynamic-dns',
    title: 'resolution DYNAMIC_DNS is known since 1.28, and has a cluster in sidecars since 1.30; before, waypoints alone forward what it registers',
    objects: [serviceEntry('shop/vendor', ['*.vendor.com'], { resolution: 'DYNAMIC_DNS', ports: [httpPort] })],
    rejected: since(['1.24', ['ServiceEntry shop/vendor']], ['1.28', []]),
    calls: [{ call: http('api.vendor.com'), ends: since(['1.24', blackHole], ['1.28', 'missing outbound|80||*.vendor.com'], ['1.30', 'outbound|80||*.vendor.com']) }],
  },
];

function routeTo(from: string, host: string, subset: string): KubernetesObject {
  return virtualService(`shop/${subset}-${host}`, [from], { http: [{ route: [{ destination: { host, port: { number: 443 }, subset } }] }] });
}
