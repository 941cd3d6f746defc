import { Undecided, UnknownAnswer } from './answers';
import { DecidedGroup } from './decided';
import { referenceTitle } from './reference';
import { listed } from './words';
import { NotEnforcedReason } from '../istio/egress/verdict';
import { NEWEST_RELEASE } from '../istio/release';

/** Why a call is undecided, and what would settle it, in words. */
interface Reason {
  readonly why: string;
  readonly settle: string;
}

const REASONS: Readonly<Record<Undecided, Reason>> = {
  'policy-not-in-sight': {
    why: 'the mesh\'s outboundTrafficPolicy is not in sight',
    settle: 'state "istio.outboundTrafficPolicy" in the settings, or give ConfigMap istio of the root namespace as context',
  },
  'root-sidecar-not-in-sight': {
    why: 'whether the root namespace has a Sidecar is not in sight',
    settle: 'state "istio.hasRootSidecar" in the settings, or give the Sidecars of the root namespace as context',
  },
  'injection-not-in-sight': {
    why: 'the labels of the namespace, which decide whether its pods are in the mesh, are not in sight',
    settle: 'state the namespace\'s labels in the settings, or give its Namespace',
  },
  'labels-not-known': {
    why: 'a Sidecar selects pods by labels, and the labels of these pods are not documented',
    settle: 'give the namespace a Sidecar without a workloadSelector, or the pods from a cluster\'s dump',
  },
  'protocol-not-known': {
    why: 'the protocol of the forwarder\'s port is not documented',
    settle: 'give the forwarder\'s Service from a cluster\'s dump as context',
  },
  'release-not-modelled': {
    why: 'the egress of this release of Istio is not modelled',
    settle: `state "istio.version: \"${NEWEST_RELEASE}\"" in the settings, the newest release that is modelled, and take the verdict for that one`,
  },
  'namespace-not-in-sight': { why: 'discoverySelectors choose namespaces by labels that are not in sight', settle: 'give the Namespaces with their labels' },
  'service-not-in-input': {
    why: 'no Service of the namespace that it leads to is in the input',
    settle: 'give the Services of that namespace as context, or state "complete: true" of a context that is the whole cluster',
  },
  'defined-twice': {
    why: 'it depends on which of several definitions of an object the cluster holds',
    settle: 'keep one definition of the object, or name only the paths that are deployed together',
  },
  'object-refused': {
    why: 'Istio refuses an object that would take part, and an older version of it may be in the cluster',
    settle: 'correct that object: "istio-refuses-object" says how',
  },
  'needs-substitution': {
    why: 'a variable or an encrypted value that is still to be filled in takes part',
    settle: 'give the rendering in place of its sources: "flux build kustomization", "flux envsubst", "envsubst" or "sops decrypt" writes it',
  },
  'revision-not-known': {
    why: 'the namespace asks for a revision of Istio that nothing in the input is of, and it may be a tag of another',
    settle: 'give the MutatingWebhookConfigurations of Istio\'s tags as context',
  },
  'order': {
    why: 'it depends on which of several objects is older',
    settle: 'let one object register the host, or give them one resolution and the same ports; a cluster\'s dump tells their age',
  },
  'address': { why: 'it depends on the address that the name is resolved to', settle: 'ask "explain" with --address, or narrow the addresses that are registered on the port' },
  'endpoints': { why: 'the endpoints of the service are not in sight', settle: 'give its EndpointSlices, Pods or WorkloadEntries from a cluster\'s dump as context' },
  'envoy-filter': { why: 'an EnvoyFilter changes what Istio configures', settle: 'read what it patches: EnvoyFilters are not evaluated' },
  'gateway-api-route': { why: 'a route of the Gateway API takes the call', settle: 'read that route: routes of the Gateway API are not evaluated' },
  'continues-at-gateway': { why: 'it continues at a gateway', settle: 'follow the call from the gateway on: gateways are not evaluated' },
  'route-conditions': { why: 'it depends on the request, by the conditions of a route', settle: 'let every route of the VirtualService end at a host that is registered' },
  'redirect': { why: 'the proxy answers with a redirect', settle: 'look at whether the caller follows redirects' },
  'fault-injection': { why: 'a route injects faults', settle: 'remove the fault from the route' },
  'tls-origination': { why: 'a DestinationRule wraps it into TLS again', settle: 'set the TLS mode of that DestinationRule to DISABLE for the host' },
  'not-modelled': { why: 'Istio\'s configuration has something that is not modelled', settle: 'docs/egress.md lists what is not modelled' },
  'proxy-setting-invalid': {
    why: 'Istio does not accept a setting of the pod\'s proxy, so the pod would not start',
    settle: 'correct that setting in the pod template, or in the settings of the mesh that it is from',
  },
  'template-not-known': {
    why: 'the pod is injected by a template that is not one of Istio\'s',
    settle: 'list "sidecar" beside it in "inject.istio.io/templates", or look at whether it redirects calls',
  },
  'interface-not-known': {
    why: 'calls that leave by an excluded interface are not intercepted, and the pod has further networks',
    settle: 'exclude ports or ranges in place of the interface; the routes of the networks are in no manifest',
  },
  'container-not-known': {
    why: 'some of the pod\'s containers run as the user or group of istio-proxy, whose calls are not intercepted, and the call may be theirs',
    settle: 'give all containers of the pod another runAsUser and runAsGroup than istio-proxy has',
  },
  'redirection-changed': {
    why: 'a variable in proxyMetadata changes which calls are intercepted',
    settle: 'use the annotations for ports, ranges and interfaces in place of it',
  },
  'interception-by-address': {
    why: 'some addresses are not intercepted, and it depends on the address that the name is resolved to',
    settle: 'ask "explain" with --address, or let the ranges hold every address',
  },
};

