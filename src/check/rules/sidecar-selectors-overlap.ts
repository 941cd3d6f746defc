import { isWithin } from '../../istio/labels';
import { InventoryEntry } from '../../kubernetes/inventory';
import { objectTitle } from '../../kubernetes/object';
import { podTemplate } from '../../kubernetes/workload';
import { SidecarInSight } from '../../mesh/sight';
import { finding } from '../../message/catalogue';
import { Finding } from '../../message/message';
import { Rule } from '../rule';

export const sidecarSelectorsOverlap: Rule = {
  ids: ['sidecar-selectors-overlap'],
  what: 'A pod is selected by the workloadSelector of one Sidecar at most.',
  why: 'Istio merges no Sidecars. Of several that select a pod the oldest is used, and age is not in a manifest (istio/istio pilot/pkg/model/push_context.go).',
  cannotSee: 'Pods of workloads that are not in sight, and labels that are put on pods at run time.',
  istioctl: ['IST0110'],
  find: ({ sidecarsByNamespace, inventory }) => [...sidecarsByNamespace].flatMap(([namespace, sidecars]) => {
    const selecting = sidecars.filter(({ selector }) => selector !== undefined && Object.keys(selector).length > 0);
    if (selecting.length < 2) return [];
    const pairs = inventory.workloads(namespace).flatMap((workload) => overlapping(workload, selecting));
    return pairs.filter(({ place }, index) => pairs.findIndex((other) => other.place === place) === index);
  }),
};

/** One finding for each Sidecar that selects the pods of a workload after another has. */
function overlapping({ object }: InventoryEntry, selecting: readonly SidecarInSight[]): readonly Finding[] {
  const labels = podTemplate(object)?.metadata.labels;
  if (labels === undefined) return [];
  const [first, ...others] = selecting.filter(({ selector }) => isWithin(selector!, labels));
  return others.filter((other) => objectTitle(other.object) !== objectTitle(first.object)).map((other) => {
    const facts = { sidecar: objectTitle(other.object), other: objectTitle(first.object), workload: objectTitle(object) };
    return finding('sidecar-selectors-overlap', facts, other.place);
  });
}
