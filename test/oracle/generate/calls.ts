import { calledAddresses, calledHosts, outside, ports } from './pool';
import { Random } from './random';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { Call, Proxy } from '../format';

/** A host and port that some object of the mesh names, and how it is called. */
interface Named {
  readonly hosts: readonly string[];
  readonly addresses: readonly string[];
  readonly ports: readonly { readonly number: number; readonly protocol: Call['protocol'] }[];
}

/** Calls of all proxies: mostly to what the objects name, in the way that they name it; some to anything at all. */
export function calls(random: Random, proxies: readonly Proxy[], objects: readonly KubernetesObject[], count: number): readonly Call[] {
  const named = objects.flatMap(namedBy);
  return random.times(count, () => {
    const { id } = random.pick(proxies);
    return named.length === 0 || random.chance(0.15) ? anyCall(random, id, named) : likelyCall(random, id, random.pick(named));
  });
}

function likelyCall(random: Random, proxy: string, { hosts, addresses, ports: listed }: Named): Call {
  const { number, protocol } = random.pick(listed);
  const address = addresses.length > 0 && random.chance(0.8) ? random.pick(addresses) : outside;
  const port = random.chance(0.1) ? random.weighted(ports) : number;
  return call(random, proxy, random.pick(hosts), port, random.chance(0.12) ? random.pick(['TLS', 'HTTP', 'TCP']) : protocol, address);
}

function anyCall(random: Random, proxy: string, named: readonly Named[]): Call {
  const host = random.pick([...calledHosts, ...named.flatMap(({ hosts }) => hosts)]);
  return call(random, proxy, host, random.weighted(ports), random.pick(['TLS', 'HTTP', 'TCP']), random.pick(calledAddresses));
}

/** TCP says no host; a wildcard stands for a name below it. */
function call(random: Random, proxy: string, host: string, port: number, protocol: Call['protocol'], address: string): Call {
  const name = protocol === 'TCP' ? '' : host.replace('*', random.pick(['a', 'logs', 'b.logs']));
  return { proxy, host: protocol === 'HTTP' && random.chance(0.02) ? `${name}:${port}` : name, port, protocol, address };
}

function namedBy({ kind, metadata, spec }: KubernetesObject): readonly Named[] {
  if (kind === 'Service') return [namedByService(metadata as { name: string; namespace: string }, spec as ServiceSpec)];
  if (kind === 'ServiceEntry') return [namedByEntry(spec as EntrySpec)];
  if (kind === 'VirtualService') return namedByRoutes(spec as RoutesSpec);
  return [];
}

interface ServiceSpec {
  readonly clusterIP?: string;
  readonly ports: readonly { readonly port: number; readonly name: string; readonly appProtocol?: string }[];
}

function namedByService({ name, namespace }: { name: string; namespace: string }, { clusterIP, ports: listed }: ServiceSpec): Named {
  return {
    hosts: [`${name}.${namespace}.svc.cluster.local`, `${name}.${namespace}`, `${name}.${namespace}.svc`, name],
    addresses: clusterIP === 'None' ? ['10.0.0.7'] : [clusterIP ?? outside],
    ports: listed.map(({ port, name: portName, appProtocol }) => ({ number: port, protocol: spoken(appProtocol ?? portName) })),
  };
}

interface EntrySpec {
  readonly hosts: readonly string[];
  readonly addresses?: readonly string[];
  readonly ports: readonly { readonly number: number; readonly protocol?: string }[];
}

function namedByEntry({ hosts, addresses = [], ports: listed }: EntrySpec): Named {
  return {
    hosts,
    addresses: addresses.map((address) => address.replace(/0\/\d+$/, '77').replace(/\/\d+$/, '')),
    ports: listed.map(({ number, protocol = '' }) => ({ number, protocol: spoken(protocol) })),
  };
}

interface RoutesSpec {
  readonly hosts?: readonly string[];
  readonly tls?: unknown;
  readonly http?: unknown;
}

function namedByRoutes({ hosts, tls, http }: RoutesSpec): readonly Named[] {
  const listed: Named['ports'] = [
    ...(tls === undefined ? [] : [{ number: 443, protocol: 'TLS' }] as const),
    ...(http === undefined ? [] : [80, 80, 8080, 443].map((number) => ({ number, protocol: 'HTTP' as const }))),
  ];
  return hosts === undefined || listed.length === 0 ? [] : [{ hosts: hosts.map(completed), addresses: calledAddresses, ports: listed }];
}

/** A short name is called in the namespace it is of, or in none. */
function completed(host: string): string {
  return host.includes('.') ? host : `${host}.shop.svc.cluster.local`;
}

/** The protocol that a client would speak to a port which says this of itself. */
function spoken(protocol: string): Call['protocol'] {
  if (/^(https|tls)/i.test(protocol)) return 'TLS';
  return /^(http|grpc)/i.test(protocol) ? 'HTTP' : 'TCP';
}
