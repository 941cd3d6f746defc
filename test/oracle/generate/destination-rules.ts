import { exported, externalHosts, fullName, labelSets, namespaces, serviceNames } from './pool';
import { Random, sometimes, Weighted } from './random';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { istio } from '../cases/objects';

type Spec = Readonly<Record<string, unknown>>;

export function destinationRules(random: Random, inNamespaces: readonly string[], targets: readonly string[]): readonly KubernetesObject[] {
  const count = random.weighted([[4, 0], [4, 1], [4, 3]] as const);
  return random.times(count, (position) => {
    const namespace = random.pick(inNamespaces);
    const host = random.weighted<string>([
      [16, random.pick(targets)],
      [4, random.weighted(externalHosts)],
      [1, random.pick(serviceNames)],
      [1, fullName(random.pick(serviceNames), random.pick(namespaces))],
      [1, '*.svc.cluster.local'],
      [1, '*.com'],
    ]);
    return istio('DestinationRule', `${namespace}/rule-${position}`, {
      host,
      ...sometimes(random, 0.8, () => ({ trafficPolicy: trafficPolicy(random) })),
      ...sometimes(random, 0.5, () => ({ subsets: [{ name: 'v1', ...sometimes(random, 0.8, () => ({ labels: { version: 'v1' } })), ...sometimes(random, 0.2, () => ({ trafficPolicy: trafficPolicy(random) })) }] })),
      ...sometimes(random, 0.05, () => ({ workloadSelector: { matchLabels: random.pick(labelSets) } })),
      ...exported(random, namespace),
    });
  });
}

const modes: readonly Weighted<Spec>[] = [
  [4, { mode: 'SIMPLE' }],
  [2, { mode: 'MUTUAL', clientCertificate: '/c', privateKey: '/k', caCertificates: '/ca' }],
  [2, { mode: 'MUTUAL', credentialName: 'secret' }],
  [3, { mode: 'ISTIO_MUTUAL' }],
  [3, { mode: 'DISABLE' }],
];

function trafficPolicy(random: Random): Spec {
  return random.weighted<() => Spec>([
    [12, () => ({ tls: random.weighted(modes) })],
    [3, () => ({ portLevelSettings: [{ port: { number: random.pick([443, 80]) }, tls: random.weighted(modes) }] })],
    [2, () => ({ tls: random.weighted(modes), portLevelSettings: [{ port: { number: random.pick([443, 80]) }, ...limits }] })],
    [3, () => limits],
    [2, () => ({ loadBalancer: { simple: 'PASSTHROUGH' } })],
  ])();
}

const limits = { connectionPool: { tcp: { maxConnections: 10 } } };
