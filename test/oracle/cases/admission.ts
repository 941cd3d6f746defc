import { blackHole, HandmadeCase, tls } from './case';
import { istio, serviceEntry, sidecar, tlsPort, virtualService } from './objects';

const app = 'app.speedscale.com';
const route = [{ destination: { host: 'b' } }];
const many = Array.from({ length: 257 }, (_, position) => `h${position}.example.com`);

/** What the cluster refuses is not in the mesh. */
export const admission: readonly HandmadeCase[] = [
  {
    id: 'rejected-entries',
    title: 'ServiceEntries that the CRD or the webhook refuses do not count',
    objects: [
      serviceEntry('a/any-host', ['*']),
      serviceEntry('a/too-many', many),
      serviceEntry('a/none-with-endpoints', [app], { endpoints: [{ address: '203.0.113.1' }] }),
      serviceEntry('a/wildcard-dns', ['*.example.com'], { resolution: 'DNS' }),
      serviceEntry('a/protocol', [app], { ports: [{ ...tlsPort, protocol: 'QUIC' }] }),
      serviceEntry('a/port-twice', [app], { ports: [tlsPort, { ...tlsPort, name: 'again' }] }),
      serviceEntry('a/cidr-dns', [app], { addresses: ['203.0.113.0/24'], resolution: 'DNS' }),
      serviceEntry('a/export-twice', [app], { exportTo: ['.', 'a'] }),
    ],
    rejected: [
      'ServiceEntry a/any-host', 'ServiceEntry a/cidr-dns', 'ServiceEntry a/export-twice', 'ServiceEntry a/none-with-endpoints',
      'ServiceEntry a/port-twice', 'ServiceEntry a/protocol', 'ServiceEntry a/too-many', 'ServiceEntry a/wildcard-dns',
    ],
    calls: [{ call: tls(app), ends: blackHole }],
  },
  {
    id: 'rejected-redirects',
    title: 'VirtualServices with a redirect that the webhook refuses do not count',
    objects: [
      virtualService('shop/nowhere', [app], { http: [{ redirect: {} }] }),
      virtualService('shop/code', [app], { http: [{ redirect: { uri: '/', redirectCode: 200 } }] }),
      virtualService('shop/scheme', [app], { http: [{ redirect: { scheme: 'ftp' } }] }),
      virtualService('shop/two-ports', [app], { http: [{ redirect: { port: 80, derivePort: 'FROM_REQUEST_PORT' } }] }),
      virtualService('shop/port', [app], { http: [{ redirect: { port: 70000 } }] }),
    ],
    rejected: ['VirtualService shop/code', 'VirtualService shop/nowhere', 'VirtualService shop/port', 'VirtualService shop/scheme', 'VirtualService shop/two-ports'],
    calls: [{ call: tls(app), ends: blackHole }],
  },
  {
    id: 'rejected-sidecars',
    title: 'Sidecars that the webhook refuses do not count',
    objects: [
      serviceEntry('speedscale/app', [app]),
      sidecar('shop/short-name', ['./reviews']),
      sidecar('shop/partial-wildcard', ['./*foo.example.com']),
      istio('Sidecar', 'shop/two-catch-alls', { egress: [{ hosts: ['./*'] }, { hosts: ['./*'] }] }),
      istio('Sidecar', 'shop/catch-all-first', { egress: [{ hosts: ['./*'] }, { port: tlsPort, hosts: ['./*'] }] }),
      istio('Sidecar', 'shop/empty', {}),
    ],
    sidecar: null,
    rejected: ['Sidecar shop/catch-all-first', 'Sidecar shop/empty', 'Sidecar shop/partial-wildcard', 'Sidecar shop/short-name', 'Sidecar shop/two-catch-alls'],
    calls: [{ call: tls(app), ends: `outbound|443||${app}` }],
  },
  {
    id: 'rejected-virtual-services',
    title: 'a VirtualService whose hosts overlap is refused',
    objects: [virtualService('a/overlap', ['*.example.com', 'a.example.com'], { http: [{ route: [{ destination: { host: 'b' } }] }] })],
    rejected: ['VirtualService a/overlap'],
    calls: [],
  },
  {
    id: 'rejected-unix-listeners',
    title: 'a Sidecar listens on a Unix domain socket only with port 0 and no capture, and at no other sort of name',
    objects: [
      serviceEntry('speedscale/app', [app]),
      ...Object.entries({
        'captured': { port: { ...tlsPort, number: 0 }, bind: 'unix:///var/run/app.sock', captureMode: 'IPTABLES' },
        'no-socket': { port: { ...tlsPort, number: 0 }, bind: '127.0.0.1' },
        'relative': { port: { ...tlsPort, number: 0 }, bind: 'unix://app.sock' },
        'not-an-address': { port: tlsPort, bind: 'localhost' },
        'socket-with-port': { port: tlsPort, bind: 'unix:///var/run/app.sock' },
      }).map(([name, listener]) => istio('Sidecar', `shop/${name}`, { egress: [{ ...listener, hosts: ['./*'] }] })),
    ],
    sidecar: null,
    rejected: ['Sidecar shop/captured', 'Sidecar shop/no-socket', 'Sidecar shop/not-an-address', 'Sidecar shop/relative', 'Sidecar shop/socket-with-port'],
    calls: [{ call: tls(app), ends: `outbound|443||${app}` }],
  },
  {
    id: 'rejected-routes',
    title: 'an HTTP route leads to just one thing, and a delegate does not delegate',
    objects: [
      virtualService('shop/nothing', [app], { http: [{ match: [{ uri: { prefix: '/' } }] }] }),
      virtualService('shop/both', [app], { http: [{ route, redirect: { uri: '/' } }] }),
      virtualService('shop/delegate-and-route', [app], { http: [{ delegate: { name: 'routes' }, route }] }),
      virtualService('shop/mirror-twice', [app], { http: [{ route, mirror: { host: 'b' }, mirrors: [{ destination: { host: 'c' } }] }] }),
      istio('VirtualService', 'shop/delegate', { http: [{ delegate: { name: 'routes' } }] }),
    ],
    rejected: ['both', 'delegate', 'delegate-and-route', 'mirror-twice', 'nothing'].map((name) => `VirtualService shop/${name}`),
    calls: [{ call: tls(app), ends: blackHole }],
  },
];
