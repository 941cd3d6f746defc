import { objectReference } from './reference';
import { Call } from './verdict';
import { selects } from '../../kubernetes/label-selector';
import { KubernetesObject, ObjectReference } from '../../kubernetes/object';
import { mapAt, StringMap, stringMap } from '../../kubernetes/value';
import { groupBy } from '../group';
import { isWithin } from '../labels';
import { Mesh } from '../mesh';
import { once } from '../once';
import { Service } from '../service';

const KINDS = ['NetworkPolicy.networking.k8s.io', 'AuthorizationPolicy.security.istio.io', 'PeerAuthentication.security.istio.io'] as const;
const byNamespace = new WeakMap<Mesh, ReadonlyMap<string, readonly KubernetesObject[]>>();

/** The policies in sight that select the caller or what it calls. */
export function policiesOn(mesh: Mesh, { namespace, labels }: Pick<Call, 'namespace' | 'labels'>, services: readonly Service[]): readonly ObjectReference[] {
  const index = once(byNamespace, mesh, () => groupBy(KINDS.flatMap((kind) => mesh.kinds.get(kind) ?? []), (policy) => policy.metadata.namespace ?? ''));
  if (index.size === 0) return [];
  const called = services.filter(({ external }) => !external).map((service) => ({ namespace: service.namespace, labels: service.selector ?? {} }));
  const ends = [{ namespace, labels }, ...called];
  const found = ends.flatMap((end) => [...new Set([end.namespace, mesh.config.rootNamespace])].flatMap((owner) => (
    (index.get(owner) ?? []).filter((policy) => selectsEnd(policy, end.namespace, end.labels)))));
  return [...new Set(found)].map(objectReference);
}

/** A policy of Istio in the root namespace is for all; one of Kubernetes is for its own namespace. */
function selectsEnd(policy: KubernetesObject, namespace: string, labels: StringMap): boolean {
  if (policy.kind === 'NetworkPolicy') return policy.metadata.namespace === namespace && selects(mapAt(policy, ['spec', 'podSelector']), labels) !== false;
  return isWithin(stringMap(mapAt(policy, ['spec', 'selector', 'matchLabels'])), labels);
}
