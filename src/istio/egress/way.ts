import { Choices } from './choices';
import { Cluster, clusterText, findCluster } from './cluster';
import { copyInWords, destinationOf } from './destination';
import { Ending } from './ending';
import { gatewayBehind } from './gateways';
import { hasGatewayApiRoute } from './not-modelled';
import { Decided, outcomeOf, UNKNOWN_HOST_STATUS } from './outcome';
import { Scope } from './scope';
import { BlockedReason, Call, NamedRange, Outcome, Step, UnknownReason, Verdict } from './verdict';
import { ObjectReference } from '../../kubernetes/object';
import { mapDefined } from '../map-defined';
import { Service } from '../service';

/** A way that is unknown for one of these may end as the others do: that they differ is then not certain. */
const MAY_END_ALIKE: readonly UnknownReason[] = ['endpoints', 'address'];

/** One way in which a call can go, and what is at its end. */
export interface Way {
  readonly outcome: Outcome;
  readonly reason?: BlockedReason | UnknownReason;
  readonly clusters: readonly string[];
  readonly directResponse?: number;
  readonly gateway?: ObjectReference;
  readonly services: readonly Service[];
  /** Where the endpoints are that take the call and its copies, in words; each is worked out only for those who ask. */
  readonly destinations: readonly (() => string)[];
  readonly clusterSteps: readonly Step[];
  /** Where it is unknown for its address: the ranges that decide. */
  readonly ranges?: readonly NamedRange[];
}

/** Several ways as one: unknown where they end differently, by the reason that left them open. */
export function combined(ways: readonly Way[], reason: UnknownReason): Way {
  const [first] = ways;
  if (ways.length === 1) return first;
  if (ways.every((other) => endAlike(other, first))) return { ...first, ...unions(ways) };
  return unknownWay(MAY_END_ALIKE.find((open) => ways.some((other) => other.reason === open)) ?? reason, ways);
}

/** Of two that are blocked, the reasons may differ. */
export function endAlike(a: Pick<Verdict, 'outcome' | 'reason'>, b: Pick<Verdict, 'outcome' | 'reason'>): boolean {
  return a.outcome === b.outcome && (a.outcome !== 'unknown' || a.reason === b.reason);
}

export function unknownWay(reason: UnknownReason, ways: readonly Way[]): Way {
  // The worst end first: a way that leads nowhere is what the reader has to know of.
  const steps = [...ways.filter(({ outcome }) => outcome === 'blocked'), ...ways.filter(({ outcome }) => outcome !== 'blocked')].flatMap(({ clusterSteps }) => clusterSteps);
  return { outcome: 'unknown', reason, clusterSteps: [...new Map(steps.map((step) => [JSON.stringify(step), step])).values()], ...unions(ways) };
}

function unions(ways: readonly Way[]) {
  const ranges = ways.flatMap((one) => one.ranges ?? []);
  return {
    clusters: [...new Set(ways.flatMap(({ clusters }) => clusters))],
    services: [...new Set(ways.flatMap(({ services }) => services))],
    destinations: ways.flatMap(({ destinations }) => destinations),
    ...ranges.length > 0 && { ranges: [...new Map(ranges.map((each) => [JSON.stringify(each), each])).values()] },
  };
}

export function wayOf(scope: Scope, call: Call, ending: Ending, choices: Choices): Way {
  switch (ending.kind) {
    case 'clusters': return clusterWay(scope, call, ending, choices);
    case 'unregistered': return way({ clusters: [{ name: ending.cluster, exists: true }] });
    case 'unknown-host': return way({ clusters: [], response: UNKNOWN_HOST_STATUS });
    case 'redirect': return way({ clusters: [], response: ending.redirect.status });
    case 'response': return way({ clusters: [], response: ending.status });
    case 'no-route': case 'protocol-mismatch': return way({ clusters: [], error: ending.kind });
    case 'fault': return unknown('fault-injection', []);
    case 'not-modelled': return unknown('not-modelled', []);
  }
}

function way(end: Parameters<typeof outcomeOf>[0]): Way {
  const clusters = end.clusters.map(({ name }) => name);
  const steps = end.clusters.map(({ name, exists }): Step => ({ step: 'cluster', name, exists }));
  const { outcome, reason } = outcomeOf(end);
  return { outcome, reason, clusters, directResponse: end.response, services: [], destinations: [], clusterSteps: steps };
}

function clusterWay(scope: Scope, call: Call, { clusters: names, routed, copies = [] }: Extract<Ending, { kind: 'clusters' }>, choices: Choices): Way {
  const clusters = names.map((name) => findCluster(scope, call.labels, name, choices));
  const services = mapDefined(clusters, ({ service }) => service);
  const clusterSteps = clusters.map(stepOf);
  const open = clusters.some(({ lacksEndpoints }) => lacksEndpoints) ? 'endpoints' : doubt(scope, call, clusters, routed);
  const decided: Decided = open === undefined ? outcomeOf({ clusters: clusterSteps }) : { outcome: 'unknown', reason: open };
  const gateway = routed && decided.outcome === 'allowed' ? services.map((service) => gatewayBehind(scope.mesh, service)).find(Boolean) : undefined;
  const { outcome, reason }: Decided = gateway === undefined ? decided : { outcome: 'unknown', reason: 'continues-at-gateway' };
  const destinations = [...clusters.map((cluster) => () => destinationOf(scope.mesh, cluster)), ...copies.map((copy) => () => copyInWords(copy))];
  return { outcome, reason, clusters: clusterSteps.map(({ name }) => name), gateway, services, destinations, clusterSteps };
}

/** What the objects do not tell about a call that ends at a cluster. */
function doubt({ mesh }: Scope, { protocol }: Call, clusters: readonly Cluster[], routed: boolean): UnknownReason | undefined {
  if (!clusters.every(({ exists }) => exists)) return undefined;
  if (!routed && clusters.some(({ service }) => service !== undefined && hasGatewayApiRoute(mesh, service))) return 'gateway-api-route';
  // TLS within TLS: whether the other side takes the outer one off is not in these objects; a public host does not.
  return protocol === 'TLS' && clusters.some(({ tls }) => tls !== undefined) ? 'tls-origination' : undefined;
}

function unknown(reason: UnknownReason, services: readonly Service[]): Way {
  return { outcome: 'unknown', reason, clusters: [], services, destinations: [], clusterSteps: [] };
}

function stepOf(cluster: Cluster) {
  const { exists, tls, rule } = cluster;
  return { step: 'cluster', name: clusterText(cluster), exists, tls, ...(tls === undefined || rule === undefined ? {} : { rule }) } as const;
}
