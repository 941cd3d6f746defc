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
  find: ({ sidecarsByNamespace }) => [...sidecarsByNamespace.values()].flatMap((ofNamespace) => {
    const [first, ...others] = ofNamespace.filter(({ selector }) => selector === undefined);
    return others.filter(({ object }) => objectTitle(object) !== objectTitle(first.object)).map(({ object, place }) => {
      const facts = { sidecar: objectTitle(object), other: objectTitle(first.object), at: formatPlace(first.place) };
      return finding('sidecar-not-the-only-one', facts, place);
    });
  }),
};
