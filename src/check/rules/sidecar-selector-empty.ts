import { inSidecar } from '../../istio/objects/paths';
import { objectTitle } from '../../kubernetes/object';
import { finding } from '../../message/catalogue';
import { Rule } from '../rule';

export const sidecarSelectorEmpty: Rule = {
  ids: ['sidecar-selector-empty'],
  what: 'A Sidecar\'s workloadSelector has labels, or is not there.',
  why: 'An empty selector counts as one: such a Sidecar is sorted before those without, selects every pod, and holds for no namespace but its own even in the root namespace (istio/istio pilot/pkg/model/push_context.go).',
  cannotSee: 'Nothing.',
  find: ({ sidecars }) => sidecars.filter(({ selector }) => selector !== undefined && Object.keys(selector).length === 0)
    .map(({ object, placeOf }) => finding('sidecar-selector-empty', { sidecar: objectTitle(object) }, placeOf(inSidecar('workloadSelector')))),
};
