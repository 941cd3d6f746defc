import { egressRule } from '../egress-rule';

export const egressClusterMissing = egressRule('egress-cluster-missing', {
  what: 'What routes lead to exists in the proxy.',
  why: 'Istio writes routes to clusters that it then leaves out, for instance where two ServiceEntries of a host differ in resolution (istio/istio pilot/pkg/model/sidecar.go).',
  cannotSee: 'Endpoints that are only in the cluster.',
});
