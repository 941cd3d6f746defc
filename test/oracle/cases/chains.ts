import { blackHole, HandmadeCase, http, passthrough, tcp, tls } from './case';
import { endpoints, service, serviceEntry } from './objects';

const app = 'app.speedscale.com';
const toApp = { call: tls(app), ends: `outbound|443||${app}` };
const entry = serviceEntry('speedscale/app', [app]);
const tcpPort = { number: 443, name: 'tcp', protocol: 'TCP' };
const unnamed = { number: 443, name: 'https' };
const unknownSni = tls('unknown.example.com');

/** Which listener and filter chain takes a connection. */
export const chains: readonly HandmadeCase[] = [
  {
    id: 'sni-exact-longest',
    title: 'an exact SNI comes before the longest wildcard, and a wildcard does not match its own suffix',
    objects: [serviceEntry('speedscale/s3', ['*.amazonaws.com', '*.s3.amazonaws.com', 'logs.s3.amazonaws.com'])],
    calls: [
      { call: tls('logs.s3.amazonaws.com'), ends: 'outbound|443||logs.s3.amazonaws.com' },
      { call: tls('a.b.s3.amazonaws.com'), ends: 'outbound|443||*.s3.amazonaws.com' },
      { call: tls('s3.amazonaws.com'), ends: 'outbound|443||*.amazonaws.com' },
      { call: tls('amazonaws.com'), ends: blackHole },
    ],
  },
  {
    id: 'sni-absent',
    title: 'a connection without SNI falls to the default chain',
    objects: [entry],
    calls: [{ call: tls(''), ends: blackHole }, { call: tcp('203.0.113.10', 443), ends: blackHole }],
  },
  {
    id: 'passthrough-chain',
    title: 'under ALLOW_ANY an unknown SNI passes by the default chain',
    mesh: {},
    objects: [entry],
    calls: [toApp, { call: unknownSni, ends: passthrough }],
  },
  {
    id: 'tcp-entry-opens-443',
    title: 'a ServiceEntry with protocol TCP and resolution NONE on 443 takes every unknown SNI',
    objects: [entry, serviceEntry('billing/tcp', ['tcp.example.com'], { ports: [tcpPort] })],
    calls: [toApp, { call: unknownSni, ends: 'outbound|443||tcp.example.com' }],
  },
  {
    id: 'tcp-entry-dns-captures-443',
    title: 'with resolution DNS such an entry sends every unknown SNI to its host',
    objects: [entry, serviceEntry('billing/tcp', ['tcp.example.com'], { ports: [tcpPort], resolution: 'DNS' })],
    calls: [toApp, { call: unknownSni, ends: 'outbound|443||tcp.example.com' }],
  },
  {
    id: 'unnamed-protocol-443',
    title: 'the name of a port of a ServiceEntry gives no protocol: without one it takes every unknown SNI',
    objects: [entry, serviceEntry('billing/auto', ['auto.example.com'], { ports: [unnamed] })],
    calls: [toApp, { call: unknownSni, ends: 'outbound|443||auto.example.com' }],
  },
  {
    id: 'two-tcp-entries',
    title: 'of two such entries the older takes all',
    objects: [
      serviceEntry('billing/a', ['a.example.com'], { ports: [tcpPort] }, { age: 2 }),
      serviceEntry('billing/b', ['b.example.com'], { ports: [tcpPort] }, { age: 1 }),
    ],
    calls: [{ call: unknownSni, ends: 'outbound|443||b.example.com' }],
  },
  {
    id: 'cidr-before-sni',
    title: 'an address in the CIDR of a ServiceEntry is matched before the SNI, without a way back',
    objects: [entry, serviceEntry('billing/cidr', ['cidr.example.com'], { addresses: ['203.0.113.0/24'] })],
    calls: [
      { call: tls(app), ends: blackHole },
      { call: tls('cidr.example.com'), ends: 'outbound|443||cidr.example.com' },
      { call: tls(app, { address: '198.51.100.1' }), ends: `outbound|443||${app}` },
    ],
  },
  {
    id: 'address-without-sni',
    title: 'a ServiceEntry with one address gets a listener of its own, where no SNI is matched',
    objects: [entry, serviceEntry('billing/ip', ['ip.example.com'], { addresses: ['203.0.113.10'] })],
    calls: [{ call: tls(app), ends: 'outbound|443||ip.example.com' }, { call: tls(app, { address: '198.51.100.1' }), ends: `outbound|443||${app}` }],
  },
  {
    id: 'service-address-without-sni',
    title: 'TLS to the address of a Service goes to it whatever the SNI',
    objects: [entry, service('default/kubernetes', '10.96.0.1', [{ name: 'https', port: 443 }])],
    calls: [{ call: tls(app, { address: '10.96.0.1' }), ends: 'outbound|443||kubernetes.default.svc.cluster.local' }, toApp],
  },
  {
    id: 'http-service-on-443',
    title: 'an HTTP service on 443 leaves the SNI chains alone',
    objects: [entry, service('shop/web', '10.96.0.1', [{ name: 'http', port: 443 }])],
    calls: [toApp, { call: unknownSni, ends: blackHole }, { call: http('web', { port: 443, address: '10.96.0.1' }), ends: 'outbound|443||web.shop.svc.cluster.local' }],
  },
  {
    id: 'headless-tcp',
    title: 'a headless TCP service has a listener for each of its endpoints',
    objects: [
      service('shop/db', 'None', [{ name: 'tcp', port: 5432 }]),
      endpoints('shop/db', ['10.0.0.7'], { name: 'tcp', port: 5432, protocol: 'TCP' }),
    ],
    calls: [{ call: tcp('10.0.0.7', 5432), ends: 'outbound|5432||db.shop.svc.cluster.local' }, { call: tcp('10.0.0.8', 5432), ends: blackHole }],
  },
  {
    id: 'partial-wildcard',
    title: 'a partial wildcard in a ServiceEntry is only warned of',
    objects: [serviceEntry('billing/partial', ['*foo.example.com'])],
    calls: [{ call: tls('xfoo.example.com'), ends: 'outbound|443||*foo.example.com' }],
  },
  {
    id: 'none-with-workload-selector',
    title: 'resolution NONE with a workloadSelector that selects nothing makes no listener',
    objects: [serviceEntry('shop/pods', ['pods.example.com'], { location: 'MESH_INTERNAL', workloadSelector: { labels: { app: 'none' } } })],
    calls: [{ call: tls('pods.example.com'), ends: blackHole }],
  },
  {
    id: 'static-without-endpoints',
    title: 'resolution STATIC without endpoints has a cluster, which is empty',
    objects: [serviceEntry('billing/static', ['static.example.com'], { resolution: 'STATIC' })],
    calls: [{ call: tls('static.example.com'), ends: 'outbound|443||static.example.com' }],
  },
  {
    id: 'dns-without-endpoints',
    title: 'resolution DNS with a workloadSelector that selects nothing has a chain and no cluster',
    objects: [serviceEntry('billing/dns', ['dns.example.com'], { resolution: 'DNS', workloadSelector: { labels: { app: 'none' } } })],
    calls: [{ call: tls('dns.example.com'), ends: 'missing outbound|443||dns.example.com' }],
  },
];
