import { sidecarLeavesSpeedscaleOut } from './sidecar-leaves-speedscale-out';
import { inSidecar } from '../../istio/objects/paths';
import { objectTitle } from '../../kubernetes/object';
import { API_SERVER } from '../../mesh/called-services';
import { cuts, sidecarsOfSpeedscale } from '../../mesh/speedscale-sidecars';
import { finding } from '../../message/catalogue';
import { egressFindings } from '../egress/findings';
import { Rule } from '../rule';

export const sidecarCutsApiServer: Rule = {
  ids: ['sidecar-cuts-api-server'],
  what: 'A Sidecar that lets Speedscale in, or is for its own pods, lets in the API server too, where only registered hosts are let out.',
  why: 'A pod knows the Service of the API server from the namespace "default" alone; where unregistered hosts pass, so do calls to it.',
  cannotSee: 'Whether these pods call the API server; of Speedscale\'s own pods that is known, and other rules tell of it.',
  find: (sight) => {
    if (sight.mesh.istio.outboundTrafficPolicy === 'ALLOW_ANY') return [];
    const told = new Set([...egressFindings(sight), ...sidecarLeavesSpeedscaleOut.find(sight)].map(({ place }) => place.object));
    return sidecarsOfSpeedscale(sight)
      .filter(({ object }) => !told.has(objectTitle(object)))
      .filter((sidecar) => cuts(sidecar, API_SERVER))
      .map(({ object, placeOf }) => finding('sidecar-cuts-api-server', { sidecar: objectTitle(object), host: API_SERVER }, placeOf(inSidecar('egress'))));
  },
};
