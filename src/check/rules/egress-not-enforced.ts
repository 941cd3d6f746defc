import { egressRule } from '../egress-rule';

export const egressNotEnforced = egressRule('egress-not-enforced', {
  what: 'Where no sidecar of Istio holds Speedscale\'s pods, so that nothing of the mesh keeps their calls back, that is said.',
  why: 'Without it, no finding would look like a mesh that lets them out. Such pods have no certificate of the mesh either: whatever asks for mutual TLS refuses them, a replayed workload for instance.',
  cannotSee: 'Labels by which Speedscale\'s operator or a webhook of somebody else\'s takes pods into the mesh.',
});
