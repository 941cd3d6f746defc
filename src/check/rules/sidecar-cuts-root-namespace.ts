import { inSidecar } from '../../istio/objects/paths';
import { objectTitle } from '../../kubernetes/object';
import { cuts, sidecarsOfSpeedscale } from '../../mesh/speedscale-sidecars';
import { finding } from '../../message/catalogue';
import { Rule } from '../rule';

export const sidecarCutsRootNamespace: Rule = {
  ids: ['sidecar-cuts-root-namespace'],
  what: 'A Sidecar that lets Speedscale in, or is for its own pods, lets in Istio\'s root namespace too.',
  why: 'Telemetry, external authorization and the egress gateway stand there; without their clusters they break, whatever the outboundTrafficPolicy.',
  cannotSee: 'Whether the mesh uses any of these, and whether they stand in another namespace.',
  find: (sight) => {
    const { rootNamespace } = sight.mesh.istio;
    return sidecarsOfSpeedscale(sight)
      .filter((sidecar) => sidecar.namespace !== rootNamespace && cuts(sidecar, `${rootNamespace}/*`))
      .map((sidecar) => finding('sidecar-cuts-root-namespace', { sidecar: objectTitle(sidecar.object), rootNamespace }, sidecar.placeOf(inSidecar('egress'))));
  },
};
