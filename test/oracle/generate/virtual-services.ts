import { calledHosts, exported, externalHosts, labelSets, namespaces, ports, serviceNames } from './pool';
import { Random, sometimes, Weighted } from './random';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { virtualService } from '../cases/objects';

type Spec = Readonly<Record<string, unknown>>;

export function virtualServices(random: Random, inNamespaces: readonly string[], targets: readonly string[]): readonly KubernetesObject[] {
  const count = random.weighted([[3, 0], [4, 1], [4, 3], [3, 5]] as const);
  return random.times(count, (position) => {
    const namespace = random.pick(inNamespaces);
    const hosts = virtualHosts(random, targets);
    const spec = { ...gateways(random, namespace), ...exported(random, namespace), ...routes(random, hosts, targets) };
    return virtualService(`${namespace}/route-${position}`, hosts, spec);
  }).flatMap((one) => random.chance(0.08) ? delegated(random, one) : [one]);
}

/** The same, with its HTTP routes in a VirtualService of their own, as a rule where the delegate is looked for. */
function delegated(random: Random, root: KubernetesObject): readonly KubernetesObject[] {
  const { metadata, spec } = root as unknown as { metadata: { name: string; namespace: string }; spec: { http?: Spec[]; hosts: string[] } };
  if (spec.http === undefined) return [root];
  const namespace = random.chance(0.7) ? metadata.namespace : random.pick(namespaces);
  const { http, hosts, ...rest } = spec;
  const named = random.chance(0.9) ? `${metadata.name}-routes` : 'nobody';
  return [
    virtualService(`${metadata.namespace}/${metadata.name}`, hosts, { ...rest, http: [{ delegate: { name: named, ...sometimes(random, 0.8, () => ({ namespace })) } }] }),
    delegate(`${namespace}/${metadata.name}-routes`, { http, ...exported(random, namespace) }),
  ];
}

function delegate(path: string, spec: Spec): KubernetesObject {
  const { spec: { hosts, ...rest }, ...object } = virtualService(path, [], spec) as KubernetesObject & { spec: { hosts: unknown } };
  return { ...object, spec: rest };
}

function virtualHosts(random: Random, targets: readonly string[]): readonly string[] {
  const host = () => random.weighted<string>([
    [16, random.pick(targets)],
    [4, random.weighted(externalHosts)],
    [2, random.pick(calledHosts)],
    [1, random.pick(serviceNames)],
    [0.5, `${random.pick(serviceNames)}.${random.pick(namespaces)}`],
  ]);
  return [...new Set(random.times(random.weighted([[6, 1], [3, 2]] as const), host))];
}

function gateways(random: Random, namespace: string): Spec {
  return random.weighted<Spec>([
    [12, {}], [2, { gateways: ['mesh'] }], [2, { gateways: ['egress/gateway', 'mesh'] }], [1, { gateways: [`${namespace}/gateway`] }],
  ]);
}

const protocolsRouted: readonly Weighted<readonly [tls: boolean, http: boolean, tcp: boolean]>[] = [
  [4, [true, false, false]],
  [4, [false, true, false]],
  [2, [true, true, false]],
  [1, [false, true, true]],
  [1, [true, false, true]],
  [1, [false, false, true]],
];

function routes(random: Random, hosts: readonly string[], targets: readonly string[]): Spec {
  const [tls, http, tcp] = random.weighted(protocolsRouted);
  return {
    ...(tls && { tls: random.times(random.between(1, 2), () => ({ match: [tlsMatch(random, hosts)], route: divided(random, targets) })) }),
    ...(http && { http: [httpRoute(random, targets)] }),
    ...(tcp && { tcp: [{ ...sometimes(random, 0.6, () => ({ match: [l4Match(random)] })), route: divided(random, targets) }] }),
  };
}

function tlsMatch(random: Random, hosts: readonly string[]): Spec {
  const host = random.pick(hosts);
  const below = host.startsWith('*') && random.chance(0.3) ? [host.replace('*', random.pick(['logs', 'a', '*.b']))] : [host];
  return { sniHosts: random.chance(0.1) ? [...below, ...hosts.filter((other) => !below.includes(other))] : below, ...l4Match(random) };
}

function l4Match(random: Random): Spec {
  return {
    ...sometimes(random, 0.5, () => ({ port: random.weighted(ports) })),
    ...sometimes(random, 0.08, () => ({ destinationSubnets: [random.pick(['203.0.113.0/24', '10.96.0.1', '198.51.100.0/24'])] })),
    ...sometimes(random, 0.1, () => ({ sourceLabels: random.pick(labelSets) })),
    ...sometimes(random, 0.08, () => ({ sourceNamespace: random.pick(namespaces) })),
    ...sometimes(random, 0.08, () => ({ gateways: random.pick([['mesh'], ['egress/gateway'], ['egress/gateway', 'mesh']]) })),
  };
}

function httpRoute(random: Random, targets: readonly string[]): Spec {
  if (random.chance(0.1)) return { redirect: { uri: '/new', ...sometimes(random, 0.5, () => ({ redirectCode: 302 })) } };
  if (random.chance(0.08)) return { directResponse: { status: 403 } };
  return {
    ...sometimes(random, 0.25, () => ({ match: [httpMatch(random)] })),
    route: divided(random, targets),
  };
}

/** No path but "/" and no headers: the simulator calls "/" and does not look at headers. */
function httpMatch(random: Random): Spec {
  const { destinationSubnets, ...match } = l4Match(random);
  return { uri: { prefix: '/' }, ...match };
}

function divided(random: Random, targets: readonly string[]): readonly Spec[] {
  const hosts = random.times(random.chance(0.15) ? 2 : 1, () => destination(random, targets));
  return hosts.map((one) => ({ destination: one, ...(hosts.length > 1 && { weight: 50 }) }));
}

function destination(random: Random, targets: readonly string[]): Spec {
  const host = random.weighted<string>([[12, random.pick(targets)], [1, random.pick(serviceNames)], [1, 'nobody.example.com']]);
  return {
    host,
    ...sometimes(random, 0.75, () => ({ port: { number: random.weighted(ports) } })),
    ...sometimes(random, 0.2, () => ({ subset: random.weighted([[3, 'v1'], [1, 'v2']] as const) })),
  };
}
