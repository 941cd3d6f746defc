import { buildMesh } from '../../src/istio/mesh';
import { istio } from '../oracle/cases/objects';

/** What Istio 1.30.3 itself answered: its CRDs and its webhook, asked by the oracle with `validate`. */
function isTaken(kind: string, spec: Readonly<Record<string, unknown>>): boolean {
  return buildMesh({ release: '1.30.3', meshConfig: {}, objects: [istio(kind, 'shop/it', spec)] }).rejected.length === 0;
}

const port = { number: 443, name: 'https', protocol: 'TLS' };
const entry = (spec: object) => isTaken('ServiceEntry', { hosts: ['app.example.com'], ports: [port], ...spec });
const resolved = (resolution: string, endpoint: object, more: object = {}) => entry({ resolution, endpoints: [endpoint], ...more });
const route = (spec: object) => isTaken('VirtualService', { hosts: ['app.example.com'], http: [{ route: [{ destination: { host: 'web' } }], ...spec }] });
const rule = (spec: object) => isTaken('DestinationRule', { host: 'app.example.com', ...spec });
const long = 'x'.repeat(63);

test.each([
  ['a name in capitals of a port', entry({ ports: [{ ...port, name: 'HTTPS' }] })],
  ['a namespace in capitals to export to', entry({ exportTo: ['SHOP'] })],
  ['a number as the one label of a host', entry({ hosts: ['443'] })],
  ['a number before a final dot', entry({ hosts: ['10.0.0.1.'] })],
  ['a name in capitals of an egress listener\'s port', isTaken('Sidecar', { egress: [{ port: { ...port, name: 'HTTPS' }, hosts: ['./*'] }] })],
  ['anything for a Gateway behind one without a slash', isTaken('VirtualService', { hosts: ['a.b'], gateways: ['mesh', 'no_name'], tcp: [{ route: [{ destination: { host: 'web' } }] }] })],
  ['an endpoint by name where DNS resolves it', resolved('DNS', { address: 'origin.example.com', ports: { https: 8443 } })],
  ['a socket behind the one port of an entry', resolved('STATIC', { address: 'unix:///run/app.sock' })],
  ['a route whose fault only delays', route({ fault: { delay: { fixedDelay: '1s', percentage: { value: 1 } } } })],
  ['a policy of a DestinationRule that has nothing but that of a port', rule({ trafficPolicy: { portLevelSettings: [{ port: { number: 443 }, tls: {} }] } })],
])('Istio takes %s', (_, taken) => {
  expect(taken).toBe(true);
});

test.each([
  ['a wildcard label that is too long', entry({ hosts: [`*${long}.example.com`] })],
  ['a number to be resolved by DNS', entry({ hosts: ['443'], resolution: 'DNS' })],
  ['a range whose length begins with 0', entry({ addresses: ['10.0.0.0/08'] })],
  ['a static endpoint by name', resolved('STATIC', { address: 'origin.example.com' })],
  ['an endpoint that is no name', resolved('DNS', { address: 'a/b' })],
  ['an endpoint with a port that the entry does not have', resolved('DNS', { address: 'a.b', ports: { tls: 443 } })],
  ['an endpoint with a label that is none', resolved('DNS', { address: 'a.b', labels: { version: '*' } })],
  ['a socket that is a folder', resolved('STATIC', { address: 'unix:///run/' })],
  ['a socket behind two ports', resolved('STATIC', { address: 'unix:///run/app' }, { ports: [port, { number: 80, name: 'http', protocol: 'HTTP' }] })],
  ['a Gateway of the namespace "."', isTaken('VirtualService', { hosts: ['a.b'], gateways: ['./gateway'], tcp: [{ route: [{ destination: { host: 'web' } }] }] })],
  ['a subset that is no label', route({ route: [{ destination: { host: 'web', subset: 'v1/a' } }] })],
  ['a source label that is none', route({ match: [{ sourceLabels: { app: 'a b' } }] })],
  ['a response without a status', route({ route: undefined, directResponse: {} })],
  ['a fault that is none', route({ fault: {} })],
  ['a redirect with a fault', route({ route: undefined, redirect: { uri: '/' }, fault: { abort: { httpStatus: 500 } } })],
  ['a DestinationRule\'s policy that says nothing', rule({ trafficPolicy: { portLevelSettings: [] } })],
  ['a policy of a port that says nothing', rule({ trafficPolicy: { portLevelSettings: [{ port: { number: 443 } }] } })],
  ['a load balancer that is none', rule({ subsets: [{ name: 'v1', trafficPolicy: { loadBalancer: { simple: 'NEAREST' } } }] })],
  ['a subset with a label that is none', rule({ subsets: [{ name: 'v1', labels: { version: '-' } }] })],
])('Istio refuses %s', (_, taken) => {
  expect(taken).toBe(false);
});
