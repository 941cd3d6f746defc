import { blackHole, HandmadeCase, http, since, tcp, tls } from './case';
import { httpPort, istio, service, serviceEntry, sidecar, tlsPort } from './objects';

const app = 'app.speedscale.com';
const imported = { call: tls(app), ends: `outbound|443||${app}` };
const cut = { call: tls(app), ends: blackHole };
const cutSince131 = { call: tls(app), ends: since(['1.24', imported.ends], ['1.31', blackHole]) };
const entry = serviceEntry('speedscale/app', [app]);
const own = serviceEntry('shop/own', ['own.example.com']);
const ownImported = { call: tls('own.example.com'), ends: 'outbound|443||own.example.com' };
const buckets = '*.s3.us-east-1.amazonaws.com';
const bucket = 'logs.s3.us-east-1.amazonaws.com';

function listeners(...egress: readonly Record<string, unknown>[]) {
  return istio('Sidecar', 'shop/default', { egress });
}

/** What the hosts of an egress listener bring in, and on which ports. */
export const imports: readonly HandmadeCase[] = [
  {
    id: 'import-namespace-of-the-entry',
    title: 'the namespace of a host entry is that of the ServiceEntry object',
    objects: [entry, sidecar('shop/default', [`shop/${app}`])],
    calls: [cut],
  },
  {
    id: 'import-wildcard-over-wildcard',
    title: 'a wider wildcard imports a wildcard ServiceEntry',
    objects: [serviceEntry('speedscale/s3', [buckets]), sidecar('shop/default', ['speedscale/*.amazonaws.com'])],
    calls: [{ call: tls(bucket), ends: `outbound|443||${buckets}` }],
  },
  {
    id: 'import-exact-under-wildcard',
    title: 'an exact host does not import a wildcard ServiceEntry that covers it',
    objects: [serviceEntry('speedscale/s3', [buckets]), sidecar('shop/default', [`speedscale/${bucket}`])],
    calls: [{ call: tls(bucket), ends: blackHole }],
  },
  {
    id: 'import-any-namespace',
    title: '"*/host" imports a host from every namespace',
    objects: [entry, own, sidecar('shop/default', [`*/${app}`])],
    calls: [imported, { call: tls('own.example.com'), ends: blackHole }],
  },
  {
    id: 'import-docs-example',
    title: 'a Sidecar that lists the namespace speedscale alone cuts the pod from its own namespace',
    objects: [
      entry,
      service('shop/cart', '10.96.0.1', [{ name: 'http', port: 80 }]),
      service('shop/db', '10.96.0.2', [{ name: 'tcp', port: 5432 }]),
      sidecar('shop/default', ['speedscale/*']),
    ],
    calls: [imported, { call: http('cart', { address: '10.96.0.1' }), ends: blackHole }, { call: tcp('10.96.0.2', 5432), ends: blackHole }],
  },
  {
    id: 'tilde-alone',
    title: '"~/*" alone imports nothing',
    objects: [entry, own, sidecar('shop/default', ['~/*'])],
    calls: [cut, { call: tls('own.example.com'), ends: blackHole }],
  },
  {
    id: 'tilde-mixed',
    title: 'from 1.31 "~/*" beside "./*" takes everything out again',
    objects: [own, sidecar('shop/default', ['./*', '~/*'])],
    calls: [{ ...ownImported, ends: since(['1.24', ownImported.ends], ['1.31', blackHole]) }],
  },
  {
    id: 'tilde-exclusion',
    title: 'from 1.31 "~namespace/host" takes one host out of a wider import; before, such a Sidecar is refused',
    objects: [entry, own, sidecar('shop/default', ['*/*', `~speedscale/${app}`])],
    rejected: since(['1.24', ['Sidecar shop/default']], ['1.31', []]),
    calls: [cutSince131, ownImported],
  },
  {
    id: 'fast-path-two-entries',
    title: 'from 1.31 a list of exact hosts brings in one ServiceEntry for each host and namespace, the oldest',
    objects: [
      serviceEntry('speedscale/first', [app], { ports: [httpPort] }, { age: 1 }),
      serviceEntry('speedscale/second', [app], { ports: [tlsPort] }, { age: 2 }),
      sidecar('shop/default', [`speedscale/${app}`]),
    ],
    calls: [cutSince131, { call: http(app), ends: `outbound|80||${app}` }],
  },
  {
    id: 'slow-path-two-entries',
    title: 'a list with a wildcard brings in all ServiceEntries of a host in one namespace',
    objects: [
      serviceEntry('speedscale/first', [app], { ports: [httpPort] }, { age: 1 }),
      serviceEntry('speedscale/second', [app], { ports: [tlsPort] }, { age: 2 }),
      sidecar('shop/default', ['speedscale/*']),
    ],
    calls: [imported, { call: http(app), ends: `outbound|80||${app}` }],
  },
  {
    id: 'port-listener-locks',
    title: 'an egress listener for port 443 keeps the hosts of the one for every port off 443',
    objects: [entry, own, listeners({ port: tlsPort, hosts: ['./*'] }, { hosts: ['./*', 'speedscale/*'] })],
    calls: [cut, ownImported],
  },
  {
    id: 'port-listener-imports',
    title: 'a host in the egress listener for port 443 is let through there',
    objects: [entry, own, listeners({ port: tlsPort, hosts: ['./*', 'speedscale/*'] }, { hosts: ['./*'] })],
    calls: [imported, ownImported],
  },
  {
    id: 'port-listener-alone',
    title: 'without an egress listener for every port, other ports fall to the policy',
    objects: [
      entry,
      serviceEntry('speedscale/alt', ['alt.example.com'], { ports: [{ number: 8443, name: 'tls', protocol: 'TLS' }] }),
      listeners({ port: tlsPort, hosts: ['speedscale/*'] }),
    ],
    calls: [imported, { call: tls('alt.example.com', { port: 8443 }), ends: blackHole }],
  },
  {
    id: 'port-listener-own-protocol',
    title: 'an egress listener for port 443 with protocol TCP lets no SNI decide: the first service takes all',
    objects: [entry, own, listeners({ port: { number: 443, name: 'tcp', protocol: 'TCP' }, hosts: ['*/*'] })],
    calls: [imported, { call: tls('other.example.com'), ends: `outbound|443||${app}` }],
  },
  {
    id: 'bound-listener',
    title: 'an egress listener with its own bind takes the connections to that address, and none other',
    objects: [entry, own, listeners({ port: tlsPort, bind: '127.0.0.1', captureMode: 'NONE', hosts: ['*/*'] })],
    calls: [{ call: tls(app, { address: '127.0.0.1' }), ends: `outbound|443||${app}` }, { call: tls('own.example.com', { address: '127.0.0.1' }), ends: `outbound|443||${app}` }, cut],
  },
];
