import { define } from './message';

/** Messages of the rules about Istio Sidecars. */
export const sidecarRuleMessages = {
  'sidecar-not-the-only-one': define({
    severity: 'error',
    example: { sidecar: 'Sidecar shop/speedscale', other: 'Sidecar shop/default', at: 'deploy/mesh.yaml:3' },
    fact: ({ sidecar, other, at }) => `${sidecar} and ${other}${at === '' ? '' : ` (${at})`} both have no workloadSelector: Istio uses the older of the two and ignores the other`,
    fix: ({ other }) => `put the egress hosts of both into ${other}, and delete this one`,
  }),
  'sidecar-selectors-overlap': define({
    severity: 'error',
    example: { sidecar: 'Sidecar shop/cart', other: 'Sidecar shop/backend', workload: 'Deployment shop/cart' },
    fact: ({ sidecar, other, workload }) => `${sidecar} and ${other} both select the pods of ${workload}: Istio uses the older of the two and ignores the other`,
    fix: () => 'narrow one of the two selectors, or join the two',
  }),
  'sidecar-selector-empty': define({
    severity: 'error',
    example: { sidecar: 'Sidecar shop/default' },
    fact: ({ sidecar }) => `${sidecar} has an empty workloadSelector: it selects every pod of the namespace, and goes before Sidecars without a selector and, by age, before those with one`,
    fix: () => 'take workloadSelector out, or give it labels',
  }),
  'sidecar-cuts-own-namespace': define({
    severity: 'warning',
    example: { sidecar: 'Sidecar shop/default', namespace: 'shop' },
    fact: ({ sidecar, namespace }) => `${sidecar} leaves "./*" out: its pods do not know the services of "${namespace}", their neighbours, and a replay there not what it calls`,
    fix: () => 'add "./*" to its egress hosts',
  }),
  'sidecar-cuts-root-namespace': define({
    severity: 'warning',
    example: { sidecar: 'Sidecar shop/default', rootNamespace: 'istio-system' },
    fact: ({ sidecar, rootNamespace }) => `${sidecar} leaves "${rootNamespace}/*" out: its pods do not know Istio's own services, such as gateways and tracing`,
    fix: ({ rootNamespace }) => `add "${rootNamespace}/*" to its egress hosts`,
  }),
  'sidecar-cuts-api-server': define({
    severity: 'info',
    example: { sidecar: 'Sidecar shop/default', host: 'default/kubernetes.default.svc.cluster.local' },
    fact: ({ sidecar, host }) => `${sidecar} leaves "${host}" out: its pods do not reach the API server where only registered hosts are let out`,
    fix: ({ host }) => `add "${host}" to its egress hosts, where any of its pods calls the API server`,
  }),
  'sidecar-listener-locks-port': define({
    severity: 'error',
    example: { sidecar: 'Sidecar shop/default', port: '443', namespace: 'speedscale' },
    fact: ({ sidecar, port, namespace }) => `${sidecar} lets "${namespace}" in, but not in its egress listener for port ${port}: that listener owns the port, so nothing of "${namespace}" is reached there`,
    fix: ({ namespace }) => `add "${namespace}/*" to the hosts of this listener too`,
  }),
  'sidecar-policy-empty': define({
    severity: 'warning',
    example: { sidecar: 'Sidecar shop/default' },
    fact: ({ sidecar }) => `${sidecar} has an outboundTrafficPolicy without a mode: Istio takes that as REGISTRY_ONLY, whatever the mesh has`,
    fix: () => 'write the mode that is meant, or take outboundTrafficPolicy out for the mesh\'s',
  }),
  'sidecar-in-ambient': define({
    severity: 'warning',
    example: { sidecar: 'Sidecar shop/default', namespace: 'shop' },
    fact: ({ sidecar, namespace }) => `${sidecar} has no effect: Namespace ${namespace} is in ambient mode, which does not read Sidecars`,
    fix: () => 'delete it, or take the label istio.io/dataplane-mode from the namespace',
  }),
  'sidecar-copy-outdated': define({
    severity: 'warning',
    example: { sidecar: 'Sidecar shop/default', root: 'Sidecar istio-system/default' },
    fact: ({ sidecar, root }) => `${sidecar} was generated from ${root}, which it displaces, and would come out otherwise now`,
    fix: () => 'generate it again: "cdk8s-speedscale synth"',
  }),
  'sidecar-made-by-operator': define({
    severity: 'info',
    example: { workload: 'Deployment shop/web' },
    fact: ({ workload }) => `${workload} has "sidecar.speedscale.com/proxy-type: dual", for which Speedscale's operator makes an Istio Sidecar at run time: it displaces the namespace's for these pods, and is in no repository`,
    fix: () => 'look at it in the cluster (kubectl get sidecars): what it lets out is not known here',
  }),
};
