import { Address, bindsOf } from './addresses';
import { ChainMatch, matchChain } from './chain-match';
import { Chain, ChainEnd } from './chains';
import { Choices } from './choices';
import { Ending } from './ending';
import { ImportListener } from './imports';
import { Listener, listenerAt } from './listener';
import { locationsOf, rangesOf } from './locations';
import { objectReference } from './reference';
import { Scope } from './scope';
import { Call, NamedRange, Step } from './verdict';
import { matchVirtualHost, VirtualHost, virtualHosts } from './virtual-hosts';
import { ANY_ADDRESS } from '../address';

/** Where a connection can end, and what it passes on its way. */
export interface Connected {
  readonly endings: readonly Ending[];
  readonly listener: string;
  readonly chain?: Chain | 'default';
  readonly virtualHost?: Pick<VirtualHost, 'name'> & Partial<Pick<VirtualHost, 'from'>>;
  /** The ranges of the input in which it goes this way. */
  readonly ranges: readonly NamedRange[];
  /** Whether it does so outside of all ranges. */
  readonly isOutside: boolean;
}

/** Ranges that are too many to be tried one by one. */
export interface TooMany {
  readonly tooMany: readonly NamedRange[];
}

/** A listener and what of it takes a connection, for all destinations of which that holds. */
interface Met {
  readonly listener: Listener | undefined;
  readonly match: ChainMatch | undefined;
  ranges: readonly NamedRange[];
  isOutside: boolean;
}

/** The cluster of the dynamic forward proxy, for plain HTTP to unknown hosts under ALLOW_ANY_DYNAMIC_DNS. */
const DYNAMIC = 'AllowAnyDynamicDNSCluster';

/**
 * Follows a connection through listener, chain and virtual host: once for all addresses with which it goes one way. Where they can be in
 * too many ranges, these are named.
 */
export function connect(scope: Scope, call: Call, addresses: readonly Address[], choices: Choices): readonly Connected[] | TooMany {
  const sni = call.protocol === 'TLS' ? call.host : '';
  const met: Met[] = [];
  for (const [listener, address] of withListeners(scope, call, sni, addresses, choices)) {
    const chains = listener?.chains ?? [];
    const possible = locationsOf(address, scope.mesh, chains);
    if (possible === undefined) return { tooMany: rangesOf(chains).flatMap(({ ranges }) => ranges) };
    for (const { location, ranges: named } of possible) {
      const match = listener && matchChain(listener, { location, sni, protocol: call.protocol });
      const ranges = named.length === 0 && addresses.length > 1 ? ownOf(address, match) : named;
      const isOutside = location === 'outside' && address.known !== 'given';
      const known = met.find((one) => one.listener === listener && one.match === match);
      if (known === undefined) {
        met.push({ listener, match, ranges, isOutside });
      } else {
        known.ranges = [...known.ranges, ...ranges];
        known.isOutside ||= isOutside;
      }
    }
  }
  return met.map((one) => passedOn(scope, call, one, choices));
}

/** An address of several, with the object that takes what goes there. */
function ownOf(address: Address, match: ChainMatch | undefined): readonly NamedRange[] {
  return address.known === 'given' && typeof match === 'object' ? [{ range: address.address, object: objectReference(match.from) }] : [];
}

/** The listener for each address. Addresses at which the same services listen have the same one. */
function withListeners(
  scope: Scope, { labels, port }: Call, sni: string, addresses: readonly Address[], choices: Choices,
): readonly (readonly [Listener | undefined, Address])[] {
  const listenerOf = (binds: readonly string[]) => listenerAt(scope, labels, binds, port, sni, choices)
    ?? listenerAt(scope, labels, [ANY_ADDRESS], port, sni, choices);
  if (addresses.length === 1) return [[listenerOf(bindsOf(addresses[0])), addresses[0]]];
  const found: { readonly services: readonly unknown[]; readonly listener: Listener | undefined }[] = [];
  return addresses.map((address) => {
    const binds = bindsOf(address);
    const servicesOf = (listener: ImportListener) => binds.flatMap((bind) => listener.onPort(port).at(bind, choices).map(({ service }) => service));
    const services = scope.listeners.flatMap((listener) => [listener, ...servicesOf(listener)]);
    let known = found.find((one) => one.services.length === services.length && one.services.every((each, index) => each === services[index]));
    if (known === undefined) found.push(known = { services, listener: listenerOf(binds) });
    return [known.listener, address];
  });
}

