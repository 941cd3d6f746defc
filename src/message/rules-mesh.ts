import { define } from './message';

/** Messages of the rules about namespaces, the mesh as a whole, and objects of any kind. */
export const meshRuleMessages = {
  'speedscale-not-in-sight': define({
    severity: 'info',
    example: {},
    fact: () => 'nothing in these manifests concerns Speedscale: no captured workload, no TrafficReplay, none of its hosts, and no settings',
    fix: () => '"cdk8s-speedscale init" writes settings in which to say what Speedscale shall do here; give them with -c',
  }),
  'namespace-not-discovered': define({
    severity: 'error',
    example: { namespace: 'speedscale' },
    fact: ({ namespace }) => `the labels of Namespace ${namespace} match none of the mesh's discoverySelectors: for istiod its Services, ServiceEntries and Sidecars do not exist`,
    fix: () => 'give the namespace the labels of a selector, or add a selector for it',
  }),
  'istio-refuses-object': define({
    severity: 'error',
    example: { object: 'Sidecar shop/default', because: 'spec.egress[0]: it has no hosts' },
    fact: ({ object, because }) => `Istio refuses ${object}: ${because}`,
    fix: () => 'correct that part: until then an older version of the object stays in the cluster, or none',
  }),
  'needs-substitution': define({
    severity: 'warning',
    example: { object: 'Sidecar ${SHOP_NS}/default', path: 'metadata.namespace', others: 2 },
    fact: ({ object, path, others }) => `${path} of ${object}${others === 0 ? '' : `, and a part of ${others} more,`} holds a variable or an encrypted value, which is filled in later: what depends on it is unknown`,
    fix: () => 'give the rendering in place of its sources, as in "flux build kustomization NAME --path FOLDER | cdk8s-speedscale check -", or "flux envsubst", "envsubst" or "sops decrypt" before the pipe',
  }),
  'registry-only-in-ambient': define({
    severity: 'info',
    example: { namespaces: '"shop"' },
    fact: ({ namespaces }) => `outboundTrafficPolicy REGISTRY_ONLY does not hold in ambient mode, and pods in ${namespaces} are in that: their egress is not restricted by it`,
    fix: () => 'restrict them by a NetworkPolicy, where that is wanted; Speedscale needs no ServiceEntry there',
  }),
  'object-duplicated': define({
    severity: 'warning',
    example: { object: 'Sidecar shop/default', at: 'deploy/mesh.yaml:3:1' },
    fact: ({ object, at }) => `${object} is defined at ${at} too, and otherwise: the cluster holds one of the two, by the order in which they are applied`,
    fix: () => 'keep one of the two, or name only the paths that are deployed together',
  }),
  'kustomization-lists-object-twice': define({
    severity: 'error',
    example: { object: 'Sidecar shop/default', at: 'deploy/mesh.yaml:3:1', kustomization: 'deploy/kustomization.yaml' },
    fact: ({ object, at, kustomization }) => `${object} is at ${at} too, and ${kustomization} lists both among its resources: kustomize refuses to build that`,
    fix: () => 'take one of the two out, or make it a patch',
  }),
  'webhook-under-strict-mtls': define({
    severity: 'warning',
    example: { namespace: 'speedscale', policy: 'PeerAuthentication istio-system/default' },
    fact: ({ namespace, policy }) => `${policy} asks for mutual TLS in "${namespace}", and the API server, which is outside the mesh, calls the webhook of Speedscale's operator there: the call fails, and workloads are not captured without a word`,
    fix: ({ namespace }) => `add a PeerAuthentication in "${namespace}" that selects the operator and sets portLevelMtls of its webhook's port (9443, or 443 up to chart 2.5.602) to PERMISSIVE`,
  }),
  'network-policy-not-decided': define({
    severity: 'info',
    example: { count: 3, policies: 'NetworkPolicy shop/deny-all and 2 more' },
    fact: ({ count, policies }) => `${policies} ${count === 1 ? 'selects' : 'select'} pods that Speedscale captures or replays: whether ${count === 1 ? 'it allows' : 'they allow'} Speedscale's calls is not decided here`,
    fix: () => 'see that captured pods may call the forwarder in Speedscale\'s namespace, and that a replay\'s pods may call the workload and be called by it; "explain" lists the policies on each call',
  }),
  'nettap-under-strict-mtls': define({
    severity: 'warning',
    example: { namespace: 'speedscale', policy: 'PeerAuthentication istio-system/default' },
    fact: ({ namespace, policy }) => `${policy} asks for mutual TLS in "${namespace}", and nettap, which captures by eBPF from the host network, calls the forwarder there in plain text: captured traffic is refused`,
    fix: ({ namespace }) => `add a PeerAuthentication in "${namespace}" that selects the forwarder and sets mode PERMISSIVE`,
  }),
};
