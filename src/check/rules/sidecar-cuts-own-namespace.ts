import { inSidecar } from '../../istio/objects/paths';
import { objectTitle } from '../../kubernetes/object';
import { cuts, sidecarsOfSpeedscale } from '../../mesh/speedscale-sidecars';
import { finding } from '../../message/catalogue';
import { Rule } from '../rule';

export const sidecarCutsOwnNamespace: Rule = {
  ids: ['sidecar-cuts-own-namespace'],
  what: 'A Sidecar that lets Speedscale in, is for its own pods, or is for all pods of a namespace with a replay, lets in its own namespace too.',
  why: 'Egress hosts are everything that a pod knows: the example of Speedscale\'s Istio page, pasted as it is, cuts the pods off from their neighbours, a replay\'s generator from what it calls, and the workload from its responder.',
  cannotSee: 'Whether these pods call any neighbour.',
  find: (sight) => {
    const concerned = new Set([
      ...sidecarsOfSpeedscale(sight),
      ...sight.replays.flatMap((name) => sight.sidecarsByNamespace.get(name) ?? []).filter(({ selector = {} }) => Object.keys(selector).length === 0),
    ]);
    return [...concerned].filter((sidecar) => cuts(sidecar, './*'))
      .map((sidecar) => finding('sidecar-cuts-own-namespace', { sidecar: objectTitle(sidecar.object), namespace: sidecar.namespace }, sidecar.placeOf(inSidecar('egress'))));
  },
};
