import { speedscaleNamespaces } from '../../mesh/speedscale-namespaces';
import { finding } from '../../message/catalogue';
import { isAmbientNamespace } from '../ambient-namespace';
import { Rule } from '../rule';

export const registryOnlyInAmbient: Rule = {
  ids: ['registry-only-in-ambient'],
  what: 'REGISTRY_ONLY is not relied upon where pods are in ambient mode.',
  why: 'ztunnel lets calls to unregistered destinations pass (istio/istio architecture/ambient/ztunnel.md).',
  cannotSee: 'Labels of single pods, and what a waypoint enforces.',
  find: (sight) => {
    const ambient = speedscaleNamespaces(sight).filter((namespace) => isAmbientNamespace(sight.labels.get(namespace)));
    if (sight.mesh.istio.outboundTrafficPolicy !== 'REGISTRY_ONLY' || ambient.length === 0) return [];
    return [finding('registry-only-in-ambient', { namespaces: ambient.map((name) => `"${name}"`).join(', ') })];
  },
};
