import { asksForNativeSidecar, outboundExceptions } from '../istio/pod-annotations';
import { PROXY_USER, runsAsProxy } from '../istio/proxy-user';
import { KubernetesObject, objectTitle } from '../kubernetes/object';
import { isMap, listAt, StringMap } from '../kubernetes/value';
import { podSpec, podTemplate } from '../kubernetes/workload';
import { finding } from '../message/catalogue';
import { Finding, Place } from '../message/message';
import { annotationInEffect, ISTIO_CNI, PROXY_TYPE, TURNED_ON_BY } from '../speedscale/annotations';

/**
 * What there is to say of a workload that goproxy captures, in a mesh that has Istio's CNI agent, has it not, or of which that
 * is not known.
 * @param annotations the annotations by which it is captured; what is read of the object itself is its pod
 */
export function captureFindings(object: KubernetesObject, annotations: StringMap, cni: boolean | undefined): readonly Finding[] {
  if (annotations[TURNED_ON_BY.goproxy] !== 'true') return [];
  return [...istioCniFindings(object, annotations, cni), ...podFindings(object, annotations, cni)];
}

/** Annotations that a workload has already, and with other values than the capture's: neither is written over the other. */
export function contradictingAnnotations(
  target: Pick<KubernetesObject, 'kind' | 'metadata'>, annotations: StringMap, existing: StringMap, placeOf: (name: string) => Place = () => ({}),
): readonly Finding[] {
  return Object.entries(annotations).flatMap(([name, capture]) => !Object.hasOwn(existing, name) || existing[name] === capture ? []
    : [finding('capture-contradicts-annotation', { object: objectTitle(target), name, capture, annotation: existing[name] }, placeOf(name))]);
}

/** What is wrong with the annotation for Istio's CNI agent on a workload that goproxy captures. */
export function istioCniFindings(target: Pick<KubernetesObject, 'kind' | 'metadata'>, annotations: StringMap, cni: boolean | undefined): readonly Finding[] {
  const value: string | undefined = annotations[ISTIO_CNI];
  if (cni === true && value === 'true') return [];
  const title = objectTitle(target);
  const place = { object: title };
  if (cni === true) return [value === undefined ? finding('istio-cni-missing', { object: title }, place) : finding('istio-cni-contradicts-mesh', { object: title, value }, place)];
  if (cni === false && value === 'true') return [finding('istio-cni-without-agent', { object: title }, place)];
  return cni === undefined && value === undefined ? [finding('istio-cni-unknown', { object: title }, place)] : [];
}

function podFindings(object: KubernetesObject, annotations: StringMap, cni: boolean | undefined): readonly Finding[] {
  const spec = podSpec(object) ?? {};
  if (spec.hostNetwork === true) {
    // Only a transparent goproxy redirects traffic by itself; to the others it is sent. Istio redirects nothing on the host network.
    const redirects = annotationInEffect(PROXY_TYPE, annotations) === 'transparent';
    const title = objectTitle(object);
    return redirects ? [finding('capture-on-host-network', { object: title }, { object: title })] : [];
  }
  const { annotations: ofPod = {} } = podTemplate(object)?.metadata ?? {};
  if (cni !== true || asksForNativeSidecar(ofPod)) return [];
  const isOfProxy = runsAsProxy(spec);
  // An init container that restarts always is a native sidecar, which starts after istio-proxy where that is one too.
  const own = listAt(spec, ['initContainers']).filter(isMap).filter((container) => container.restartPolicy !== 'Always' && !isOfProxy(container));
  const names = [...own.map(({ name }) => String(name)), ...addedInitContainers(ofPod)];
  if (names.length === 0) return [];
  const title = objectTitle(object);
  const facts = { object: title, containers: names.map((name) => `"${name}"`).join(', '), exceptions: outboundExceptions(ofPod).join(', ') };
  return [finding('capture-init-containers-with-cni', facts, { object: title })];
}

const VAULT = 'vault.hashicorp.com';

/** Init containers that Vault's webhook adds to a pod (hashicorp/vault-k8s, agent-inject/agent/annotations.go). */
function addedInitContainers(annotations: StringMap): readonly string[] {
  const isAdded = annotations[`${VAULT}/agent-inject`] === 'true' && annotations[`${VAULT}/agent-pre-populate`] !== 'false'
    && annotations[`${VAULT}/agent-run-as-user`] !== String(PROXY_USER);
  return isAdded ? ['vault-agent-init'] : [];
}
