import { egressRule } from '../egress-rule';

export const egressHostInRange = egressRule('egress-host-in-range', {
  what: 'No ServiceEntry, and no route, matches whole ranges of addresses on the port of Speedscale\'s hosts.',
  why: 'Destination addresses are matched before host names, and there is no way back (istio issue 52235).',
  cannotSee: 'The addresses of the hosts, which change.',
});
