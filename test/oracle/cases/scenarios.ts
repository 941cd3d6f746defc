import { blackHole, HandmadeCase, http, tcp, tls } from './case';
import { httpPort, istio, service, serviceEntry, tlsPort } from './objects';

const asked = ['1.31-dev'];
const s3 = 'logs.s3.amazonaws.com';

/** The smallest cases of what scenarios (`../scenarios`) have shown the model to decide otherwise than Istio. */
export const ofScenarios: readonly HandmadeCase[] = [
  {
    id: 'udp-egress-listener',
    title: 'an egress listener of a Sidecar with a port of UDP takes no call, and shuts no other listener out',
    asked,
    objects: [
      serviceEntry('shop/s3', [s3]),
      istio('Sidecar', 'shop/udp', { workloadSelector: { labels: { app: 'web' } }, egress: [{ port: { number: 443, name: 'dtls', protocol: 'UDP' }, hosts: ['./*'] }] }),
      istio('Sidecar', 'shop/both', { egress: [{ port: { number: 443, name: 'dtls', protocol: 'UDP' }, hosts: ['./*'] }, { hosts: ['./*'] }] }),
    ],
    proxies: [{ id: 'web', namespace: 'shop', labels: { app: 'web' } }, { id: 'other', namespace: 'shop', labels: {} }],
    calls: [{ call: tls(s3), ends: blackHole }, { call: tls(s3, { proxy: 'other' }), ends: `outbound|443||${s3}` }],
  },
  {
    id: 'udp-beside-tcp-of-two-listeners',
    title: 'where two egress listeners import a Service, of UDP and TCP on one port the proxy has the cluster of the first alone',
    asked,
    objects: [
      service('shop/dns', '10.96.0.10', [{ name: 'dns', port: 53, protocol: 'UDP' }, { name: 'dns-tcp', port: 53 }, { name: 'metrics', port: 9153 }]),
      service('shop/tcp-first', '10.96.0.11', [{ name: 'dns-tcp', port: 53 }, { name: 'dns', port: 53, protocol: 'UDP' }, { name: 'metrics', port: 9153 }]),
      istio('Sidecar', 'shop/default', { egress: [{ port: { number: 9153, name: 'metrics', protocol: 'TCP' }, hosts: ['./*'] }, { hosts: ['./*'] }] }),
    ],
    calls: [
      { call: tcp('10.96.0.10', 53), ends: 'missing outbound|53||dns.shop.svc.cluster.local' },
      { call: tcp('10.96.0.11', 53), ends: 'outbound|53||tcp-first.shop.svc.cluster.local' },
    ],
  },
  {
    id: 'order-of-http-and-tls-at-one-address',
    title: 'at an address that a Sidecar gives its listeners, of plain HTTP and TLS the older one takes all calls',
    asked,
    objects: [
      serviceEntry('shop/grpc', ['grpc.example.com'], { ports: [{ number: 8443, name: 'grpc', protocol: 'GRPC' }, tlsPort] }, { age: 1 }),
      serviceEntry('shop/s3', [s3], { ports: [{ ...tlsPort, number: 8443 }, { ...httpPort, number: 8080 }] }, { age: 2 }),
      serviceEntry('shop/late', ['late.example.com'], { ports: [{ ...httpPort, number: 443 }] }, { age: 3 }),
      istio('Sidecar', 'shop/default', { egress: [{ captureMode: 'NONE', hosts: ['./*'] }] }),
    ],
    calls: [
      { call: http('grpc.example.com', { address: '127.0.0.1', port: 8443 }), ends: 'outbound|8443||grpc.example.com' },
      { call: tls(s3, { address: '127.0.0.1', port: 8443 }), ends: 'error: protocol error' },
      { call: http('late.example.com', { address: '127.0.0.1', port: 443 }), ends: 'outbound|443||grpc.example.com' },
    ],
  },
  {
    id: 'wildcard-with-final-dot',
    title: 'a wildcard takes a Host header with a final dot, and short names where it is of the cluster\'s domain',
    asked,
    objects: [
      serviceEntry('bank/storage', ['*.storage.example.net'], { ports: [httpPort] }),
      serviceEntry('bank/names', ['*.billing.svc.cluster.local'], { ports: [{ ...httpPort, number: 8080 }] }),
    ],
    calls: [
      { call: http('eu.storage.example.net.'), ends: 'outbound|80||*.storage.example.net' },
      { call: http('pay.billing', { port: 8080 }), ends: 'outbound|8080||*.billing.svc.cluster.local' },
      { call: http('pay.billing.svc.', { port: 8080 }), ends: 'response 502' },
    ],
  },
];
