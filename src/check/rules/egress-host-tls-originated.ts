import { egressRule } from '../egress-rule';

export const egressHostTlsOriginated = egressRule('egress-host-tls-originated', {
  what: 'No DestinationRule originates TLS for a host that is called by TLS already.',
  why: 'The proxy would wrap TLS into TLS, which the host does not understand (istio/istio pilot/pkg/networking/core/cluster_tls.go).',
  cannotSee: 'DestinationRules that are only in the cluster.',
});
