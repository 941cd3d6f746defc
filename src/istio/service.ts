import { ANY_ADDRESS, isAddress } from './address';
import { Aged, parseCreated } from './age';
import { EntryEndpoint, plainAddress, ServiceEntry } from './config/service-entry';
import { Protocol, servicePortProtocol } from './protocol';
import { KubernetesObject } from '../kubernetes/object';
import { isMap, listAt, StringMap, stringMap, textAt, valueAt } from '../kubernetes/value';

/** The domain of the cluster; istiod's own setting, which no object of the mesh tells. */
export const CLUSTER_DOMAIN = 'cluster.local';

export interface Port {
  readonly number: number;
  readonly name: string;
  readonly protocol: Protocol;
}

/** How the proxy finds the endpoints. `alias`: it has none, and stands for another name. */
export type Resolution = 'endpoints' | 'passthrough' | 'dns' | 'dns-round-robin' | 'dynamic-dns' | 'alias';

/** A host as istiod registers it: one for a Service, one for each host and address of a ServiceEntry. */
export interface Service extends Aged {
  readonly host: string;
  readonly kubernetes: boolean;
  readonly origin: KubernetesObject;
  /** Where it listens: `0.0.0.0` where it has no address; a range of addresses for some ServiceEntries. */
  readonly address: string;
  readonly ports: readonly Port[];
  readonly resolution: Resolution;
  readonly external: boolean;
  /** Empty where the mesh's default holds. */
  readonly exportTo: readonly string[];
  readonly labels: StringMap;
  /** The pods behind it; `undefined` where none are selected by labels. */
  readonly selector: StringMap | undefined;
  /** What an alias stands for. */
  readonly aliasOf?: string;
  /** The names that stand for it. */
  readonly aliases: readonly string[];
  /** The endpoints that the object itself names; with resolution DNS and none, the host is its own. */
  readonly endpoints: readonly EntryEndpoint[];
}

/** A Service of Kubernetes (istio/istio pilot/pkg/serviceregistry/kube/conversion.go); `undefined` where it has no name. */
export function kubernetesService(object: KubernetesObject, otherwise: string): Service | undefined {
  const { name, namespace, creationTimestamp, labels = {}, annotations = {} } = object.metadata;
  if (name === undefined || namespace === undefined) return undefined;
  const externalName = textAt(object, ['spec', 'externalName']) ?? '';
  const isAlias = textAt(object, ['spec', 'type']) === 'ExternalName' && externalName !== '';
  const clusterIp = textAt(object, ['spec', 'clusterIP']) ?? '';
  const headless = clusterIp === 'None';
  const selector = valueAt(object, ['spec', 'selector']);
  return {
    name,
    namespace,
    created: parseCreated(creationTimestamp),
    origin: object,
    host: `${name}.${namespace}.svc.${CLUSTER_DOMAIN}`,
    kubernetes: true,
    address: headless || isAlias ? ANY_ADDRESS : addressOf(object, clusterIp) ?? otherwise,
    ports: listAt(object, ['spec', 'ports']).flatMap(kubernetesPort),
    resolution: headless ? 'passthrough' : isAlias ? 'alias' : 'endpoints',
    external: isAlias,
    exportTo: (annotations['networking.istio.io/exportTo'] ?? '').split(',').map((entry) => entry.trim()).filter((entry) => entry !== ''),
    labels,
    selector: isMap(selector) ? stringMap(selector) : undefined,
    aliasOf: isAlias ? externalName : undefined,
    aliases: [],
    endpoints: [],
  };
}

/** The IPv4 address, where it has one: proxies are taken to speak IPv4. */
function addressOf(object: KubernetesObject, clusterIp: string): string | undefined {
  const listed = listAt(object, ['spec', 'clusterIPs']).filter((ip): ip is string => typeof ip === 'string' && isAddress(ip));
  const all = listed.length > 1 ? listed : [clusterIp].filter(isAddress);
  return all.find((ip) => !ip.includes(':')) ?? all[0];
}

function kubernetesPort(value: unknown): readonly Port[] {
  const number = valueAt(value, ['port']);
  if (typeof number !== 'number') return [];
  const name = textAt(value, ['name']) ?? '';
  const protocol = servicePortProtocol(number, name, textAt(value, ['protocol']) ?? 'TCP', textAt(value, ['appProtocol']));
  return [{ number, name, protocol }];
}

const RESOLUTIONS: Readonly<Record<ServiceEntry['resolution'], Resolution>> = {
  NONE: 'passthrough', STATIC: 'endpoints', DNS: 'dns', DNS_ROUND_ROBIN: 'dns-round-robin', DYNAMIC_DNS: 'dynamic-dns',
};

/** The hosts of a ServiceEntry, each at each of its addresses (istio/istio pilot/pkg/serviceregistry/serviceentry/conversion.go). */
export function entryServices(entry: ServiceEntry): readonly Service[] {
  const addresses = entry.addresses.length === 0 ? [ANY_ADDRESS] : entry.addresses.map((address) => plainAddress(address) ?? address);
  const { namespace, created, object, ports, external, exportTo, selector, endpoints } = entry;
  return entry.hosts.flatMap((host) => addresses.map((address): Service => ({
    name: host,
    namespace,
    created,
    origin: object,
    host,
    kubernetes: false,
    address,
    ports,
    resolution: RESOLUTIONS[entry.resolution],
    external,
    exportTo,
    labels: object.metadata.labels ?? {},
    selector,
    aliases: [],
    endpoints: endpoints.length === 0 && selector === undefined && entry.resolution.startsWith('DNS') ? [{ address: host, labels: {} }] : endpoints,
  })));
}

/** The services with the names that stand for each (istio/istio pilot/pkg/model/push_context.go, resolveServiceAliases). */
export function withAliases(services: readonly Service[]): readonly Service[] {
  const targets = new Map(services.flatMap(({ host, aliasOf }) => aliasOf === undefined ? [] : [[host, aliasOf] as const]));
  if (targets.size === 0) return services;
  const names = new Map<string, string[]>();
  for (const { host, aliasOf } of services) {
    const target = aliasOf === undefined ? undefined : endOf(aliasOf, targets);
    if (target !== undefined) names.set(target, [...names.get(target) ?? [], host]);
  }
  return services.map((service) => ({ ...service, aliases: names.get(service.host) ?? [] }));
}

/** What an alias of aliases stands for in the end; `undefined` where they go round in a circle. */
function endOf(name: string, targets: ReadonlyMap<string, string>): string | undefined {
  const seen = new Set<string>();
  for (let at = name; ;) {
    const next = targets.get(at);
    if (next === undefined) return at;
    if (seen.has(at)) return undefined;
    seen.add(at);
    at = next;
  }
}

/** The address that a Service without one is taken to have; each has its own. */
export function assignedAddress(position: number): string {
  return `10.255.${Math.floor(position / 256) % 256}.${position % 256}`;
}

/** The port that calls go to: one of UDP does not count (istio/istio pilot/pkg/model/service.go, GetByPort). */
export function portOf({ ports }: Service, number: number): Port | undefined {
  return ports.find((port) => port.number === number && port.protocol !== 'udp');
}
