import { Chain, countedRanges, httpChain, ListenerContext, tcpChains } from './chains';
import { Choices } from './choices';
import { ImportedPort } from './imported-port';
import { ImportListener } from './imports';
import { Candidate, isPlainHttp } from './port-index';
import { Scope } from './scope';
import { StringMap } from '../../kubernetes/value';
import { ANY_ADDRESS, isAddress, parseRange, rangeKey } from '../address';
import { once } from '../once';
import { isExclusive, listenerKind, Protocol } from '../protocol';

/** An Envoy listener, as far as it can matter to one call. */
export interface Listener {
  readonly name: string;
  /** Those that can matter to the call. */
  readonly chains: readonly Chain[];
  /** Whether a chain has an SNI, so that istiod adds a TLS inspector (istio/istio pilot/pkg/networking/core/listener.go, buildListenerFromEntry). */
  readonly readsSni: () => boolean;
}

interface Entry {
  protocol: Protocol;
  chains: readonly Chain[];
}

/**
 * The listener at an address, by all that stands for it, and a port; `undefined` where there is none. An egress listener with
 * the port comes first, and shuts the one for every port out from each address that it makes (istio/istio
 * pilot/pkg/networking/core/listener.go, buildSidecarOutboundListeners).
 */
export function listenerAt(
  scope: Scope, labels: StringMap, binds: readonly string[], port: number, sni: string, choices: Choices,
): Listener | undefined {
  const listener = ownerOf(scope, binds, port, choices);
  if (listener === undefined) return undefined;
  const context: ListenerContext = { scope, listener, labels, port };
  const [address] = binds;
  const imported = listener.onPort(port);
  const candidates = binds.length === 1 ? imported.notHttp(address, sni, choices) : binds.flatMap((bind) => imported.notHttp(bind, sni, choices));
  const others = candidates.map((candidate): Offer => ({
    candidate, tcp: candidate.protocol === 'http_proxy' ? [] : tcpChains(context, candidate, choices),
  }));
  // What stands for a pod has no plain HTTP, which listens at 0.0.0.0.
  const http = imported.oldestHttp(address, choices);
  const offers = orderMatters(http, others)
    ? inOrder(imported, [...others, ...imported.allHttp(address, choices).map(httpOffer)], choices)
    : [...others, ...http === undefined ? [] : [httpOffer(http)]];
  const chains = chainsOf(offers);
  return {
    name: isAddress(address) ? `${address}_${port}` : `${address}, port ${port}`,
    chains,
    readsSni: () => chains.some((chain) => chain.sni.length > 0) || (address === ANY_ADDRESS && imported.hasNames(choices)),
  };
}

/** What a service brings to a listener besides plain HTTP. */
interface Offer {
  readonly candidate: Candidate;
  readonly tcp: readonly Chain[];
}

function httpOffer(candidate: Candidate): Offer {
  return { candidate, tcp: [] };
}

function inOrder(imported: ImportedPort, offers: readonly Offer[], choices: Choices): readonly Offer[] {
  const byCandidate = new Map(offers.map((offer) => [offer.candidate, offer]));
  return imported.inOrder([...byCandidate.keys()], choices).map((candidate) => byCandidate.get(candidate)!);
}

/** All plain HTTP services share one chain: the first of them stands for all. */
function chainsOf(offers: readonly Offer[]): readonly Chain[] {
  const first = offers.find(({ candidate }) => isPlainHttp(candidate));
  let entry: Entry | undefined;
  for (const offer of offers) {
    if (offer === first || !isPlainHttp(offer.candidate)) entry = added(entry, offer.candidate, offer.tcp);
  }
  return entry?.chains ?? [];
}

/** Whether a listener depends on the order in which its services are added (`added`, `merged`). */
function orderMatters(http: Candidate | undefined, others: readonly Offer[]): boolean {
  if (others.length < (http === undefined ? 2 : 1)) return false;
  const sniffed = others.filter(({ candidate: { protocol } }) => listenerKind(protocol) === 'auto').length;
  if (sniffed > 1 || (sniffed === 1 && http !== undefined)) return true;
  if (others.some(({ candidate: { protocol } }) => protocol === 'http_proxy' || isExclusive(protocol))) return true;
  const ends = new Map<string, Set<string>>();
  // At an address that the Sidecar gives, plain HTTP matches all, too.
  for (const chain of [...others.flatMap(({ tcp }) => tcp), ...http === undefined ? [] : [httpChain(http)]]) {
    once(ends, matchKey(chain), () => new Set()).add(JSON.stringify(chain.end));
  }
  return [...ends.values()].some((different) => different.size > 1);
}

function ownerOf({ listeners }: Scope, binds: readonly string[], port: number, choices: Choices): ImportListener | undefined {
  return listeners.find((listener) => (listener.port === undefined || listener.port.number === port)
    && binds.some((bind) => listener.onPort(port).binds(bind, choices)));
}

/** What a further service does to a listener: the table of conflicts of buildSidecarOutboundListener. */
function added(entry: Entry | undefined, candidate: Candidate, tcp: readonly Chain[]): Entry {
  const { protocol } = candidate;
  const kind = listenerKind(protocol);
  if (protocol === 'http_proxy') return { protocol, chains: [httpChain(candidate)] };
  const current = entry === undefined ? undefined : listenerKind(entry.protocol);
  // A later HTTP or sniffed service changes nothing where HTTP is sniffed already; its routes are found by the Host header.
  if (kind === 'http' && (current === 'http' || current === 'auto')) return entry!;
  if (kind === 'auto' && current === 'auto') return entry!;
  if (entry !== undefined && protocol !== entry.protocol && [protocol, entry.protocol].some(isExclusive)) return entry;
  const http = kind === 'tcp' ? [] : [httpChain(candidate)];
  const chains = kind === 'http' ? http : [...tcp, ...http];
  if (entry === undefined || (kind === 'auto' && current === 'http')) {
    return { protocol: http[0]?.plaintextHttp === true ? 'auto' : protocol, chains };
  }
  return { protocol: kind === 'tcp' && current !== 'http' ? entry.protocol : 'auto', chains: merged(entry.chains, chains) };
}

/** A chain that matches the same as an earlier one is dropped (mergeTCPFilterChains). */
function merged(earlier: readonly Chain[], incoming: readonly Chain[]): readonly Chain[] {
  return incoming.reduce((chains, chain) => chains.some((other) => matchKey(other) === matchKey(chain)) ? chains : [...chains, chain], earlier);
}

function matchKey({ sni, ranges, plaintextHttp }: Chain): string {
  const names = [...new Set(sni)].sort();
  const found = countedRanges(ranges).flatMap((text) => {
    const range = parseRange(text);
    return range === undefined ? [] : [rangeKey(range)];
  });
  return JSON.stringify([plaintextHttp, names, [...new Set(found)].sort()]);
}
