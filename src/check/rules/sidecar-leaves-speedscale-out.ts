import { servedMesh } from '../../calls/serving';
import { planSidecars } from '../../mesh/plan-sidecars';
import { concernsSpeedscale, namespacesWithSpeedscale } from '../../mesh/speedscale-namespaces';
import { networkingApiVersion } from '../../settings/check-names';
import { egressFindings } from '../egress/findings';
import { Rule } from '../rule';

export const sidecarLeavesSpeedscaleOut: Rule = {
  ids: ['sidecar-leaves-speedscale-out', 'root-sidecar-contradicts-settings'],
  what: 'The Sidecar in effect for a namespace of the settings lets in what Speedscale\'s pods there call.',
  why: 'Services that a Sidecar leaves out are unknown to its pods: nothing of the mesh, mutual TLS included, applies to calls to them.',
  cannotSee: 'Sidecars that are only in the cluster.',
  find: (sight) => {
    if (!concernsSpeedscale(sight)) return [];
    // Where egress is decided, that says more of it.
    const decided = egressFindings(sight).filter(({ id }) => id === 'egress-host-not-imported').map(({ place }) => place.object);
    const mesh = { ...servedMesh(sight), namespaces: namespacesWithSpeedscale(sight) };
    return planSidecars(mesh, sight, networkingApiVersion({ istioVersion: mesh.istio.version })).findings
      .filter(({ id, place }) => id !== 'root-sidecar-unknown' && !decided.includes(place.object));
  },
};
