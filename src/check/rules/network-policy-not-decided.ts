import { possibleMeshes } from '../../calls/possible-meshes';
import { referenceTitle } from '../../calls/reference';
import { listed } from '../../calls/words';
import { policiesOn } from '../../istio/egress/not-decided';
import { KubernetesObject } from '../../kubernetes/object';
import { StringMap } from '../../kubernetes/value';
import { podTemplate } from '../../kubernetes/workload';
import { Sight } from '../../mesh/sight';
import { finding } from '../../message/catalogue';
import { Rule } from '../rule';

export const networkPolicyNotDecided: Rule = {
  ids: ['network-policy-not-decided'],
  what: 'Whether a NetworkPolicy selects pods that are captured, or pods of a namespace with a replay.',
  why: 'A NetworkPolicy can block what Istio allows: goproxy\'s calls to the forwarder, and the calls of a replay.',
  cannotSee: 'What the policy allows: it is named, not evaluated. The labels of the pods that Speedscale\'s operator makes are not documented.',
  find: (sight) => {
    const pods = sight.inventory.byKind('NetworkPolicy.networking.k8s.io').length === 0 ? [] : podsOf(sight);
    if (pods.length === 0) return [];
    const [{ mesh }] = possibleMeshes(sight);
    const policies = pods.flatMap((pod) => policiesOn(mesh, pod, [])).filter(({ kind }) => kind === 'NetworkPolicy');
    const [first, ...others] = [...new Map(policies.map((policy) => [referenceTitle(policy), policy])).values()];
    if (first === undefined) return [];
    const facts = { count: others.length + 1, policies: listed([first, ...others].map(referenceTitle)) };
    return [finding('network-policy-not-decided', facts, sight.inventory.referredTo(first)?.place)];
  },
};

interface Pod {
  readonly namespace: string;
  readonly labels: StringMap;
}

/** The captured pods, and those of namespaces with a replay: of the pods that the operator makes there, no label is known. */
function podsOf({ captures, replays, inventory }: Sight): readonly Pod[] {
  const captured = captures.filter(({ entry }) => !entry.namespaceUnset).map(({ entry }) => entry.object);
  const replayed = replays.flatMap((namespace) => inventory.workloads(namespace)).map(({ object }) => object);
  return [...[...captured, ...replayed].map(podOf), ...replays.map((namespace) => ({ namespace, labels: {} }))];
}

function podOf(object: KubernetesObject): Pod {
  return { namespace: object.metadata.namespace!, labels: podTemplate(object)?.metadata.labels ?? {} };
}
