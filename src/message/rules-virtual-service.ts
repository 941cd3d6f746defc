import { define } from './message';

/** Messages of the rules about VirtualServices. */
export const virtualServiceRuleMessages = {
  'virtual-service-half-qualified': define({
    severity: 'error',
    example: { service: 'VirtualService shop/web', host: 'web.shop', full: 'web.shop.svc.cluster.local' },
    fact: ({ service, host, full }) => `${service} names "${host}": Istio completes only names without a dot, so this is not "${full}" and matches no service`,
    fix: ({ full }) => `write "${full}"`,
  }),
  'virtual-service-not-for-mesh': define({
    severity: 'error',
    example: { service: 'VirtualService shop/web', gateways: '"istio-system/public"' },
    fact: ({ service, gateways }) => `${service} is bound to ${gateways} and not to "mesh", so callers inside the mesh, such as a replay's generator, do not get its routes`,
    fix: () => 'add "mesh" to its gateways, beside those that are there',
  }),
  'virtual-service-without-mesh-host': define({
    severity: 'error',
    example: { service: 'VirtualService shop/web', hosts: '"shop.example.com"', inMesh: 'web.shop.svc.cluster.local' },
    fact: ({ service, hosts }) => `${service} holds ${hosts} and no name of a service in the mesh, so a call inside the mesh by one of its hosts is answered with 502 where only registered hosts are let out`,
    fix: ({ inMesh }) => `add "${inMesh}" to its hosts`,
  }),
  'virtual-service-not-for-replay': define({
    severity: 'warning',
    example: { service: 'VirtualService shop/web', hosts: '"shop.example.com"', namespace: 'shop', of: 'shop', name: 'web' },
    fact: ({ service, hosts, namespace }) => `${service} holds ${hosts} for its gateways alone, and a replay runs in "${namespace}": where its generator calls by that host, it is answered with 502 if only registered hosts are let out`,
    fix: ({ of, name }) => `where the recorded traffic has that host, name "${name}" under virtualServices of "${of}" in the settings, and "cdk8s-speedscale adopt" adds the in-mesh host and "mesh"; its routes hold for every caller in the mesh then`,
  }),
  'virtual-service-not-in-sight': define({
    severity: 'error',
    example: { namespace: 'shop', name: 'wbe', nearest: 'web' },
    fact: ({ namespace, name }) => `VirtualService ${namespace}/${name}, which the settings name, is not in sight`,
    fix: ({ nearest }) => nearest === '' ? 'give its manifest too, or take it out of virtualServices' : `the nearest name in sight there is "${nearest}"`,
  }),
};
