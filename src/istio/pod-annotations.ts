import { StringMap } from '../kubernetes/value';

/** On a pod: whether istio-proxy is a native sidecar, which starts before the init containers behind it (istio/istio pkg/kube/inject/inject.go). */
const NATIVE_SIDECAR = 'sidecar.istio.io/nativeSidecar';
/** On a pod: what of its outgoing traffic is redirected, and what is not. */
const OUTBOUND = ['excludeOutboundPorts', 'excludeOutboundIPRanges', 'includeOutboundPorts', 'includeOutboundIPRanges'].map((name) => `traffic.sidecar.istio.io/${name}`);
/** Groups of annotations and labels that istiod and its CNI agent read of pods alone. */
const OF_PODS = ['sidecar.istio.io/', 'traffic.sidecar.istio.io/', 'proxy.istio.io/', 'inject.istio.io/', 'readiness.status.sidecar.istio.io/', 'status.sidecar.istio.io/'];

export function asksForNativeSidecar(annotations: StringMap): boolean {
  return annotations[NATIVE_SIDECAR] === 'true';
}

/** What a pod says of which outgoing traffic is redirected, each as `name: "value"`. */
export function outboundExceptions(annotations: StringMap): readonly string[] {
  return OUTBOUND.flatMap((name) => Object.hasOwn(annotations, name) ? [`${name}: "${annotations[name]}"`] : []);
}

/** Whether it is an annotation or label by which Istio knows what to do with a pod. */
export function isForPods(name: string): boolean {
  return OF_PODS.some((group) => name.startsWith(group));
}
