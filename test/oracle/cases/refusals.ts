import { HandmadeCase } from './case';
import { httpPort, istio, tlsPort } from './objects';
import { KubernetesObject } from '../../../src/kubernetes/object';

type Spec = Readonly<Record<string, unknown>>;

const app = 'app.example.com';
const upTo = (count: number, one: (position: number) => string) => Array.from({ length: count }, (_, position) => one(position));
const ports = (count: number) => Array.from({ length: count }, (_, position) => ({ number: 1000 + position, name: `p${position}`, protocol: 'TCP' }));
const endpoint = { address: '203.0.113.1' };
const socket = { ...tlsPort, number: 0 };
const inbound = { ...httpPort, number: 8080 };
const to = (host: unknown) => [{ destination: { host } }];

/** Objects of one kind: those that are refused, and beside each rule what it just lets through. */
function refusals(kind: string, whole: Spec, refused: Readonly<Record<string, Spec>>, taken: Readonly<Record<string, Spec>>): HandmadeCase {
  const objects = (specs: Readonly<Record<string, Spec>>): readonly KubernetesObject[] => (
    Object.entries(specs).map(([name, spec]) => istio(kind, `team/${name}`, { ...whole, ...spec })));
  return {
    id: `refusals-${kind}`,
    title: `what of ${kind} is refused, rule by rule, and what is just not`,
    objects: [...objects(refused), ...objects(taken)],
    rejected: Object.keys(refused).sort().map((name) => `${kind} team/${name}`),
    calls: [],
  };
}

