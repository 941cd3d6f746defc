import { HandmadeCase, http, proxy, tls } from './case';
import { httpPort, service, serviceEntry, virtualService } from './objects';

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
];
