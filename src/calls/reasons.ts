import { Undecided } from './answers';
import { DecidedGroup } from './decided';
import { NotEnforcedReason } from '../istio/egress/verdict';

/** Why a call is undecided, in words. */
export const REASONS: Readonly<Record<Undecided, string>> = {
  'policy-not-in-sight': 'the mesh\'s outboundTrafficPolicy is not in sight',
  'root-sidecar-not-in-sight': 'whether the root namespace has a Sidecar is not in sight',
  'injection-not-in-sight': 'the labels of the namespace, which decide whether its pods are in the mesh, are not in sight',
  'labels-not-known': 'a Sidecar selects pods by labels, and the labels of these pods are not documented',
  'protocol-not-known': 'the protocol of the forwarder\'s port is not documented',
  'release-not-modelled': 'the egress of this release of Istio is not modelled',
  'namespace-not-in-sight': 'discoverySelectors choose namespaces by labels that are not in sight',
  'service-not-in-input': 'no Service of the namespace that it leads to is in the input',
  'object-refused': 'Istio refuses an object that would take part, and an older version of it may be in the cluster',
  'revision-not-known': 'the namespace asks for a revision of Istio that nothing in the input is of, and it may be a tag of another',
  'order': 'it depends on which of several objects is older',
  'address': 'it depends on the address that the name is resolved to',
  'endpoints': 'the endpoints of the service are not in sight',
  'envoy-filter': 'an EnvoyFilter changes what Istio configures',
  'gateway-api-route': 'a route of the Gateway API takes the call',
  'continues-at-gateway': 'it continues at a gateway',
  'route-conditions': 'it depends on the request, by the conditions of a route',
  'redirect': 'the proxy answers with a redirect',
  'fault-injection': 'a route injects faults',
  'tls-origination': 'a DestinationRule wraps it into TLS again',
  'not-modelled': 'Istio\'s configuration has something that is not modelled',
};

/** Why no sidecar of Istio holds a pod, in words. */
export const FREE_BECAUSE: Readonly<Record<NotEnforcedReason, string>> = {
  'ambient': 'in ambient mode',
  'host-network': 'on the host network',
  'system-namespace': 'a namespace of the system, which is never injected',
  'injection-disabled': 'injection is turned off',
  'not-injected': 'nothing asks for injection',
  'interception-off': 'interception is turned off',
  'port-excluded': 'the port is excluded from interception',
  'addresses-excluded': 'the addresses are excluded from interception',
};

/** Why calls are undecided, each reason with how many: `the mesh's outboundTrafficPolicy is not in sight (22)`. */
export function reasonsInWords(groups: readonly DecidedGroup[]): string {
  const counts = new Map<Undecided, number>();
  for (const { answer, members } of groups) {
    if (answer.outcome === 'unknown') counts.set(answer.because, (counts.get(answer.because) ?? 0) + members.length);
  }
  return [...counts].map(([reason, count]) => `${REASONS[reason]} (${count})`).join('; ');
}
