import { AskedCall } from './calls';
import { namespaceMarks } from './namespace-marks';
import { podProxy } from './pod-proxy';
import { selectorOfEnvoyFilter } from '../istio/egress/not-modelled';
import { Mesh } from '../istio/mesh';
import { StringMap } from '../kubernetes/value';
import { PodTemplate } from '../kubernetes/workload';
import { Sight } from '../mesh/sight';

/** The labels of a namespace whose pods are in the mesh. */
const INJECTED: StringMap = { 'istio-injection': 'enabled' };

/** Calls that are decided alike, since no object tells their pods apart. */
export interface CallGroup {
  /** One of them. */
  readonly call: AskedCall;
  readonly members: readonly AskedCall[];
}

/** Groups calls, in the order of the first of each group. Those of a group may be of several namespaces. */
export function alikeCalls(sight: Sight, meshes: readonly Mesh[], calls: readonly AskedCall[]): readonly CallGroup[] {
  const selecting = selectingKeys(meshes);
  const marksOfNamespace = namespaceMarks(sight, meshes);
  const groups = new Map<string, CallGroup & { readonly members: AskedCall[] }>();
  for (const call of calls) {
    const { namespace, pod, workload, sample, port, protocols } = call;
    const marks = pod === undefined ? '' : marksOf(sight, { namespace, pod, workload }, selecting, [port]);
    const key = `${marksOfNamespace(namespace)}\n${sample}\n${port}\n${protocols.join(' ')}\n${marks}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { call, members: [call] });
    else group.members.push(call);
  }
  return [...groups.values()];
}

/** A pod that calls; with its workload where goproxy is the caller. */
export type CallingPod = Pick<AskedCall, 'namespace' | 'workload'> & { readonly pod: PodTemplate };

/**
 * What Istio can tell of a pod: the labels that something selects by, and what its proxy does with its calls, also should its namespace, which
 * is not in the input, be in the mesh. Pods of a namespace with the same marks are decided alike.
 * @param selecting the keys of labels that count: `selectingKeys`
 * @param ports the ports that are called
 */
export function marksOf(sight: Sight, calling: CallingPod, selecting: ReadonlySet<string>, ports: readonly number[]): string {
  const stated = calling.pod.metadata.labels ?? {};
  const own = [...selecting].map((key) => JSON.stringify(stated[key]) ?? '').join(' ');
  const isKnown = sight.labels.has(calling.namespace);
  return `${own}\n${proxyMarks(sight, calling, ports)}${isKnown ? '' : `, else ${proxyMarks(sight, calling, ports, INJECTED)}`}`;
}

/** Whether the pod's proxy holds calls to the ports, or why not. */
function proxyMarks(sight: Sight, calling: CallingPod, ports: readonly number[], namespaceLabels?: StringMap): string {
  const { holds, revision, capturesDns } = podProxy(sight, calling, namespaceLabels);
  const held = ports.map((port) => {
    const found = holds(port);
    return found.outcome === 'held' ? found.outcome : 'detail' in found ? `${found.reason} ${found.detail}` : found.reason;
  });
  return `${revision} ${capturesDns.join(' ')} ${held.join(' ')}`;
}

/** The labels by which anything that decides about egress selects pods. */
export function selectingKeys(meshes: readonly Mesh[]): ReadonlySet<string> {
  const selectors = meshes.flatMap(({ sidecars, rules, virtualServices, kinds }) => [
    ...[...sidecars.values()].flat().map(({ selector }) => selector ?? {}),
    ...[...rules.values()].flat().map(({ selector }) => selector ?? {}),
    ...(kinds.get('EnvoyFilter.networking.istio.io') ?? []).map(selectorOfEnvoyFilter),
    ...virtualServices.all.flatMap(({ http, tls, tcp }) => [...http, ...tls, ...tcp])
      .flatMap(({ match }) => match.map(({ sourceLabels }) => sourceLabels)),
  ]);
  return new Set(selectors.flatMap((selector) => Object.keys(selector)));
}
