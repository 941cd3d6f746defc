import { Choices } from './choices';
import { ClusterName, destinationCluster, serviceInScope } from './cluster';
import { alternatives } from './domains';
import { ImportListener } from './imports';
import { Candidate } from './port-index';
import { Scope } from './scope';
import { KubernetesObject } from '../../kubernetes/object';
import { StringMap } from '../../kubernetes/value';
import { ANY_ADDRESS } from '../address';
import { isForSidecars, StaticMatch, TcpMatch } from '../config/route-match';
import { Share, VirtualService } from '../config/virtual-service';
import { isWildcard, overlaps } from '../host-match';
import { isWithin } from '../labels';
import { isTls, listenerKind } from '../protocol';
import { Service } from '../service';

/** Where a filter chain leads: to clusters, several where it divides by weight, or to HTTP routes. */
export type ChainEnd =
  | { readonly clusters: readonly ClusterName[]; readonly routed: boolean }
  | { readonly routes: 'of-port' }
  /** The routes of one service alone, to which every Host leads. */
  | { readonly routes: 'of-service'; readonly service: Service };

/** A filter chain: what it matches, and where it leads. */
export interface Chain {
  readonly sni: readonly string[];
  readonly ranges: readonly string[];
  /** Whether it takes only what the proxy recognizes as plain HTTP. */
  readonly plaintextHttp: boolean;
  readonly end: ChainEnd;
  /** The object that it comes from. */
  readonly from: KubernetesObject;
}

/** istiod leaves a range that begins at 0.0.0.0 out of the match (istio/istio pilot/pkg/networking/core/listener.go, toFilterChainMatch). */
export function countedRanges(ranges: readonly string[]): readonly string[] {
  return ranges.length === 0 ? ranges : ranges.filter((range) => !range.startsWith(ANY_ADDRESS));
}

/** The proxy that the chains are for, and the port of the listener. */
export interface ListenerContext {
  readonly scope: Scope;
  readonly listener: ImportListener;
  readonly labels: StringMap;
  readonly port: number;
}

/** The chain of an HTTP service (istio/istio pilot/pkg/networking/core/listener.go, buildSidecarOutboundHTTPListenerOpts). */
export function httpChain({ service, protocol, bind }: Candidate): Chain {
  const kind = listenerKind(protocol);
  const end: ChainEnd = kind === 'auto' && bind !== ANY_ADDRESS ? { routes: 'of-service', service } : { routes: 'of-port' };
  const plaintextHttp = kind === 'auto' || (bind === ANY_ADDRESS && protocol !== 'http_proxy');
  return { sni: [], ranges: [], plaintextHttp, end, from: service.origin };
}

/** The chains of a TCP, TLS or sniffed service: those of its VirtualServices, or its own (istio/istio pilot/pkg/networking/core/tls.go). */
export function tcpChains(context: ListenerContext, candidate: Candidate, choices: Choices): readonly Chain[] {
  const { service, protocol } = candidate;
  const routes = context.listener.virtualServices.near([service.host], choices, ({ hosts, tls, tcp }) =>
    (isTls(protocol) ? tls : tcp).length > 0 && hosts.some((host) => overlaps(host, service.host)));
  return isTls(protocol) ? tlsChains(context, candidate, routes, choices) : plainChains(context, candidate, routes, choices);
}

function tlsChains(context: ListenerContext, candidate: Candidate, services: readonly VirtualService[], choices: Choices): readonly Chain[] {
  const chains: Chain[] = [];
  const handled = new Set<string>();
  // Subnets of a match stay in force for all that follows, as in istiod.
  let ranges = rangesOf(candidate);
  for (const { tls, object } of services) {
    for (const { match, route } of tls) {
      for (const one of match.filter((each) => isForProxy(each, context))) {
        if (one.subnets.length > 0) ranges = one.subnets;
        const key = `${one.sniHosts.join()}|${one.subnets.join()}`;
        if (handled.has(key)) continue;
        handled.add(key);
        chains.push({ sni: one.sniHosts, ranges, plaintextHttp: false, end: sharedEnd(context, route, choices), from: object });
      }
    }
  }
  // A route for one name takes the service's own chain away, for all its names.
  if (chains.length > 0) return chains;
  return [{ ...ownChain(context, candidate), sni: needsSni(candidate) ? [candidate.service.host, ...sniAliases(context, candidate)] : [] }];
}

function plainChains(context: ListenerContext, candidate: Candidate, services: readonly VirtualService[], choices: Choices): readonly Chain[] {
  const own = ownChain(context, candidate);
  const chains: Chain[] = [];
  for (const { tcp, object } of services) {
    for (const { match, route } of tcp) {
      const routed = { ...own, end: sharedEnd(context, route, choices), from: object };
      const matching = match.filter((each) => isForProxy(each, context));
      const takesAll = match.length === 0 || matching.some(({ subnets }) => subnets.length === 0);
      if (takesAll) return [...chains, routed];
      const subnets = matching.flatMap((each: TcpMatch) => each.subnets);
      if (subnets.length === 0) continue;
      chains.push({ ...routed, ranges: subnets });
      if ([...subnets].sort().join() === own.ranges.join()) return chains;
    }
  }
  return [...chains, own];
}

/** A listener brings services in with its own port, and so leads to that one. */
function ownChain({ port }: ListenerContext, candidate: Candidate): Chain {
  const { service: { host, origin } } = candidate;
  return { sni: [], ranges: rangesOf(candidate), plaintextHttp: false, end: { clusters: [{ host, port, subset: '' }], routed: false }, from: origin };
}

function rangesOf({ range }: Candidate): readonly string[] {
  return range === undefined ? [] : [range];
}

/** With an address of its own, a service is known without the SNI. */
function needsSni({ service, bind }: Candidate): boolean {
  return service.address.kind === 'range' || (service.address.kind === 'any' && bind === ANY_ADDRESS)
    || (service.resolution === 'dynamic-dns' && isWildcard(service.host));
}

function sniAliases({ scope: { namespace, mesh } }: ListenerContext, { service }: Candidate): readonly string[] {
  return service.aliases.flatMap((alias) => [alias, ...alternatives(alias, namespace, mesh.switches?.absoluteNames === true)]);
}

function isForProxy(match: StaticMatch, { scope, labels, port }: ListenerContext): boolean {
  return isForSidecars(match) && isWithin(match.sourceLabels, labels) && (match.port === 0 || match.port === port)
    && (match.sourceNamespace === '' || match.sourceNamespace === scope.namespace);
}

/** The clusters that a route divides its connections among; one alone takes all, whatever its weight. */
function sharedEnd({ scope, port }: ListenerContext, shares: readonly Share[], choices: Choices): ChainEnd {
  const counted = shares.length === 1 ? shares : shares.filter(({ weight }) => weight > 0);
  const clusters = counted.map(({ destination }) => destinationCluster(destination, serviceInScope(scope, destination.host, choices), port));
  return { clusters, routed: true };
}
