import { egressRule } from '../egress-rule';

export const egressHostNotImported = egressRule('egress-host-not-imported', {
  what: 'The Sidecar in effect for Speedscale\'s pods, and for workloads that goproxy captures, lets in what they call.',
  why: 'Egress hosts are everything that a proxy knows; Sidecars are not merged (istio/istio pilot/pkg/model/sidecar.go).',
  cannotSee: 'Sidecars that are only in the cluster, and those that Speedscale\'s operator makes.',
});
