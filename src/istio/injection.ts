import { NotEnforcedReason } from './egress/verdict';
import { StringMap } from '../kubernetes/value';
import { allContainers, PodTemplate } from '../kubernetes/workload';

/** The container of Istio's proxy. */
export const PROXY_CONTAINER = 'istio-proxy';
/** Namespaces whose pods are never injected (istio/istio pkg/kube/inject/initializer.go, IgnoredNamespaces). */
export const SYSTEM_NAMESPACES: readonly string[] = ['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage'];
const INJECT = 'sidecar.istio.io/inject';
const MODE = 'istio.io/dataplane-mode';

/** A pod, and its namespace. */
export interface InjectionQuery {
  readonly namespace: string;
  /** The labels of the namespace; `undefined` where it is not in sight. */
  readonly namespaceLabels: StringMap | undefined;
  readonly pod: PodTemplate;
}

/** Whether a pod gets a sidecar: istio-discovery's webhooks, then istio/istio pkg/kube/inject/inject.go, injectRequired. */
export function injection({ namespace, namespaceLabels, pod }: InjectionQuery): 'injected' | NotEnforcedReason | 'namespace-not-in-sight' {
  const { labels = {}, annotations = {} } = pod.metadata;
  if (hasProxy(pod)) return 'injected';
  if (pod.spec.hostNetwork === true) return 'host-network';
  if (SYSTEM_NAMESPACES.includes(namespace)) return 'system-namespace';
  const asked = labels[INJECT] ?? annotations[INJECT];
  if (asked === 'false') return isAmbient(namespaceLabels ?? {}, labels) ? 'ambient' : 'injection-disabled';
  if (labels[INJECT] === 'true' || labels['istio.io/rev'] !== undefined) {
    // A namespace that is labelled not to be injected outweighs its pods.
    return namespaceLabels?.['istio-injection'] === 'disabled' ? 'injection-disabled' : 'injected';
  }
  if (namespaceLabels === undefined) return 'namespace-not-in-sight';
  const { 'istio-injection': injected, 'istio.io/rev': revision } = namespaceLabels;
  if (injected === 'enabled' || (injected === undefined && revision !== undefined)) return 'injected';
  return isAmbient(namespaceLabels, labels) ? 'ambient' : 'not-injected';
}

/** Whether the pod was injected before it was written down, as a pod in a cluster was. */
function hasProxy({ metadata: { annotations = {} }, spec }: PodTemplate): boolean {
  return Object.hasOwn(annotations, 'sidecar.istio.io/status') || allContainers(spec).some(({ name }) => name === PROXY_CONTAINER);
}

/**
 * Whether ambient mode takes the pods with these labels, those of a whole namespace where none are given (istio/istio
 * cni/pkg/util, the chart's default enablement selectors).
 */
export function isAmbient(namespaceLabels: StringMap = {}, labels: StringMap = {}): boolean {
  return labels[MODE] === 'ambient' || (namespaceLabels[MODE] === 'ambient' && labels[MODE] !== 'none');
}
