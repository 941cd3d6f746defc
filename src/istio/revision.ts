import { KubernetesObject } from '../kubernetes/object';
import { StringMap, textAt } from '../kubernetes/value';

/** The revision of an istiod that was installed without one, and the tag that namespaces with `istio-injection: enabled` follow. */
export const DEFAULT_REVISION = 'default';
/** The label by which namespaces and pods choose an istiod, and objects of Istio are kept to one. */
export const REVISION_LABEL = 'istio.io/rev';
const TAG_LABEL = 'istio.io/tag';

/**
 * What a pod asks for, as a revision or a tag of one (istiod's chart, files/mutatingwebhook.yaml and revision-tags.yaml): the namespace goes
 * before the pod, and `istio-injection` before `istio.io/rev`.
 */
export function requestedRevision(namespaceLabels: StringMap = {}, podLabels: StringMap = {}): string {
  if (namespaceLabels['istio-injection'] !== undefined) return DEFAULT_REVISION;
  return namespaceLabels[REVISION_LABEL] ?? podLabels[REVISION_LABEL] ?? DEFAULT_REVISION;
}

/** The revisions that tags stand for, by the webhooks that `istioctl tag set` and istiod's chart make. */
export function revisionTags(webhooks: readonly KubernetesObject[]): ReadonlyMap<string, string> {
  return new Map(webhooks.flatMap((webhook): readonly (readonly [string, string])[] => {
    const [tag, revision] = [TAG_LABEL, REVISION_LABEL].map((label) => textAt(webhook, ['metadata', 'labels', label]));
    return tag === undefined || revision === undefined ? [] : [[tag, revision]];
  }));
}
