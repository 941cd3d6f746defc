import { egressRule } from '../egress-rule';

export const egressHostEndsElsewhere = egressRule('egress-host-ends-elsewhere', {
  what: 'What Speedscale\'s pods send to its hosts outside the cluster gets there.',
  why: 'Istio lets the call through, and a route or a ServiceEntry with endpoints takes it somewhere else: uploads are lost, or end with a stranger.',
  cannotSee: 'Where DNS and routers outside the mesh lead.',
});
