import { Inventory } from '../../kubernetes/inventory';
import { apiGroup, objectTitle } from '../../kubernetes/object';
import { isPatchFragment, workloadKind } from '../../kubernetes/workload';
import { finding } from '../../message/catalogue';
import { Finding } from '../../message/message';

/**
 * The objects that would be looked at if they had a namespace, in one finding for the whole run: workloads, Services and Istio's
 * own. They take part in no rule about egress, and none is taken for another's duplicate.
 */
export function unsetNamespaces({ entries }: Inventory): readonly Finding[] {
  const unset = entries.filter(({ object, namespaceUnset }) => namespaceUnset && !isPatchFragment(object)
    && (workloadKind(object) !== undefined || object.kind === 'Service' || apiGroup(object) === 'networking.istio.io'));
  if (unset.length === 0) return [];
  const [first] = unset;
  return [finding('namespace-unset', { count: unset.length, first: objectTitle(first.object) }, first.place)];
}
