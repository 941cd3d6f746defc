import { externalHosts, fullName, labelSets, namespaces, ports, serviceNames } from './pool';
import { Random, sometimes, Weighted } from './random';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { istio } from '../cases/objects';

type Spec = Readonly<Record<string, unknown>>;

/** Sidecars for some of the namespaces and, often, one for all of them in the root namespace. */
export function sidecars(random: Random, inNamespaces: readonly string[], rootNamespace: string): readonly KubernetesObject[] {
  const count = random.weighted([[3, 0], [4, 1], [4, 2], [2, 4]] as const);
  const own = random.times(count, (position) => sidecar(random, `${random.pick(inNamespaces)}/sidecar-${position}`));
  return random.chance(0.35) ? [...own, sidecar(random, `${rootNamespace}/root`)] : own;
}

function sidecar(random: Random, path: string): KubernetesObject {
  const withEgress = random.chance(0.93);
  return istio('Sidecar', path, {
    ...selector(random),
    ...(withEgress && { egress: egress(random) }),
    ...sometimes(random, withEgress ? 0.3 : 0.95, () => ({ outboundTrafficPolicy: policy(random) })),
  });
}

function selector(random: Random): Spec {
  return random.weighted<() => Spec>([
    [7, () => ({})],
    [3, () => ({ workloadSelector: { labels: random.pick(labelSets) } })],
    [1, () => ({ workloadSelector: {} })],
  ])();
}

function policy(random: Random): Spec {
  return random.weighted<Spec>([
    [3, { mode: 'REGISTRY_ONLY' }],
    [3, { mode: 'ALLOW_ANY' }],
    [1, {}],
    [1, { mode: 'ALLOW_ANY', egressProxy: { host: random.pick(['app.speedscale.com', fullName('cart', 'shop'), 'nobody.example.com']), port: { number: 443 } } }],
  ]);
}

function egress(random: Random): readonly Spec[] {
  const withPort = random.times(random.weighted([[6, 0], [4, 1], [1, 2]] as const), () => listener(random, true));
  const catchAll = random.chance(withPort.length === 0 ? 0.97 : 0.8);
  return [...withPort, ...(catchAll ? [listener(random, false)] : [])];
}

const listenerProtocols: readonly Weighted<string | undefined>[] = [
  [6, 'TLS'], [4, 'HTTPS'], [4, 'HTTP'], [4, 'TCP'], [1, 'HTTP_PROXY'], [1, 'GRPC'], [1, undefined],
];

function listener(random: Random, withPort: boolean): Spec {
  const protocol = random.weighted(listenerProtocols);
  return {
    ...(withPort && { port: { number: random.weighted(ports), name: 'p', ...(protocol !== undefined && { protocol }) } }),
    ...(withPort && sometimes(random, 0.15, () => ({ bind: random.pick(['127.0.0.1', '10.96.0.1', '0.0.0.0', '203.0.113.10']) }))),
    ...sometimes(random, 0.08, () => ({ captureMode: random.pick(['DEFAULT', 'IPTABLES', 'NONE']) })),
    hosts: [...new Set(random.times(random.weighted([[3, 1], [4, 2], [3, 3]] as const), () => imported(random)))],
  };
}

function imported(random: Random): string {
  const namespace = random.weighted<string>([[6, '.'], [4, '*'], [8, random.pick(namespaces)], [0.5, '~'], [0.3, `~${random.pick(namespaces)}`], [0.2, '~.']]);
  const host = random.weighted<string>([
    [14, '*'],
    [4, random.weighted(externalHosts)],
    [2, fullName(random.pick(serviceNames), random.pick(namespaces))],
    [1, `*.${random.pick(namespaces)}.svc.cluster.local`],
    [1, '*.com'],
  ]);
  return `${namespace}/${host}`;
}