function passedOn(scope: Scope, call: Call, { listener: at, match, ranges, isOutside }: Met, choices: Choices): Connected {
  const listener = at?.name ?? 'virtualOutbound';
  if (match === undefined) return { endings: [unregistered(scope, call)], listener, ranges, isOutside };
  if (match === 'several') return { endings: [{ kind: 'not-modelled' }], listener, ranges, isOutside };
  if (match === 'default') return { endings: [unregisteredConnection(scope)], listener, chain: match, ranges, isOutside };
  const { end } = match;
  if ('clusters' in end) return { endings: [{ kind: 'clusters', clusters: end.clusters, routed: end.routed }], listener, chain: match, ranges, isOutside };
  if (call.protocol !== 'HTTP') return { endings: [{ kind: 'protocol-mismatch' }], listener, chain: match, ranges, isOutside };
  const { endings, virtualHost } = request(scope, call, end, choices);
  return { endings, listener, chain: match, virtualHost, ranges, isOutside };
}

/** Follows a request to a virtual host. */
function request(scope: Scope, call: Call, end: Extract<ChainEnd, { routes: string }>, choices: Choices): Pick<Connected, 'endings' | 'virtualHost'> {
  const header = end.routes === 'of-service' ? end.service.host : withoutPort(call.host);
  const hosts = virtualHosts(scope, call.labels, call.port, header, choices);
  if (hosts === undefined || (end.routes === 'of-port' && hosts.some(takesEveryHost))) return { endings: [{ kind: 'not-modelled' }] };
  const found = end.routes === 'of-service' ? hosts.find(({ domains }) => domains.includes(header)) : matchVirtualHost(hosts, header);
  if (found !== undefined) return { endings: found.endings, virtualHost: found };
  if (end.routes === 'of-service') return { endings: [{ kind: 'no-route' }] };
  return scope.policy.mode === 'REGISTRY_ONLY'
    ? { endings: [{ kind: 'unknown-host' }], virtualHost: { name: 'block_all' } }
    : { endings: [unregistered(scope, call)], virtualHost: { name: 'allow_any' } };
}

/** Whether it takes each Host header. istiod adds one of its own that does, and Envoy refuses two. */
function takesEveryHost({ domains }: VirtualHost): boolean {
  return domains.includes('*');
}

/** The steps of a verdict that tell the way. */
export function connectionSteps({ listener, chain, virtualHost }: Connected): readonly Step[] {
  return [
    { step: 'listener', name: listener },
    ...chain === undefined ? [] : [chainStep(chain)],
    ...virtualHost === undefined ? [] : [{ step: 'virtual-host', name: virtualHost.name, from: virtualHost.from && objectReference(virtualHost.from) } as const],
  ];
}

function chainStep(chain: Chain | 'default'): Step {
  return chain === 'default' ? { step: 'chain', match: chain } : { step: 'chain', match: matchText(chain), from: objectReference(chain.from) };
}

function unregistered(scope: Scope, call: Call): Ending {
  const dynamic = scope.policy.mode === 'ALLOW_ANY_DYNAMIC_DNS' && call.protocol === 'HTTP';
  return dynamic ? { kind: 'unregistered', cluster: DYNAMIC } : unregisteredConnection(scope);
}

function unregisteredConnection({ policy: { mode, egressProxy } }: Scope): Ending {
  if (mode === 'REGISTRY_ONLY') return { kind: 'unregistered', cluster: 'BlackHoleCluster' };
  return egressProxy === undefined
    ? { kind: 'unregistered', cluster: 'PassthroughCluster' }
    : { kind: 'clusters', clusters: [egressProxy], routed: true };
}

function matchText({ sni, ranges, plaintextHttp }: Chain): string {
  return [...sni, ...ranges, ...plaintextHttp ? ['plain HTTP'] : []].join(', ') || 'everything';
}

/** Envoy does not look at the port of a Host header; an IPv6 address in brackets keeps its colons. */
export function withoutPort(header: string): string {
  const match = /^(?:\[([^\]]+)\]|([^:]+)):\d*$/.exec(header);
  return match === null ? header : match[1] ?? match[2];
}
