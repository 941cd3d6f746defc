import { isForPods } from '../../istio/pod-annotations';
import { InventoryEntry } from '../../kubernetes/inventory';
import { objectTitle } from '../../kubernetes/object';
import { podTemplate, workloadKind } from '../../kubernetes/workload';
import { finding } from '../../message/catalogue';
import { Finding } from '../../message/message';
import { Rule } from '../rule';

export const istioAnnotationMisplaced: Rule = {
  ids: ['istio-annotation-misplaced'],
  what: 'Annotations and labels that Istio reads of pods stand in the pod template.',
  why: 'On the workload itself they do nothing: its pods are injected, or redirected, as if they were not there (istio/istio pkg/kube/inject/inject.go).',
  cannotSee: 'Whether a controller copies them to the pods.',
  istioctl: ['IST0107'],
  find: ({ inventory }) => inventory.workloads().flatMap(misplacedIn),
};

function misplacedIn({ object, placeOf }: InventoryEntry): readonly Finding[] {
  const found = (['annotations', 'labels'] as const).flatMap((field) => (
    Object.keys(object.metadata[field] ?? {}).filter(isForPods).map((name) => ({ field, name }))));
  // The metadata of a pod is that of its own template.
  const pod = found.length === 0 || workloadKind(object)?.template.length === 0 ? undefined : podTemplate(object)?.metadata;
  if (pod === undefined) return [];
  // Who sets it for both, by kustomize's commonAnnotations for one, has it where it counts.
  return found.filter(({ name }) => pod.annotations?.[name] === undefined && pod.labels?.[name] === undefined)
    .map(({ field, name }) => finding('istio-annotation-misplaced', { name, field, object: objectTitle(object) }, placeOf(['metadata', field, name])));
}
