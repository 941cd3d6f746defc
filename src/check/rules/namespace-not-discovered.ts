import { selects } from '../../kubernetes/label-selector';
import { speedscaleNamespaces } from '../../mesh/speedscale-namespaces';
import { finding } from '../../message/catalogue';
import { Rule } from '../rule';

export const namespaceNotDiscovered: Rule = {
  ids: ['namespace-not-discovered'],
  what: 'The mesh\'s discoverySelectors select the namespaces of Speedscale and of what it captures or replays.',
  why: 'istiod does not read objects of other namespaces, and configures no proxy for them (istio/istio pkg/kube/namespace/filter.go).',
  cannotSee: 'Labels of namespaces that are neither in sight nor in the settings.',
  find: (sight) => {
    const { discoverySelectors = [] } = sight.mesh.istio;
    if (discoverySelectors.length === 0) return [];
    return speedscaleNamespaces(sight).flatMap((namespace) => {
      const labels = sight.labels.get(namespace);
      if (labels === undefined) return [];
      const [entry] = sight.inventory.find('Namespace', undefined, namespace);
      const discovered = discoverySelectors.some((selector) => selects(selector, labels) !== false);
      return discovered ? [] : [finding('namespace-not-discovered', { namespace }, entry?.place ?? { object: `Namespace ${namespace}` })];
    });
  },
};
