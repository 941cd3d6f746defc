import { Dns } from './dns';
import { Callee, Place } from './place';
import { addressIn, isAddress, outside, registeredRanges } from './ranges';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { Call, Proxy } from '../format';

/** What calls are drawn from. */
interface World {
  readonly place: Place;
  readonly dns: Dns;
  readonly ranges: readonly string[];
  /** The names with addresses of their own in a ServiceEntry. */
  readonly registered: ReadonlyMap<string, readonly string[]>;
  /** The names with an address that istiod gave them: only the DNS of proxies knows it. */
  readonly automatic: ReadonlyMap<string, string>;
  readonly listeners: readonly Listener[];
}

/** What a Sidecar says of where a proxy listens. */
interface Listener {
  readonly port?: { readonly number: number };
  readonly bind?: string;
  readonly captureMode?: string;
}

/** Calls by the proxies: to what the scenarios are about, mostly as it is meant, sometimes by another name, port, protocol or address. */
export function calls(
  place: Place, proxies: readonly Proxy[], objects: readonly KubernetesObject[], callees: readonly Callee[], count: number,
): readonly Call[] {
  const world = {
    place,
    dns: new Dns(objects),
    ranges: registeredRanges(objects),
    registered: registeredHosts(objects),
    automatic: automaticHosts(objects),
    listeners: objects.filter(({ kind }) => kind === 'Sidecar').flatMap(({ spec }) => (spec as { readonly egress?: readonly Listener[] }).egress ?? []),
  };
  return place.random.times(count, () => call(world, place.random.pick(proxies), callees));
}

function call(world: World, { id, namespace, metadata }: Proxy, callees: readonly Callee[]): Call {
  const { place: { random }, listeners } = world;
  const bound = listeners.flatMap(({ port }) => port === undefined ? [] : [port.number]);
  const callee = random.pick(callees);
  const host = random.chance(0.5) ? callee.hosts[callee.hosts.length - 1] : random.pick(callee.hosts);
  const port = random.weighted([[12, callee.port], [2, random.pick(callees).port], [bound.length > 0 ? 2 : 0, random.pick(bound)]]);
  const protocol = random.weighted<Call['protocol']>([[12, callee.protocol], [1, 'TLS'], [1, 'HTTP'], [1, 'TCP']]);
  const named = { proxy: id, host: protocol === 'HTTP' && random.chance(0.02) ? `${host}.` : host, port, protocol };
  const atLoopback = listeners.some(({ bind, captureMode }) => bind === '127.0.0.1' || captureMode === 'NONE');
  if (random.chance(atLoopback ? 0.2 : 0.03)) return { ...named, address: '127.0.0.1' };
  if (isAddress(host)) return { ...named, host: protocol === 'HTTP' ? host : '', address: host };
  if (random.chance(0.12)) return { ...named, address: elsewhere(world, callees) };
  const own = isTrue(metadata?.DNS_CAPTURE) && typeof world.dns.resolve(host, namespace) === 'string' ? world.automatic.get(host) : undefined;
  const addresses = own === undefined ? addressesOf(world, named.host, namespace) : [own];
  if (addresses.length === 0) return { ...named, address: elsewhere(world, callees) };
  const address = random.pick(addresses);
  // What the proxy's own DNS answers depends on what it imports.
  if (own === undefined && isTrue(metadata?.DNS_CAPTURE) && world.registered.get(host)?.length) return { ...named, address };
  return random.chance(0.6) ? { ...named, address, resolved: true } : { ...named, address, ofHost: true };
}

/** The addresses that a pod may get for a name. */
function addressesOf({ place, dns, ranges, registered }: World, host: string, namespace: string): readonly string[] {
  const found = dns.resolve(host, namespace);
  if (typeof found !== 'string') return found;
  const own = registered.get(found) ?? [];
  if (own.length > 0) return own.map((range) => addressIn(place.random, range));
  const wide = ranges.filter((range) => range.includes('/'));
  return [wide.length > 0 && place.random.chance(0.4) ? addressIn(place.random, place.random.pick(wide)) : place.random.pick(outside)];
}

/** An address that has nothing to do with the name: of nobody, of another one, or in a range. */
function elsewhere({ place, dns, ranges }: World, callees: readonly Callee[]): string {
  const { random } = place;
  const other = random.pick(callees);
  const known = dns.resolve(other.hosts[other.hosts.length - 1], 'default');
  return random.weighted([
    [3, random.pick(outside)], [2, typeof known === 'string' || known.length === 0 ? '10.200.0.9' : random.pick(known)], [2, ranges.length > 0 ? addressIn(random, random.pick(ranges)) : '198.51.100.9'],
  ]);
}

/** As Go's ParseBool reads it. */
function isTrue(text = ''): boolean {
  return ['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text);
}

function automaticHosts(objects: readonly KubernetesObject[]): ReadonlyMap<string, string> {
  const given = objects.flatMap(({ status }) => (status as { addresses?: readonly { host: string; value: string }[] } | undefined)?.addresses ?? []);
  return new Map(given.map(({ host, value }) => [host, value]));
}

function registeredHosts(objects: readonly KubernetesObject[]): ReadonlyMap<string, readonly string[]> {
  const hosts = new Map<string, readonly string[]>();
  for (const { kind, spec } of objects) {
    if (kind !== 'ServiceEntry') continue;
    const { hosts: names, addresses = [] } = spec as { readonly hosts: readonly string[]; readonly addresses?: readonly string[] };
    const own = addresses.filter((address) => isAddress(address.replace('/', '')));
    for (const name of names) hosts.set(name, [...hosts.get(name) ?? [], ...own]);
  }
  return hosts;
}
