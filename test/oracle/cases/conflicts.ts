import { blackHole, HandmadeCase, http, tls } from './case';
import { httpPort, service, serviceEntry, tlsPort } from './objects';

const s3 = 's3.us-east-1.amazonaws.com';
const onTls = { call: tls(s3), ends: `outbound|443||${s3}` };
const onHttp = { call: http(s3), ends: `outbound|80||${s3}` };

/** The same host more than once. */
export const conflicts: readonly HandmadeCase[] = [
  {
    id: 'same-host-own-namespace',
    title: 'a ServiceEntry in the namespace of the pod hides the one elsewhere, ports and all',
    objects: [
      serviceEntry('speedscale/s3', [s3], {}, { age: 1 }),
      serviceEntry('shop/s3', [s3], { ports: [httpPort] }, { age: 2 }),
    ],
    calls: [{ call: tls(s3), ends: blackHole }, onHttp],
  },
  {
    id: 'same-host-older-elsewhere',
    title: 'an older ServiceEntry in a third namespace hides ours',
    objects: [
      serviceEntry('billing/s3', [s3], { ports: [httpPort] }, { age: 1 }),
      serviceEntry('speedscale/s3', [s3], {}, { age: 2 }),
    ],
    calls: [{ call: tls(s3), ends: blackHole }, onHttp],
  },
  {
    id: 'same-host-same-age',
    title: 'of two ServiceEntries of one age and host the one in the smaller namespace counts',
    objects: [serviceEntry('speedscale/s3', [s3], {}, { age: 1 }), serviceEntry('billing/s3', [s3], { ports: [httpPort] }, { age: 1 })],
    calls: [{ call: tls(s3), ends: blackHole }, onHttp],
  },
  {
    id: 'same-host-exported-before-public',
    title: 'a ServiceEntry exported to the namespace by name comes before an older public one',
    objects: [
      serviceEntry('billing/s3', [s3], { ports: [httpPort] }, { age: 1 }),
      serviceEntry('speedscale/s3', [s3], { exportTo: ['.', 'shop'] }, { age: 2 }),
    ],
    calls: [onTls],
  },
  {
    id: 'same-host-service-first',
    title: 'a Service comes before an older ServiceEntry that takes its name',
    objects: [
      serviceEntry('speedscale/cart', ['cart.billing.svc.cluster.local'], { ports: [tlsPort] }, { age: 1 }),
      service('billing/cart', '10.96.0.1', [{ name: 'http', port: 80 }], { age: 2 }),
    ],
    calls: [
      { call: tls('cart.billing.svc.cluster.local'), ends: blackHole },
      { call: http('cart.billing', { address: '10.96.0.1' }), ends: 'outbound|80||cart.billing.svc.cluster.local' },
    ],
  },
  {
    id: 'same-namespace-other-resolution',
    title: 'two ServiceEntries of one host in one namespace with different resolution leave the younger without a cluster',
    objects: [
      serviceEntry('speedscale/first', [s3], {}, { age: 1 }),
      serviceEntry('speedscale/second', [s3], { ports: [httpPort], resolution: 'DNS' }, { age: 2 }),
    ],
    calls: [onTls, { call: http(s3), ends: `missing outbound|80||${s3}` }],
  },
  {
    id: 'same-namespace-merged',
    title: 'two ServiceEntries of one host in one namespace that differ in ports alone are one',
    objects: [
      serviceEntry('speedscale/first', [s3], {}, { age: 1 }),
      serviceEntry('speedscale/second', [s3], { ports: [httpPort] }, { age: 2 }),
    ],
    calls: [onTls, onHttp],
  },
  {
    id: 'same-namespace-other-export',
    title: 'two ServiceEntries of one host in one namespace with different exportTo leave the second in order without a cluster',
    objects: [
      serviceEntry('speedscale/first', [s3], {}, { age: 1 }),
      serviceEntry('speedscale/second', [s3], { ports: [httpPort], exportTo: ['.', 'shop'] }, { age: 2 }),
    ],
    calls: [{ call: tls(s3), ends: `missing outbound|443||${s3}` }, onHttp],
  },
];
