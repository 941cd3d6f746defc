import { Callee, core, exportTo, Place, Scenario, serviceNames, Spec, spoken, severalOf } from './place';
import { Weighted } from '../generate/random';

export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  readonly protocol?: string;
  readonly appProtocol?: string;
}

/** How ports of applications are written: with the protocol in the name, in appProtocol, or nowhere. */
const applicationPorts: readonly Weighted<ServicePort>[] = [
  [10, { name: 'http', port: 80 }], [5, { name: 'http-web', port: 8080 }], [5, { name: 'web', port: 8080 }], [3, { name: 'main', port: 443 }], [3, { name: 'api', port: 80 }],
  [4, { name: 'grpc', port: 50051 }], [1, { name: 'grpc-web', port: 8080 }], [1, { name: 'http2-api', port: 8080 }],
  [4, { name: 'https', port: 443 }], [2, { name: 'tls-api', port: 8443 }], [3, { name: 'tcp-echo', port: 9000 }],
  [2, { name: 'front', port: 80, appProtocol: 'http' }], [2, { name: 'front', port: 443, appProtocol: 'https' }], [1, { name: 'front', port: 9000, appProtocol: 'kubernetes.io/h2c' }],
  [1, { name: 'front', port: 8080, appProtocol: 'kubernetes.io/ws' }], [1, { name: 'http-front', port: 9000, appProtocol: 'tcp' }], [1, { name: 'front', port: 9000, appProtocol: 'grpc' }],
  [1, { name: 'front', port: 8443, appProtocol: 'example.com/own' }], [1, { name: 'mysql', port: 3306 }], [1, { name: 'mongo-db', port: 27017 }], [1, { name: 'redis', port: 6379 }],
  [1, { name: 'syslog', port: 514, protocol: 'UDP' }], [1, { name: 'quic', port: 443, protocol: 'UDP' }], [0.2, { name: 'forward', port: 3128, appProtocol: 'http_proxy' }],
];

const names = ['cart', 'orders', 'reviews', 'ratings', 'ledger', 'search', 'mail'];

/** Services with an address of their own, as each application has one. */
export function application(place: Place): Scenario {
  const { random } = place;
  const path = place.path('Service', place.namespace(), random.pick(names));
  const chosen = severalOf(random, applicationPorts, random.weighted([[6, 1], [3, 2], [1, 3]]));
  const ports = chosen.filter((port, index) => chosen.findIndex((other) => other.port === port.port && other.protocol === port.protocol) === index);
  // A Service with one port may leave its name out.
  const written = ports.length === 1 && random.chance(0.3) ? ports.map(({ name, ...port }) => port) : named(ports);
  return {
    objects: [core('Service', path, { ...address(place), ...type(place), selector: { app: path.split('/')[1] }, ports: written }, hidden(place, path))],
    callees: serviceCallees(place, path, written),
  };
}

export function serviceCallees(place: Place, path: string, ports: readonly ServicePort[]): readonly Callee[] {
  return ports.map((port) => ({ hosts: serviceNames(path), port: port.port, protocol: spoken(place.random, port) }));
}

/** Ports whose names differ, as the API server asks. */
function named(ports: readonly ServicePort[]): readonly ServicePort[] {
  return ports.map((port, index) => ports.findIndex(({ name }) => name === port.name) === index ? port : { ...port, name: `${port.name}-${index}` });
}

/** Some Services are as a repository has them, without an address, and some have one of each family. */
function address(place: Place): Spec {
  const own = place.serviceAddress();
  return place.random.weighted<Spec>([
    [8, { clusterIP: own }], [2, {}], [1, { clusterIP: own, clusterIPs: [own, `fd00:96::${own.split('.')[3]}`], ipFamilies: ['IPv4', 'IPv6'], ipFamilyPolicy: 'PreferDualStack' }],
  ]);
}

function type(place: Place): Spec {
  return place.random.weighted<Spec>([[8, {}], [1, { type: 'NodePort' }], [1, { type: 'LoadBalancer' }]]);
}

/** A Service's exportTo is an annotation. */
export function hidden(place: Place, path: string): Spec {
  const namespaces = exportTo(place, path.split('/')[0], true);
  return namespaces === undefined ? {} : { annotations: { 'networking.istio.io/exportTo': namespaces.join(',') } };
}

/** What is in every cluster: the API server's Service, the DNS, and Speedscale. */
export function clusterServices(place: Place): Scenario {
  const dns: readonly ServicePort[] = [{ name: 'dns', port: 53, protocol: 'UDP' }, { name: 'dns-tcp', port: 53 }, { name: 'metrics', port: 9153 }];
  const https: readonly ServicePort[] = [{ name: 'https', port: 443 }];
  const forwarder: readonly ServicePort[] = [{ name: 'http', port: 80 }, { name: 'grpc', port: 4317 }];
  const of = (path: string, clusterIP: string, ports: readonly ServicePort[]): Scenario => ({
    objects: [core('Service', place.path('Service', ...path.split('/') as [string, string]), { clusterIP, ports })], callees: serviceCallees(place, path, ports),
  });
  return together([
    of('default/kubernetes', '10.96.0.1', https), of('kube-system/kube-dns', '10.96.0.10', place.random.chance(0.5) ? dns : [...dns].reverse()),
    of('speedscale/speedscale-forwarder', '10.96.0.40', forwarder),
  ]);
}

export function together(scenarios: readonly Scenario[]): Scenario {
  return { objects: scenarios.flatMap(({ objects }) => objects), callees: scenarios.flatMap(({ callees }) => callees) };
}
