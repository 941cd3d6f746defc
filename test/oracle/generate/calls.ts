import { calledAddresses, calledHosts, outside, ports } from './pool';
import { Random } from './random';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { Call, Proxy } from '../format';

/** A host and port that some object of the mesh names, and how it is called. */
interface Named {
  readonly hosts: readonly string[];
  readonly addresses: readonly string[];
  /** What DNS gives for the hosts; undefined where it gives several, or another name. */
  readonly resolved?: string;
  readonly ports: readonly { readonly number: number; readonly protocol: Call['protocol'] }[];
}

/** Calls of all proxies: mostly to what the objects name, in the way that they name it; some to anything at all. */
export function calls(random: Random, proxies: readonly Proxy[], objects: readonly KubernetesObject[], count: number): readonly Call[] {
  const specs = (of: string) => objects.filter(({ kind }) => kind === of).map(({ spec }) => spec);
  const named = [
    ...namedByServices(objects),
    ...withoutAmbiguity((specs('ServiceEntry') as EntrySpec[]).map(namedByEntry)),
    ...(specs('VirtualService') as RoutesSpec[]).flatMap(namedByRoutes),
  ];
  return random.times(count, () => {
    const { id } = random.pick(proxies);
    return named.length === 0 || random.chance(0.15) ? anyCall(random, id, named) : likelyCall(random, id, random.pick(named));
  });
}

/** Where any ServiceEntry gives a host an address, it is open whether DNS gives that one: such a host is called by address alone. */
function withoutAmbiguity(named: readonly Named[]): readonly Named[] {
  const addressed = named.filter(({ addresses }) => addresses.length > 0).flatMap(({ hosts }) => hosts);
  const isOpen = (host: string) => addressed.some((other) => overlap(host, other));
  return named.map(({ resolved, ...rest }) => resolved === undefined || rest.hosts.some(isOpen) ? rest : { ...rest, resolved });
}

/** Whether one host is the other, or a wildcard over it. */
function overlap(host: string, other: string): boolean {
  const isOver = (wide: string, narrow: string) => wide === narrow || (wide.startsWith('*') && narrow.endsWith(wide.slice(1)));
  return isOver(host, other) || isOver(other, host);
}

function likelyCall(random: Random, proxy: string, { hosts, addresses, resolved, ports: listed }: Named): Call {
  const { number, protocol } = random.pick(listed);
  const port = random.chance(0.1) ? random.weighted(ports) : number;
  const spokenTo = random.chance(0.12) ? random.pick<Call['protocol']>(['TLS', 'HTTP', 'TCP']) : protocol;
  if (resolved !== undefined && (addresses.length === 0 || random.chance(0.2))) {
    // A name without a dot is another Service's in another namespace.
    return { proxy, host: instance(random, random.pick(hosts.filter((host) => host.includes('.')))), port, protocol: spokenTo, address: resolved, resolved: true };
  }
  return call(random, proxy, random.pick(hosts), port, spokenTo, addresses.length > 0 && random.chance(0.8) ? random.pick(addresses) : outside);
}

function anyCall(random: Random, proxy: string, named: readonly Named[]): Call {
  const host = random.pick([...calledHosts, ...named.flatMap(({ hosts }) => hosts)]);
  return call(random, proxy, host, random.weighted(ports), random.pick(['TLS', 'HTTP', 'TCP']), random.pick(calledAddresses));
}

/** TCP says no host. */
function call(random: Random, proxy: string, host: string, port: number, protocol: Call['protocol'], address: string): Call {
  const name = protocol === 'TCP' ? '' : instance(random, host);
  return { proxy, host: protocol === 'HTTP' && random.chance(0.02) ? `${name}:${port}` : name, port, protocol, address };
}

/** A wildcard stands for a name below it. */
function instance(random: Random, host: string): string {
  return host.replace('*', random.pick(['a', 'logs', 'b.logs']));
}

interface ServiceSpec {
  readonly type?: string;
  readonly clusterIP?: string;
  readonly ports: readonly { readonly port: number; readonly name: string; readonly appProtocol?: string }[];
}

/** The oracle gives those without an address 10.255.0.1 and up, in the order of the objects. */
function namedByServices(objects: readonly KubernetesObject[]): readonly Named[] {
  const services = objects.filter(({ kind }) => kind === 'Service');
  const addressless = services.filter(({ spec }) => (spec as ServiceSpec).clusterIP === undefined && (spec as ServiceSpec).type === undefined);
  return services.map((service) => {
    const given = addressless.indexOf(service);
    return namedByService(service, given < 0 ? (service.spec as ServiceSpec).clusterIP : `10.255.0.${given + 1}`, given < 0);
  });
}

function namedByService({ metadata: { name, namespace }, spec }: KubernetesObject, address: string | undefined, isStated: boolean): Named {
  const listed = (spec as ServiceSpec).ports.map((port) => ({ number: port.port, protocol: spoken(port.appProtocol ?? port.name) }));
  const hosts = [`${name}.${namespace}.svc.cluster.local`, `${name}.${namespace}`, `${name}.${namespace}.svc`];
  if (address === undefined) return { hosts, addresses: [outside], ports: listed };
  if (address === 'None') return { hosts, addresses: ['10.0.0.7'], ports: listed };
  return { hosts: [...hosts, name!], addresses: isStated ? [address] : [], resolved: address, ports: listed };
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
    ...(addresses.length > 0 || hosts.some((host) => host.endsWith('.cluster.local')) ? {} : { resolved: outside }),
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
