import { Callee, exported, Place, Spec } from './place';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { istio } from '../cases/objects';

/** DestinationRules: subsets, TLS towards what is called, and rules for whole namespaces or for all. */
export function rule(place: Place, callees: readonly Callee[]): KubernetesObject {
  const { random } = place;
  const { hosts, port } = random.pick(callees);
  const namespace = random.weighted([[6, place.namespace()], [2, place.root]]);
  const full = hosts[hosts.length - 1];
  const host = random.weighted<string>([
    [10, full], [2, hosts[0]], [2, `*.${full.split('.').slice(1).join('.')}`], [1, '*.svc.cluster.local'], [2, '*.local'], [1, `*.${namespace}.svc.cluster.local`], [1, '*.com'], [0.5, '*'],
  ]);
  return istio('DestinationRule', place.path('DestinationRule', namespace, 'rule'), {
    host: host === '*.' ? '*.local' : host,
    ...random.weighted<Spec>([
      [4, subsets(place)], [3, { trafficPolicy: trafficPolicy(place, port) }], [2, { ...subsets(place), trafficPolicy: trafficPolicy(place, port) }],
    ]),
    ...(random.chance(0.1) ? { workloadSelector: { matchLabels: { app: random.pick(['web', 'worker']) } }, exportTo: ['.'] } : exported(place, namespace)),
  });
}

function subsets(place: Place): Spec {
  const { random } = place;
  return {
    subsets: random.some(['v1', 'v2'], random.between(1, 2)).map((name) => ({
      name, ...(random.chance(0.85) && { labels: { version: name } }), ...(random.chance(0.1) && { trafficPolicy: { tls: { mode: random.pick(['SIMPLE', 'DISABLE']) } } }),
    })),
  };
}

function trafficPolicy(place: Place, port: number): Spec {
  const { random } = place;
  const tls = random.weighted<Spec>([
    [4, { mode: 'ISTIO_MUTUAL' }], [3, { mode: 'DISABLE' }], [3, { mode: 'SIMPLE' }], [1, { mode: 'SIMPLE', sni: 'inner.shop.example' }],
    [1, { mode: 'MUTUAL', clientCertificate: '/etc/certs/cert.pem', privateKey: '/etc/certs/key.pem', caCertificates: '/etc/certs/ca.pem' }],
    [1, { mode: 'SIMPLE', credentialName: random.pick(['vendor-ca', 'configmap://vendor-ca', 'configmap://shop/vendor-ca']) }],
  ]);
  return random.weighted<Spec>([
    [4, { tls }], [3, { portLevelSettings: [{ port: { number: port }, tls }] }], [1, { portLevelSettings: [{ port: { number: 9999 }, tls }] }], [1, { loadBalancer: { simple: 'LEAST_REQUEST' } }],
    [1, { connectionPool: { tcp: { maxConnections: 10 } }, outlierDetection: { consecutive5xxErrors: 3 } }], [1, { tunnel: { targetHost: 'api.payments.example.com', targetPort: 443 } }],
    [1, { loadBalancer: { simple: 'PASSTHROUGH' } }],
  ]);
}