/** Why an answer is unknown, with the objects that it depends on; many pods may each have a setting of their own, which is left out. */
export function whyUnknown({ because, object, places, verdict }: UnknownAnswer): string {
  if (places !== undefined) return `${REASONS[because].why}: ${places}`;
  const objects = object === undefined ? verdict?.contested ?? [] : [object];
  return `${REASONS[because].why}${objects.length === 0 ? '' : `: ${listed(objects.map(referenceTitle))}`}`;
}

/** What would settle an answer that is unknown. */
export function wouldSettle({ because }: UnknownAnswer): string {
  return REASONS[because].settle;
}

/** Why no sidecar of Istio holds a pod, in words. */
export const FREE_BECAUSE: Readonly<Record<NotEnforcedReason, string>> = {
  'ambient': 'in ambient mode',
  'host-network': 'on the host network',
  'system-namespace': 'a namespace of the system, which is never injected',
  'injection-disabled': 'injection is turned off',
  'not-injected': 'nothing asks for injection',
  'interception-off': 'interception is turned off',
  'template-without-redirection': 'injected by a template without interception',
  'interface-excluded': 'the pod\'s interface is excluded from interception',
  'proxy-user': 'running as the user or group of istio-proxy, whose calls are not intercepted',
  'port-excluded': 'the port is excluded from interception',
  'addresses-excluded': 'the addresses are excluded from interception',
};

/** Why calls are undecided, each reason with how many: `the mesh's outboundTrafficPolicy is not in sight (22)`. */
export function reasonsInWords(groups: readonly DecidedGroup[]): string {
  const counts = new Map<string, number>();
  for (const { answer, members } of groups) {
    if (answer.outcome === 'unknown') counts.set(whyUnknown(answer), (counts.get(whyUnknown(answer)) ?? 0) + members.length);
  }
  return [...counts].map(([reason, count]) => `${reason} (${count})`).join('; ');
}

/** What would settle calls that are undecided, each once. */
export function settledBy(groups: readonly DecidedGroup[]): string {
  return [...new Set(groups.flatMap(({ answer }) => answer.outcome === 'unknown' ? [wouldSettle(answer)] : []))].join('; ');
}
