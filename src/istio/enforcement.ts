import { contains, parseRange } from './address';
import { NotEnforcedReason } from './egress/verdict';
import { isMap, listAt, StringMap, valueAt } from '../kubernetes/value';
import { PodTemplate } from '../kubernetes/workload';

/** Namespaces whose pods are never injected (istio/istio pkg/kube/inject/initializer.go, IgnoredNamespaces). */
const SYSTEM_NAMESPACES: readonly string[] = ['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage'];
/** The user that istio-proxy runs as; what it sends is never captured (tools/istio-iptables). */
const PROXY_USER = 1337;
const INJECT = 'sidecar.istio.io/inject';
const MODE = 'istio.io/dataplane-mode';
const TRAFFIC = 'traffic.sidecar.istio.io';

/** A pod, its namespace, and the port and address that it calls. */
export interface EnforcementQuery {
  readonly namespace: string;
  /** The labels of the namespace; `undefined` where it is not in sight. */
  readonly namespaceLabels: StringMap | undefined;
  readonly pod: PodTemplate;
  readonly port: number;
  readonly address?: string;
}

/**
 * `held`: a sidecar of Istio takes the call, and `decideEgress` says what becomes of it. `unknown`: the namespace or the
 * address is not known, and the answer depends on it.
 */
export type Enforcement =
  | { readonly outcome: 'held' }
  | { readonly outcome: 'not-enforced'; readonly reason: NotEnforcedReason }
  | { readonly outcome: 'unknown'; readonly reason: 'namespace-not-in-sight' | 'address' };

/** Whether a sidecar of Istio holds a call of a pod. */
export function enforcement(query: EnforcementQuery): Enforcement {
  const escape = uninjected(query) ?? uncaptured(query);
  if (escape === undefined) return { outcome: 'held' };
  return escape === 'namespace-not-in-sight' || escape === 'address' ? { outcome: 'unknown', reason: escape } : { outcome: 'not-enforced', reason: escape };
}

/** Why the pod has no sidecar: istio-discovery's webhooks, then istio/istio pkg/kube/inject/inject.go, injectRequired. */
function uninjected({ namespace, namespaceLabels, pod }: EnforcementQuery): NotEnforcedReason | 'namespace-not-in-sight' | undefined {
  const { labels = {}, annotations = {} } = pod.metadata;
  if (hasProxy(pod)) return undefined;
  if (pod.spec.hostNetwork === true) return 'host-network';
  if (SYSTEM_NAMESPACES.includes(namespace)) return 'system-namespace';
  const asked = labels[INJECT] ?? annotations[INJECT];
  if (asked === 'false') return isAmbient(namespaceLabels ?? {}, labels) ? 'ambient' : 'injection-disabled';
  if (labels[INJECT] === 'true' || labels['istio.io/rev'] !== undefined) {
    // A namespace that is labelled not to be injected outweighs its pods.
    return namespaceLabels?.['istio-injection'] === 'disabled' ? 'injection-disabled' : undefined;
  }
  if (namespaceLabels === undefined) return 'namespace-not-in-sight';
  const { 'istio-injection': injection, 'istio.io/rev': revision } = namespaceLabels;
  if (injection === 'enabled' || (injection === undefined && revision !== undefined)) return undefined;
  return isAmbient(namespaceLabels, labels) ? 'ambient' : 'not-injected';
}

/** Whether the pod was injected before it was written down, as a pod in a cluster was. */
function hasProxy({ metadata: { annotations = {} }, spec }: PodTemplate): boolean {
  const containers = [...listAt(spec, ['containers']), ...listAt(spec, ['initContainers'])];
  return Object.hasOwn(annotations, 'sidecar.istio.io/status') || containers.some((container) => isMap(container) && container.name === 'istio-proxy');
}

/**
 * Whether ambient mode takes the pods with these labels, those of a whole namespace where none are given (istio/istio
 * cni/pkg/util, the chart's default enablement selectors).
 */
export function isAmbient(namespaceLabels: StringMap = {}, labels: StringMap = {}): boolean {
  return labels[MODE] === 'ambient' || (namespaceLabels[MODE] === 'ambient' && labels[MODE] !== 'none');
}

/** Why the call passes the sidecar by. */
function uncaptured({ pod, port, address }: EnforcementQuery): NotEnforcedReason | 'address' | undefined {
  const { annotations = {} } = pod.metadata;
  if (annotations['sidecar.istio.io/interceptionMode'] === 'NONE') return 'interception-off';
  if (valueAt(pod.spec, ['securityContext', 'runAsUser']) === PROXY_USER) return 'interception-off';
  const entries = (key: string) => (annotations[`${TRAFFIC}/${key}`] ?? '').split(',').map((entry) => entry.trim()).filter((entry) => entry !== '');
  if (entries('excludeOutboundPorts').includes(String(port))) return 'port-excluded';
  const [included, excluded] = [annotations[`${TRAFFIC}/includeOutboundIPRanges`], entries('excludeOutboundIPRanges')];
  const narrows = included !== undefined && included.trim() !== '*' && !entries('includeOutboundPorts').includes(String(port));
  if (!narrows && excluded.length === 0) return undefined;
  if (narrows && included.trim() === '') return 'interception-off';
  if (address === undefined) return 'address';
  return isWithin(excluded, address) || (narrows && !isWithin(entries('includeOutboundIPRanges'), address)) ? 'addresses-excluded' : undefined;
}

function isWithin(ranges: readonly string[], address: string): boolean {
  return ranges.some((text) => {
    const range = parseRange(text);
    return range !== undefined && contains(range, address);
  });
}
