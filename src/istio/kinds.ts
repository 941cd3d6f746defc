/** The kinds that the model reads, as `groupKind` writes them: who reads manifests for it leaves none of them out. */
export const MODEL_KINDS = [
  'Namespace', 'Service', 'EndpointSlice.discovery.k8s.io', 'Pod', 'WorkloadEntry.networking.istio.io',
  'ServiceEntry.networking.istio.io', 'Sidecar.networking.istio.io', 'VirtualService.networking.istio.io', 'DestinationRule.networking.istio.io',
  'EnvoyFilter.networking.istio.io', 'Gateway.networking.istio.io', 'ProxyConfig.networking.istio.io',
  'HTTPRoute.gateway.networking.k8s.io', 'GRPCRoute.gateway.networking.k8s.io', 'TLSRoute.gateway.networking.k8s.io', 'TCPRoute.gateway.networking.k8s.io',
  'NetworkPolicy.networking.k8s.io', 'AuthorizationPolicy.security.istio.io', 'PeerAuthentication.security.istio.io',
] as const;
export type ModelKind = typeof MODEL_KINDS[number];

/**
 * Kinds that have a say in egress, and that the model does not read: Endpoints, of which Kubernetes makes EndpointSlices for a Service without a
 * selector, and the installations of the Sail operator.
 */
export const UNMODELLED_KINDS: readonly string[] = ['Endpoints', 'Istio.sailoperator.io', 'IstioRevision.sailoperator.io'];