/** The rules of the CRDs and of the webhook that the model states for itself. */
export const refusedObjects: readonly HandmadeCase[] = [
  refusals('ServiceEntry', { hosts: [app], ports: [tlsPort], location: 'MESH_EXTERNAL', resolution: 'NONE' }, {
    'address-of-nothing': { addresses: ['database'] },
    'address-with-range-too-long': { addresses: ['203.0.113.0/33'] },
    'both-ends': { resolution: 'STATIC', endpoints: [endpoint], workloadSelector: { labels: { app: 'db' } } },
    'endpoint-without-address': { resolution: 'STATIC', endpoints: [{ labels: { app: 'db' } }] },
    'endpoint-name-not-resolved': { resolution: 'STATIC', endpoints: [{ address: 'db.example.com' }] },
    'endpoint-name-wildcard': { resolution: 'DNS', endpoints: [{ address: '*.example.com' }] },
    'endpoint-port-of-nobody': { resolution: 'STATIC', endpoints: [{ ...endpoint, ports: { http: 8080 } }] },
    'endpoint-port-too-high': { resolution: 'STATIC', endpoints: [{ ...endpoint, ports: { tls: 70000 } }] },
    'endpoint-socket-of-two-ports': { resolution: 'STATIC', ports: [tlsPort, httpPort], endpoints: [{ address: 'unix:///run/db.sock' }] },
    'endpoint-socket-relative': { resolution: 'STATIC', endpoints: [{ address: 'unix://db.sock' }] },
    'endpoint-socket-with-no-ports': { resolution: 'STATIC', endpoints: [{ address: 'unix:///run/db.sock', ports: {} }] },
    'endpoint-socket-with-port': { resolution: 'STATIC', endpoints: [{ address: 'unix:///run/db.sock', ports: { tls: 8443 } }] },
    'endpoint-value-of-no-label': { resolution: 'STATIC', endpoints: [{ ...endpoint, labels: { app: 'a b' } }] },
    'endpoints-empty-with-none': { endpoints: [] },
    'export-all-and-one': { exportTo: ['*', 'shop'] },
    'export-not-a-namespace': { exportTo: ['my_shop'] },
    'host-empty-label': { hosts: ['app..example.com'] },
    'host-ends-in-number': { hosts: ['app.example.1'] },
    'host-label-too-long': { hosts: [`${'a'.repeat(64)}.example.com`] },
    'host-too-long': { hosts: [upTo(52, () => 'abcd').join('.')] },
    'host-underscore': { hosts: ['my_app.example.com'] },
    'port-name-twice': { ports: [tlsPort, { ...httpPort, name: 'tls' }] },
    'port-name-underscore': { ports: [{ ...tlsPort, name: 'my_tls' }] },
    'port-zero': { ports: [{ ...tlsPort, number: 0 }] },
    'ranges-with-dns': { resolution: 'DNS', addresses: ['203.0.113.0/24'] },
    'round-robin-of-two': { resolution: 'DNS_ROUND_ROBIN', endpoints: [endpoint, { address: '203.0.113.2' }] },
    'shared-port': { resolution: 'DNS', hosts: [app, 'b.example.com'], ports: [{ ...tlsPort, protocol: 'TCP' }] },
    'target-port-zero': { ports: [{ ...tlsPort, targetPort: 0 }] },
    'too-many-addresses': { addresses: upTo(257, (position) => `10.0.${Math.floor(position / 256)}.${position % 256}`) },
    'too-many-ports': { ports: ports(257) },
  }, {
    'addresses': { addresses: upTo(256, (position) => `10.0.0.${position}`) },
    'endpoint-port': { resolution: 'STATIC', endpoints: [{ ...endpoint, ports: { tls: 8443 }, labels: { 'example.com/app': '' } }] },
    'endpoint-resolved': { resolution: 'DNS', endpoints: [{ address: 'db.example.com' }, endpoint] },
    'endpoint-socket': { resolution: 'STATIC', endpoints: [{ address: 'unix://@db' }] },
    'export-nobody': { exportTo: ['~'] },
    'export-upper-case': { exportTo: ['Shop'] },
    'host-label': { hosts: [`${'a'.repeat(63)}.example.com`] },
    'host-partial-wildcard': { hosts: ['*-eu.example.com'] },
    'port-name-upper-case': { ports: [{ ...tlsPort, name: 'TLS' }] },
    'ports': { ports: ports(256) },
    'range-of-ipv6': { addresses: ['2001:db8::/32'] },
    'round-robin': { resolution: 'DNS_ROUND_ROBIN', endpoints: [endpoint] },
  }),
  refusals('Sidecar', { egress: [{ hosts: ['./*'] }] }, {
    'egress-proxy-of-registry': { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY', egressProxy: { host: app, port: { number: 443 } } } },
    'egress-proxy-wildcard': { outboundTrafficPolicy: { mode: 'ALLOW_ANY', egressProxy: { host: '*.example.com', port: { number: 443 } } } },
    'egress-proxy-without-port': { outboundTrafficPolicy: { mode: 'ALLOW_ANY', egressProxy: { host: app } } },
    'host-two-slashes': { egress: [{ hosts: ['./a/b.example.com'] }] },
    'host-without-slash': { egress: [{ hosts: [app] }] },
    'hosts-empty': { egress: [{ hosts: [] }] },
    'hosts-missing': { egress: [{ port: tlsPort }] },
    'ingress-at-another-address': { ingress: [{ port: inbound, defaultEndpoint: '203.0.113.1:8080' }] },
    'ingress-at-no-port': { ingress: [{ port: inbound, defaultEndpoint: '127.0.0.1' }] },
    'ingress-at-port-zero': { ingress: [{ port: inbound, defaultEndpoint: '127.0.0.1:0' }] },
    'ingress-at-relative-socket': { ingress: [{ port: inbound, defaultEndpoint: 'unix://app.sock' }] },
    'ingress-bound-to-a-name': { ingress: [{ port: inbound, bind: 'localhost', defaultEndpoint: '127.0.0.1:8080' }] },
    'ingress-pool-empty': { ingress: [{ port: inbound, defaultEndpoint: '127.0.0.1:8080', connectionPool: {} }] },
    'ingress-port-name': { ingress: [{ port: { ...inbound, name: 'my_http' }, defaultEndpoint: '127.0.0.1:8080' }] },
    'ingress-port-too-high': { ingress: [{ port: { ...inbound, number: 65536 }, defaultEndpoint: '127.0.0.1:8080' }] },
    'ingress-protocol': { ingress: [{ port: { ...inbound, protocol: 'QUIC' }, defaultEndpoint: '127.0.0.1:8080' }] },
    'ingress-without-port': { ingress: [{ defaultEndpoint: '127.0.0.1:8080' }] },
    'inbound-pool-empty': { inboundConnectionPool: {} },
    'namespace-not-a-label': { egress: [{ hosts: ['my_team/*'] }] },
    'port-too-high': { egress: [{ port: { ...tlsPort, number: 70000 }, hosts: ['./*'] }] },
    'port-twice': { egress: [{ port: tlsPort, hosts: ['./*'] }, { port: tlsPort, hosts: ['team/*'] }] },
    'selects-nothing': { workloadSelector: { labels: { app: '*' } } },
    'socket-twice': { egress: [{ port: socket, bind: 'unix:///run/a.sock', hosts: ['./*'] }, { port: socket, bind: 'unix:///run/a.sock', hosts: ['team/*'] }] },
    'target-port': { egress: [{ port: { ...tlsPort, targetPort: 8443 }, hosts: ['./*'] }] },
  }, {
    'egress-proxy': { outboundTrafficPolicy: { mode: 'ALLOW_ANY', egressProxy: { host: app, port: { number: 443 } } } },
    'inbound-pool': { inboundConnectionPool: { tcp: { maxConnections: 10 } } },
    'ingress': { ingress: [{ port: inbound, defaultEndpoint: ':8080' }, { port: { ...inbound, number: 8081 }, defaultEndpoint: '[::1]:8080' }, { port: { ...inbound, number: 8082 } }] },
    'namespace': { egress: [{ hosts: ['~/*', 'team/*.example.com', '*/app.example.com'] }] },
    'two-sockets': { egress: [{ port: socket, bind: 'unix:///run/a.sock', hosts: ['./*'] }, { port: socket, bind: 'unix://@b', hosts: ['team/*'] }] },
    'two-ports': { egress: [{ port: tlsPort, hosts: ['./*'] }, { port: { ...httpPort, number: 8080 }, hosts: ['./*'] }, { hosts: ['./*'] }] },
  }),
  refusals('VirtualService', { hosts: [app], http: [{ route: to('b') }] }, {
    'any-host-in-mesh': { hosts: ['*'] },
    'destination-any': { http: [{ route: to('*') }] },
    'destination-missing': { http: [{ route: [{ weight: 100 }] }] },
    'destination-address': { http: [{ route: to('203.0.113.1') }] },
    'destination-port-zero': { http: [{ route: [{ destination: { host: 'b', port: { number: 0 } } }] }] },
    'export-to-nobody': { exportTo: ['~'] },
    'destination-subset-name': { http: [{ route: [{ destination: { host: 'b', subset: 'v1.0' } }] }] },
    'fault-beside-redirect': { http: [{ redirect: { uri: '/' }, fault: { delay: { fixedDelay: '5s', percentage: { value: 100 } } } }] },
    'gateway-of-own-namespace': { gateways: ['./public'] },
    'gateway-two-slashes': { gateways: ['a/b/c'] },
    'gateway-wildcard': { gateways: ['*'] },
    'no-routes': { http: [] },
    'redirect-empty-texts': { http: [{ redirect: { uri: '', scheme: '' } }] },
    'rewrite-beside-response': { http: [{ directResponse: { status: 200 }, rewrite: { uri: '/' } }] },
    'sni-beside-hosts': { http: [], tls: [{ match: [{ sniHosts: ['other.example.com'] }], route: to(app) }] },
    'sni-empty': { http: [], tls: [{ match: [{ sniHosts: [] }], route: to(app) }] },
    'source-label-value': { http: [{ match: [{ sourceLabels: { app: 'a b' } }], route: to('b') }] },
    'source-namespace': { http: [{ match: [{ sourceNamespace: 'my_team' }], route: to('b') }] },
    'subnet-not-a-range': { http: [], tcp: [{ match: [{ destinationSubnets: ['database'] }], route: to(app) }] },
    'tcp-without-route': { http: [], tcp: [{ match: [{ port: 443 }] }] },
    'tls-without-match': { http: [], tls: [{ route: to(app) }] },
    'weight-negative': { http: [{ route: [{ destination: { host: 'b' }, weight: -1 }, { destination: { host: 'c' }, weight: 101 }] }] },
    'weights-zero': { http: [{ route: [{ destination: { host: 'b' }, weight: 0 }, { destination: { host: 'c' }, weight: 0 }] }] },
    'without-hosts-with-gateways': { hosts: [], gateways: ['mesh'] },
  }, {
    'address-as-host': { hosts: ['203.0.113.10'] },
    'any-host-at-gateway': { hosts: ['*'], gateways: ['team/public'] },
    'delegate-with-empty-route': { http: [{ delegate: { name: 'routes' }, route: [] }] },
    'gateway-behind-one-of-old': { gateways: ['public.team.svc.cluster.local', 'a/b/c', 'my_gateway'] },
    'gateway-of-old': { gateways: ['public.team.svc.cluster.local'] },
    'sni-below-host': { hosts: ['*.example.com'], http: [], tls: [{ match: [{ sniHosts: [app] }], route: to(app) }] },
    'source-namespace-of-tcp': { http: [], tcp: [{ match: [{ sourceNamespace: 'my_team' }], route: to(app) }] },
    'weight-of-one-zero': { http: [{ route: [{ destination: { host: 'b' }, weight: 0 }, { destination: { host: 'c' }, weight: 1 }] }] },
  }),
  refusals('DestinationRule', { host: app }, {
    'host-empty': { host: '' },
    'balancer': { trafficPolicy: { loadBalancer: { simple: 'FASTEST' } } },
    'mutual-both': { trafficPolicy: { tls: { mode: 'MUTUAL', credentialName: 'c', clientCertificate: '/a', privateKey: '/b' } } },
    'mutual-without-certificate': { trafficPolicy: { tls: { mode: 'MUTUAL' } } },
    'policy-empty': { trafficPolicy: {} },
    'policy-of-no-ports': { trafficPolicy: { portLevelSettings: [] } },
    'port-empty': { trafficPolicy: { portLevelSettings: [{ port: { number: 443 } }] } },
    'port-missing': { trafficPolicy: { portLevelSettings: [{ tls: { mode: 'SIMPLE' } }] } },
    'selector-wildcard': { workloadSelector: { matchLabels: { app: 'web*' } } },
    'selector-beyond-namespace': { workloadSelector: { matchLabels: { app: 'web' } }, exportTo: ['shop'] },
    'simple-both': { trafficPolicy: { tls: { mode: 'SIMPLE', credentialName: 'c', caCertificates: '/c' } } },
    'subset-label': { subsets: [{ name: 'v1', labels: { version: 'v 1' } }] },
    'subset-name': { subsets: [{ name: 'v1.0', labels: { version: 'v1' } }] },
    'subset-policy-empty': { subsets: [{ name: 'v1', labels: { version: 'v1' }, trafficPolicy: {} }] },
    'subset-twice': { subsets: [{ name: 'v1', labels: { version: 'v1' } }, { name: 'v1', labels: { version: 'v2' } }] },
    'subset-without-name': { subsets: [{ labels: { version: 'v1' } }] },
  }, {
    'mutual': { trafficPolicy: { tls: { mode: 'MUTUAL', credentialName: 'c' } } },
    'disabled-both': { trafficPolicy: { tls: { mode: 'DISABLE', credentialName: 'c', caCertificates: '/c' } } },
    'policy-without-tls': { trafficPolicy: { outlierDetection: { consecutive5xxErrors: 5 } } },
    'port-without-tls': { trafficPolicy: { portLevelSettings: [{ port: { number: 443 }, tls: { mode: 'SIMPLE' } }] } },
    'selector-own-namespace': { workloadSelector: { matchLabels: { app: 'web' } }, exportTo: ['.'] },
  }),
];
