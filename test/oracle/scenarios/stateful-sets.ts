import { hidden, serviceCallees, ServicePort } from './applications';
import { Callee, core, Place, Scenario, serviceName, serviceNames, Spec, spoken } from './place';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { Weighted } from '../generate/random';

interface Store {
  readonly name: string;
  readonly ports: readonly ServicePort[];
}

/** What runs as a StatefulSet, with the ports that it has. */
const stores: readonly Weighted<Store>[] = [
  [4, { name: 'kafka', ports: [{ name: 'tcp-kafka', port: 9092 }, { name: 'tls', port: 9093 }] }],
  [2, { name: 'zookeeper', ports: [{ name: 'client', port: 2181 }, { name: 'tcp-election', port: 3888 }] }],
  [2, { name: 'mongodb', ports: [{ name: 'mongo', port: 27017 }] }],
  [2, { name: 'postgres', ports: [{ name: 'tcp-postgres', port: 5432 }] }],
  [1, { name: 'postgres', ports: [{ port: 5432 }] }],
  [2, { name: 'cassandra', ports: [{ name: 'cql', port: 9042 }, { name: 'tls-cql', port: 9142 }] }],
  [2, { name: 'search', ports: [{ name: 'http', port: 9200 }, { name: 'tcp-transport', port: 9300 }] }],
  [1, { name: 'mysql', ports: [{ name: 'mysql', port: 3306 }] }],
  [1, { name: 'redis', ports: [{ name: 'redis', port: 6379 }] }],
  [2, { name: 'consul', ports: [{ name: 'http', port: 8500 }, { name: 'dns', port: 8600, protocol: 'UDP' }, { name: 'dns-tcp', port: 8600 }] }],
  [1, { name: 'web', ports: [{ name: 'http', port: 80 }, { name: 'https', port: 443 }] }],
  [1, { name: 'cache', ports: [{ name: 'cache', port: 11211, protocol: 'UDP' }] }],
];

interface Pod {
  readonly hostname: string;
  readonly addresses: readonly string[];
  readonly conditions: Spec;
}

/** A headless Service with its pods, each of which has a name, and often a Service with an address beside it. */
export function statefulSet(place: Place): Scenario {
  const { random } = place;
  const { name, ports } = random.weighted(stores);
  const path = place.path('Service', place.namespace(), random.chance(0.5) ? name : `${name}-headless`);
  const pods = random.times(random.weighted([[1, 0], [3, 1], [4, 2], [2, 3]]), (index) => pod(place, `${name}-${index}`));
  const headless = core('Service', path, {
    clusterIP: 'None', selector: { app: name }, ports, ...(random.chance(0.15) && { publishNotReadyAddresses: true }),
  }, hidden(place, path));
  const beside = random.chance(0.3) ? [place.path('Service', path.split('/')[0], `${name}-client`)] : [];
  return {
    objects: [
      headless, ...slices(place, path, ports, pods),
      ...beside.map((client) => core('Service', client, { clusterIP: place.serviceAddress(), selector: { app: name }, ports })),
    ],
    callees: [
      ...serviceCallees(place, path, ports), ...ports.flatMap((port) => podCallees(place, path, port, pods)),
      ...beside.flatMap((client) => serviceCallees(place, client, ports)),
    ],
  };
}

function pod(place: Place, hostname: string): Pod {
  const { random } = place;
  return {
    hostname,
    addresses: random.times(random.weighted([[6, 1], [1, 2]]), () => place.podAddress()),
    conditions: random.weighted<Spec>([
      [7, { ready: true }], [2, { ready: false }], [1, { ready: false, serving: true, terminating: true }], [1, {}],
    ]),
  };
}

/** The pods' own names, and those below the Service that no pod has. */
function podCallees(place: Place, path: string, port: ServicePort, pods: readonly Pod[]): readonly Callee[] {
  const { random } = place;
  const hostnames = [...pods.map(({ hostname }) => hostname), ...(random.chance(0.1) ? ['gone-9'] : [])];
  const byName = hostnames.map((hostname) => serviceNames(path).map((service) => `${hostname}.${service}`));
  const byAddress = pods.filter(() => random.chance(0.4)).map(({ addresses }) => addresses);
  return [...byName, ...byAddress].map((hosts) => ({ hosts, port: port.port, protocol: spoken(random, port) }));
}

/** Their EndpointSlices: one, or one for each half, or none where no pod was ever there. */
function slices(place: Place, path: string, ports: readonly ServicePort[], pods: readonly Pod[]): readonly KubernetesObject[] {
  if (pods.length === 0 && place.random.chance(0.5)) return [];
  const halves = pods.length > 1 && place.random.chance(0.2) ? [pods.slice(0, 1), pods.slice(1)] : [pods];
  const [namespace, service] = path.split('/');
  return halves.map((half, index) => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: `${service}-${index}`, namespace, labels: { 'kubernetes.io/service-name': service } },
    addressType: 'IPv4',
    ports: ports.map(({ name, port, protocol = 'TCP' }) => ({ ...(name !== undefined && { name }), port, protocol })),
    endpoints: half.map(({ hostname, addresses, conditions }) => ({ addresses, conditions, hostname })),
  }));
}

/** A wildcard for the pods of a headless Service, or each by its name, as teams wrote them before Istio knew StatefulSets. */
export function podEntry(place: Place): Scenario {
  const { random } = place;
  const namespace = place.namespace();
  const service = serviceName(`${namespace}/kafka`);
  const byName = random.chance(0.5);
  const hosts = byName ? [`kafka-0.${service}`, `kafka-1.${service}`] : [`*.${service}`];
  const protocol = random.pick(['TCP', 'TLS', 'HTTP']);
  const entry: KubernetesObject = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'ServiceEntry',
    metadata: { name: place.path('ServiceEntry', namespace, 'kafka-pods').split('/')[1], namespace },
    spec: {
      hosts: hosts.slice(0, protocol === 'TCP' ? 1 : 2),
      ports: [{ number: 9092, name: 'broker', protocol }],
      location: 'MESH_INTERNAL',
      ...(byName ? { resolution: 'STATIC', endpoints: [{ address: place.podAddress() }] } : { resolution: 'NONE' }),
    },
  };
  return { objects: [entry], callees: [{ hosts: [`kafka-0.${service}`, `kafka-1.${service}`, service], port: 9092, protocol: protocol as Callee['protocol'] }] };
}
