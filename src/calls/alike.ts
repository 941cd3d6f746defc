import { enforcement } from '../istio/enforcement';
import { Mesh } from '../istio/mesh';
import { mapAt } from '../kubernetes/value';
import { PodTemplate } from '../kubernetes/workload';
import { Sight } from '../mesh/sight';

/**
 * What Istio can tell of a pod: the labels that something selects by, and whether a sidecar holds its calls. Pods of a namespace with the
 * same marks are decided alike.
 * @param selecting the keys of labels that count: `selectingKeys`
 * @param ports the ports that are called
 */
export function marksOf({ labels }: Sight, namespace: string, pod: PodTemplate, selecting: ReadonlySet<string>, ports: readonly number[]): string {
  const own = Object.entries(pod.metadata.labels ?? {}).filter(([key]) => selecting.has(key)).sort(([a], [b]) => a < b ? -1 : 1);
  const held = ports.map((port) => enforcement({ namespace, namespaceLabels: labels.get(namespace), pod, port }));
  return JSON.stringify([own, held]);
}

/** The labels by which anything that decides about egress selects pods. */
export function selectingKeys(meshes: readonly Mesh[]): ReadonlySet<string> {
  const selectors = meshes.flatMap(({ sidecars, rules, virtualServices, kinds }) => [
    ...[...sidecars.values()].flat().map(({ selector }) => selector ?? {}),
    ...[...rules.values()].flat().map(({ selector }) => selector ?? {}),
    ...(kinds.get('EnvoyFilter.networking.istio.io') ?? []).map((filter) => mapAt(filter, ['spec', 'workloadSelector', 'labels'])),
    ...virtualServices.all.flatMap(({ http, tls, tcp }) => [...http, ...tls, ...tcp])
      .flatMap(({ match }) => match.map(({ sourceLabels }) => sourceLabels)),
  ]);
  return new Set(selectors.flatMap((selector) => Object.keys(selector)));
}
