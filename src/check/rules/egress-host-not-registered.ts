import { egressRule } from '../egress-rule';

export const egressHostNotRegistered = egressRule('egress-host-not-registered', {
  what: 'Each host that Speedscale\'s pods call is registered where only registered hosts are let out.',
  why: 'REGISTRY_ONLY sends everything else nowhere (BlackHoleCluster).',
  cannotSee: 'ServiceEntries that are only in the cluster.',
});
