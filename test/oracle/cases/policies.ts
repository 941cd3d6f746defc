import { blackHole, HandmadeCase, passthrough, registryOnly, tcp, tls } from './case';
import { destinationRule, serviceEntry, sidecar, tlsPort } from './objects';

const app = 'app.speedscale.com';
const entry = serviceEntry('speedscale/app', [app]);
const origin = (mode: string) => ({ trafficPolicy: { tls: { mode, ...(mode === 'MUTUAL' && { clientCertificate: '/a', privateKey: '/b', caCertificates: '/c' }) } } });

/** outboundTrafficPolicy and DestinationRule. */
export const policies: readonly HandmadeCase[] = [
  {
    id: 'policy-default',
    title: 'a mesh allows any destination unless it says otherwise',
    mesh: {},
    objects: [],
    calls: [{ call: tls(app), ends: passthrough }, { call: tcp('203.0.113.10', 5432), ends: passthrough }],
  },
  {
    id: 'policy-mesh-empty',
    title: 'an empty outboundTrafficPolicy of the mesh is REGISTRY_ONLY',
    mesh: { outboundTrafficPolicy: {} },
    objects: [],
    calls: [{ call: tls(app), ends: blackHole }],
  },
  {
    id: 'policy-sidecar-empty',
    title: 'an empty outboundTrafficPolicy of a Sidecar is REGISTRY_ONLY, whatever the mesh says',
    mesh: {},
    objects: [sidecar('shop/default', ['*/*'], { outboundTrafficPolicy: {} })],
    calls: [{ call: tls(app), ends: blackHole }],
  },
  {
    id: 'policy-sidecar-wider',
    title: 'a Sidecar can allow any destination in a mesh that does not',
    objects: [sidecar('shop/default', ['./*'], { outboundTrafficPolicy: { mode: 'ALLOW_ANY' } })],
    calls: [{ call: tls(app), ends: passthrough }],
  },
  {
    id: 'policy-egress-proxy',
    title: 'an egressProxy takes what nobody registered',
    mesh: {},
    objects: [
      serviceEntry('egress/proxy', ['proxy.example.com']),
      sidecar('shop/default', ['*/*'], { outboundTrafficPolicy: { mode: 'ALLOW_ANY', egressProxy: { host: 'proxy.example.com', port: { number: 443 } } } }),
    ],
    calls: [{ call: tcp('203.0.113.10', 5432), ends: 'outbound|443||proxy.example.com' }],
  },
  {
    id: 'rule-tls-on-passthrough',
    title: 'a DestinationRule that originates TLS wraps TLS that passes through',
    objects: [entry, destinationRule('speedscale/app', app, origin('SIMPLE'))],
    calls: [{ call: tls(app), ends: `outbound|443||${app} SIMPLE` }],
  },
  {
    id: 'rule-of-own-namespace-first',
    title: 'a DestinationRule in the namespace of the pod comes before that of the service',
    objects: [entry, destinationRule('speedscale/app', app, origin('SIMPLE')), destinationRule('shop/app', app, origin('DISABLE'))],
    calls: [{ call: tls(app), ends: `outbound|443||${app}` }],
  },
  {
    id: 'rule-private',
    title: 'a DestinationRule with exportTo "." does nothing for other namespaces',
    objects: [entry, destinationRule('speedscale/app', app, { exportTo: ['.'], ...origin('SIMPLE') })],
    calls: [{ call: tls(app), ends: `outbound|443||${app}` }],
  },
  {
    id: 'rule-wildcard',
    title: 'a DestinationRule for a wildcard covers the hosts below it',
    objects: [entry, destinationRule('istio-system/all', '*.speedscale.com', origin('MUTUAL'))],
    calls: [{ call: tls(app), ends: `outbound|443||${app} MUTUAL` }],
  },
  {
    id: 'rule-istio-mutual',
    title: 'ISTIO_MUTUAL is put on a host outside the mesh, too',
    mesh: registryOnly,
    objects: [serviceEntry('speedscale/app', [app], { ports: [tlsPort] }), destinationRule('istio-system/all', '*.speedscale.com', origin('ISTIO_MUTUAL'))],
    calls: [{ call: tls(app), ends: `outbound|443||${app} ISTIO_MUTUAL` }],
  },
  {
    id: 'rules-for-other-workloads',
    title: 'of DestinationRules with selectors the one that selects the pod counts, and comes before one for all',
    objects: [
      entry,
      destinationRule('shop/all', app, origin('SIMPLE')),
      destinationRule('shop/db', app, { workloadSelector: { matchLabels: { app: 'db' } }, ...origin('MUTUAL') }),
      destinationRule('shop/web', app, { workloadSelector: { matchLabels: { app: 'web' } }, ...origin('DISABLE') }),
    ],
    calls: [{ call: tls(app), ends: `outbound|443||${app}` }],
  },
];
