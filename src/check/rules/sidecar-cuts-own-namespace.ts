import { objectTitle } from '../../kubernetes/object';
import { finding } from '../../message/catalogue';
import { Rule } from '../rule';
import { cutBy, sidecarsWithSpeedscale } from '../sidecars';

export const sidecarCutsOwnNamespace: Rule = {
  ids: ['sidecar-cuts-own-namespace'],
  what: 'A Sidecar that lets Speedscale in lets in its own namespace too.',
  why: 'Egress hosts are everything that a pod knows: the example of Speedscale\'s Istio page, pasted as it is, cuts the pods off from their neighbours, and a replay from its responder.',
  cannotSee: 'Whether these pods call any neighbour.',
  find: (sight) => sidecarsWithSpeedscale(sight).filter((sidecar) => cutBy(sidecar, ['./*']).length > 0)
    .map((sidecar) => finding('sidecar-cuts-own-namespace', { sidecar: objectTitle(sidecar.object), namespace: sidecar.namespace }, sidecar.placeOf(['spec', 'egress']))),
};
