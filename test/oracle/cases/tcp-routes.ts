import { HandmadeCase, http, tcp, tls } from './case';
import { httpPort, istio, service, serviceEntry, sidecar, tlsPort, virtualService } from './objects';

const asked = ['1.31-dev'];
const [db, spare] = ['db.example.com', 'spare.example.com'];
const port = { number: 5432, name: 'tcp', protocol: 'TCP' };
const entries = (addresses: readonly string[]) => [
  serviceEntry('shop/db', [db], { ports: [port], addresses, resolution: 'STATIC', endpoints: [{ address: '203.0.113.1' }] }),
  serviceEntry('shop/spare', [spare], { ports: [port], resolution: 'DNS' }),
];
const to = (host: string, weight?: number) => ({ destination: { host, port: { number: 5432 } }, ...(weight !== undefined && { weight }) });
const routed = (...rules: readonly unknown[]) => virtualService('shop/db', [db], { tcp: rules });
const [ours, other] = [`outbound|5432||${db}`, `outbound|5432||${spare}`];

/** Which connections the `tcp` and `tls` routes of a VirtualService take, and how they are divided. */
export const tcpRoutes: readonly HandmadeCase[] = [
  {
    id: 'tcp-match-of-another',
    title: 'a match for another port, other labels, another namespace or a gateway takes no connection of the pod',
    asked,
    objects: [...entries(['198.51.100.10']), routed(
      { match: [{ port: 3306 }, { sourceLabels: { app: 'job' } }, { sourceNamespace: 'bank' }, { gateways: ['shop/out'] }], route: [to(spare)] },
    )],
    calls: [{ call: tcp('198.51.100.10', 5432), ends: ours }],
  },
  {
    id: 'tcp-match-of-the-pod',
    title: 'after such a match, one for the pod takes every connection; one without a subnet beside others with one, too',
    asked,
    objects: [...entries(['198.51.100.10']), routed(
      { match: [{ port: 3306 }], route: [to(db)] },
      { match: [{ destinationSubnets: ['203.0.113.0/24'] }, { port: 5432, sourceLabels: { app: 'web' } }], route: [to(spare)] },
    )],
    calls: [{ call: tcp('198.51.100.10', 5432), ends: other }],
  },
  {
    id: 'tcp-subnets',
    title: 'a subnet takes the connections into it, the service keeps the others',
    asked,
    objects: [...entries([]), routed({ match: [{ destinationSubnets: ['198.51.100.128/25'] }], route: [to('blocked.example.com')] })],
    calls: [
      { call: tcp('198.51.100.129', 5432), ends: 'missing outbound|5432||blocked.example.com' },
      { call: tcp('198.51.100.1', 5432), ends: ours },
    ],
  },
  {
    id: 'tcp-subnet-of-the-service',
    title: 'a subnet that is the service\'s own range takes the chain of the service away',
    asked,
    objects: [...entries(['198.51.100.0/24']), routed({ match: [{ destinationSubnets: ['198.51.100.0/24'] }], route: [to('blocked.example.com')] })],
    calls: [{ call: tcp('198.51.100.1', 5432), ends: 'missing outbound|5432||blocked.example.com' }],
  },
  {
    id: 'tcp-weights',
    title: 'of several destinations one of weight 0 takes no connection; one alone takes all, whatever its weight',
    asked,
    objects: [
      ...entries(['198.51.100.10']), routed({ route: [to(spare, 100), to('blocked.example.com', 0)] }),
      serviceEntry('shop/one', ['one.example.com'], { ports: [{ ...port, number: 6432 }], addresses: ['198.51.100.11'] }),
      virtualService('shop/one', ['one.example.com'], { tcp: [{ route: [to(spare, 0)] }] }),
    ],
    calls: [{ call: tcp('198.51.100.10', 5432), ends: other }, { call: tcp('198.51.100.11', 6432), ends: other }],
  },
  {
    id: 'destination-of-a-route-for-another-namespace',
    title: 'a route with a match for another namespace brings its destination in for that one alone, though another match of it takes the call',
    asked,
    objects: [
      serviceEntry('shop/db', [db], { ports: [httpPort] }),
      serviceEntry('shop/app', ['app.example.com'], { ports: [httpPort] }),
      serviceEntry('egress/spare', [spare], { ports: [httpPort] }),
      serviceEntry('egress/other', ['other.example.com'], { ports: [httpPort] }),
      virtualService('shop/db', [db], { http: [{ match: [{ sourceNamespace: 'bank' }, { port: 80 }], route: [{ destination: { host: spare } }] }] }),
      virtualService('shop/app', ['app.example.com'], { http: [{ match: [{ sourceNamespace: 'shop' }, { sourceNamespace: 'bank' }], route: [{ destination: { host: 'other.example.com' } }] }] }),
      sidecar('shop/default', ['./*']),
    ],
    calls: [{ call: http(db), ends: `missing outbound|80||${spare}` }, { call: http('app.example.com'), ends: 'outbound|80||other.example.com' }],
  },
  {
    id: 'tls-match-twice',
    title: 'of two tls matches for the same SNI the first takes the connection',
    asked,
    objects: [
      serviceEntry('shop/db', [db]),
      serviceEntry('shop/spare', [spare]),
      virtualService('shop/db', [db], { tls: [spare, db].map((host) => ({ match: [{ sniHosts: [db] }], route: [{ destination: { host, port: { number: 443 } } }] })) }),
    ],
    calls: [{ call: tls(db), ends: `outbound|443||${spare}` }],
  },
  {
    id: 'http-hosts-at-one-address',
    title: 'at an address that a Sidecar gives its listeners, plain HTTP goes by its Host header, and TLS to a wildcard of DYNAMIC_DNS by its SNI',
    asked,
    objects: [
      serviceEntry('shop/db', [db], { ports: [httpPort] }, { age: 1 }),
      serviceEntry('shop/spare', [spare], { ports: [httpPort] }, { age: 2 }),
      serviceEntry('shop/any', ['*.vendor.com'], { ports: [tlsPort], resolution: 'DYNAMIC_DNS' }),
      istio('Sidecar', 'shop/default', { egress: [{ captureMode: 'NONE', hosts: ['./*'] }] }),
    ],
    calls: [
      { call: http(spare, { address: '127.0.0.1' }), ends: `outbound|80||${spare}` },
      { call: http('other.example.com', { address: '127.0.0.1' }), ends: 'response 502' },
      { call: tls('api.vendor.com', { address: '127.0.0.1' }), ends: 'outbound|443||*.vendor.com' },
      { call: tls('other.example.com', { address: '127.0.0.1' }), ends: 'BlackHoleCluster' },
    ],
  },
  {
    id: 'sni-of-an-alias',
    title: 'the name of an ExternalName Service is an SNI of what it stands for, in short and with a final dot',
    asked,
    objects: [
      serviceEntry('shop/db', [db]),
      { ...service('shop/alias', undefined, [tlsPort].map(({ number, name }) => ({ port: number, name }))), spec: { type: 'ExternalName', externalName: db } },
    ],
    calls: ['alias.shop.svc.cluster.local', 'alias.shop.svc.cluster.local.', 'alias.shop', 'alias.shop.svc', 'alias'].map((name) => ({ call: tls(name), ends: `outbound|443||${db}` })),
  },
];
