import { AskedCall } from './calls';
import { PossibleMesh } from './possible-meshes';
import { enforcement, EnforcementQuery } from '../istio/enforcement';
import { Mesh } from '../istio/mesh';
import { mapAt, StringMap } from '../kubernetes/value';
import { PodTemplate } from '../kubernetes/workload';
import { revisionOf } from '../mesh/facts/revisions';
import { Sight } from '../mesh/sight';

/** The labels of a namespace whose pods are in the mesh. */
const INJECTED: StringMap = { 'istio-injection': 'enabled' };

/** Calls that are decided alike, since no object tells their pods apart. */
export interface CallGroup {
  /** One of them. */
  readonly call: AskedCall;
  readonly members: readonly AskedCall[];
}

/** Groups calls, in the order of the first of each group. */
export function alikeCalls(sight: Sight, meshes: readonly PossibleMesh[], calls: readonly AskedCall[]): readonly CallGroup[] {
  const selecting = selectingKeys(meshes.map(({ mesh }) => mesh));
  const groups = new Map<string, CallGroup & { readonly members: AskedCall[] }>();
  for (const call of calls) {
    const { namespace, pod, sample, port, protocols } = call;
    const marks = pod === undefined ? '' : marksOf(sight, namespace, pod, selecting, [port]);
    const key = `${namespace}\n${sample}\n${port}\n${protocols.join(' ')}\n${marks}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { call, members: [call] });
    else group.members.push(call);
  }
  return [...groups.values()];
}

/**
 * What Istio can tell of a pod: the labels that something selects by, and whether a sidecar holds its calls, also should its namespace,
 * which is not in the input, be in the mesh. Pods of a namespace with the same marks are decided alike.
 * @param selecting the keys of labels that count: `selectingKeys`
 * @param ports the ports that are called
 */
export function marksOf({ labels, revisions }: Sight, namespace: string, pod: PodTemplate, selecting: ReadonlySet<string>, ports: readonly number[]): string {
  const stated = pod.metadata.labels ?? {};
  const own = [...selecting].map((key) => JSON.stringify(stated[key]) ?? '').join(' ');
  const held = ports.map((port) => {
    const known = heldOr({ namespace, namespaceLabels: labels.get(namespace), pod, port });
    return known !== 'namespace-not-in-sight' ? known : `${known}, else ${heldOr({ namespace, namespaceLabels: INJECTED, pod, port })}`;
  });
  return `${own}\n${revisionOf(revisions, labels.get(namespace), stated)}\n${held.join(' ')}`;
}

/** Whether a sidecar holds the call, or why not. */
function heldOr(query: EnforcementQuery): string {
  const held = enforcement(query);
  return held.outcome === 'held' ? held.outcome : held.reason;
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
