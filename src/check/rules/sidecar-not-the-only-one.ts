import { objectTitle } from '../../kubernetes/object';
import { finding } from '../../message/catalogue';
import { formatPlace } from '../../message/text';
import { Rule } from '../rule';

/** Istio's documentation leaves it undefined; its code takes the oldest. */
export const sidecarNotTheOnlyOne: Rule = {
  ids: ['sidecar-not-the-only-one'],
  what: 'A namespace has one Sidecar without a workloadSelector at most.',
  why: 'Istio merges no Sidecars. Of several without a selector the oldest is used, and age is not in a manifest (istio/istio pilot/pkg/model/push_context.go).',
  cannotSee: 'Sidecars that are only in the cluster.',
  istioctl: ['IST0111'],
  find: ({ sidecars }) => sidecars.flatMap((sidecar, index) => {
    if (sidecar.selector !== undefined) return [];
    const title = objectTitle(sidecar.object);
    const other = sidecars.slice(0, index).find(({ namespace, selector, object }) =>
      namespace === sidecar.namespace && selector === undefined && objectTitle(object) !== title);
    if (other === undefined) return [];
    return [finding('sidecar-not-the-only-one', { sidecar: title, other: objectTitle(other.object), at: formatPlace(other.place) }, sidecar.place)];
  }),
};
