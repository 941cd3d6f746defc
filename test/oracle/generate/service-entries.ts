import { addresses, exported, externalHosts, fullName, ports, serviceNames } from './pool';
import { Random, sometimes, Weighted } from './random';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { serviceEntry } from '../cases/objects';

const protocols: readonly Weighted<string | undefined>[] = [
  [20, 'TLS'], [8, 'HTTPS'], [10, 'HTTP'], [7, 'TCP'], [2, 'GRPC'], [1, 'HTTP2'], [1, 'MONGO'], [1, 'MYSQL'], [1, 'REDIS'], [3, undefined], [1, 'tls'], [0.3, 'UDP'],
];

/** What resolution DYNAMIC_DNS is for; before 1.30, HTTP alone. */
const dynamicProtocols: readonly Weighted<string>[] = [[4, 'HTTP'], [2, 'TLS'], [0.3, 'GRPC']];

/** ServiceEntries, many of them for the same few hosts. */
export function serviceEntries(random: Random, inNamespaces: readonly string[]): readonly KubernetesObject[] {
  const entries = random.times(random.between(2, 7), (position) => entry(random, `${random.pick(inNamespaces)}/entry-${position}`, hosts(random, inNamespaces)));
  return [...entries, ...(random.chance(0.3) ? sameHostAgain(random, entries, inNamespaces) : [])];
}

/** Another ServiceEntry for the hosts of one that is there, in its namespace or elsewhere. */
function sameHostAgain(random: Random, entries: readonly KubernetesObject[], inNamespaces: readonly string[]): readonly KubernetesObject[] {
  const first = random.pick(entries) as unknown as { metadata: { namespace: string }; spec: { hosts: string[] } };
  const namespace = random.chance(0.6) ? first.metadata.namespace : random.pick(inNamespaces);
  return [entry(random, `${namespace}/again`, first.spec.hosts)];
}

function hosts(random: Random, inNamespaces: readonly string[]): readonly string[] {
  const host = () => random.chance(0.06) ? fullName(random.pick(serviceNames), random.pick(inNamespaces)) : random.weighted(externalHosts);
  return [...new Set(random.times(random.weighted([[6, 1], [3, 2], [1, 3]] as const), host))];
}

function entry(random: Random, path: string, hostNames: readonly string[]): KubernetesObject {
  const wildcard = hostNames.some((host) => host.startsWith('*'));
  // A wildcard with DNS is refused: rarely, so that what is refused is met too.
  const resolution = random.weighted([[12, 'NONE'], [wildcard ? 0.2 : 4, 'DNS'], [wildcard ? 0.5 : 2, 'STATIC'], [wildcard ? 0.1 : 1, 'DNS_ROUND_ROBIN'], [wildcard ? 1.5 : 0.05, 'DYNAMIC_DNS'], [1, undefined]] as const);
  const ranges = !['DNS', 'DNS_ROUND_ROBIN'].includes(resolution ?? '') || random.chance(0.05);
  return serviceEntry(path, hostNames, {
    ports: entryPorts(random, resolution === 'DYNAMIC_DNS' && random.chance(0.9) ? dynamicProtocols : protocols),
    resolution,
    location: random.weighted([[8, 'MESH_EXTERNAL'], [2, 'MESH_INTERNAL'], [1, undefined]] as const),
    ...sometimes(random, resolution === 'DYNAMIC_DNS' ? 0.03 : 0.22, () => ({ addresses: entryAddresses(random, ranges) })),
    ...endpointsFor(random, resolution),
    ...exported(random, path.split('/')[0]),
  }, sometimes(random, 0.03, () => ({ labels: { 'istio.io/rev': random.pick(['default', 'canary']) } })));
}

function entryPorts(random: Random, spoken: readonly Weighted<string | undefined>[]) {
  const numbers = [...new Set(random.times(random.weighted([[6, 1], [3, 2], [1, 3]] as const), () => random.weighted(ports)))];
  return numbers.map((number, position) => {
    const protocol = random.weighted(spoken);
    return { number, name: `${random.pick(['https', 'tcp', 'p'])}-${position}`, ...(protocol !== undefined && { protocol }), ...sometimes(random, 0.05, () => ({ targetPort: 8443 })) };
  });
}

function entryAddresses(random: Random, ranges: boolean): readonly string[] {
  const drawn = random.times(random.weighted([[3, 1], [1, 2]] as const), () => random.weighted(addresses));
  return [...new Set(drawn.map((address) => ranges ? address : address.split('/')[0]))];
}

function endpointsFor(random: Random, resolution: string | undefined) {
  if (random.chance(0.04)) return { workloadSelector: { labels: { app: 'nowhere' } } };
  if (resolution === 'STATIC') return sometimes(random, 0.8, () => ({ endpoints: [{ address: '203.0.113.99' }] }));
  if (resolution === 'DNS') return sometimes(random, 0.3, () => ({ endpoints: [{ address: 'origin.example.com', ...sometimes(random, 0.5, () => ({ labels: { version: 'v1' } })) }] }));
  // NONE with endpoints is refused.
  return sometimes(random, 0.01, () => ({ endpoints: [{ address: '203.0.113.99' }] }));
}
