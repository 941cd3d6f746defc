import { egressRule } from '../egress-rule';

export const egressCallBlocked = egressRule('egress-call-blocked', {
  what: 'Nothing else in Istio\'s configuration blocks what Speedscale\'s pods call.',
  why: 'They fail without a word: a replay hangs, or captured traffic is lost.',
  cannotSee: 'NetworkPolicies, AuthorizationPolicies and firewalls: nothing of them is decided here.',
});
