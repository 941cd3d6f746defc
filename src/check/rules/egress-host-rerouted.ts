import { egressRule } from '../egress-rule';

export const egressHostRerouted = egressRule('egress-host-rerouted', {
  what: 'No VirtualService takes calls to Speedscale\'s hosts away.',
  why: 'TLS routes replace the chain of the host, also those for one name of a wildcard (istio/istio pilot/pkg/networking/core/tls.go).',
  cannotSee: 'VirtualServices that are only in the cluster.',
});
