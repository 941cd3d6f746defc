import { Callee, exported, Place, Spec } from './place';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { virtualService } from '../cases/objects';
import { Weighted } from '../generate/random';

/** A VirtualService for what is called: releases by weight, faults, redirects, rewrites, mirrors, or routes by SNI and by port. */
export function routes(place: Place, callees: readonly Callee[]): readonly KubernetesObject[] {
  const { random } = place;
  const callee = random.pick(callees);
  const other = random.pick(callees);
  const namespace = ownerOf(place, callee);
  const hosts = hostsOf(place, callee, other);
  const gateways = random.weighted<Spec>([[12, {}], [1, { gateways: ['mesh'] }], [1, { gateways: [`${namespace}/front`, 'mesh'] }], [1, { gateways: [`${namespace}/front`] }]]);
  const path = place.path('VirtualService', namespace, hosts[0].split('.')[0].replace('*', 'all'));
  const shared = { ...gateways, ...exported(place, namespace) };
  if (callee.protocol === 'TLS' && random.chance(0.6)) return [virtualService(path, hosts, { ...shared, ...tls(place, hosts, callee, other) })];
  if (callee.protocol === 'TCP' && random.chance(0.7)) return [virtualService(path, hosts, { ...shared, ...tcp(place, callee, other) })];
  if (random.chance(0.08)) return delegated(place, path, hosts, shared, other);
  return [virtualService(path, hosts, { ...shared, http: random.times(random.weighted([[4, 1], [1, 2]]), () => http(place, callee, other)) })];
}

/** Routes stand beside the Service, or with the team that calls it. */
function ownerOf(place: Place, { hosts }: Callee): string {
  const [, , namespace] = /^([^.]+)\.([^.]+)\.svc/.exec(hosts[hosts.length - 1]) ?? [];
  return namespace !== undefined && place.namespaces.includes(namespace) && place.random.chance(0.7) ? namespace : place.namespace();
}

function hostsOf({ random }: Place, callee: Callee, other: Callee): readonly string[] {
  const own = [random.chance(0.7) ? callee.hosts[callee.hosts.length - 1] : random.pick(callee.hosts)];
  return random.weighted<readonly string[]>([
    [10, own], [1, [`*.${own[0].split('.').slice(1).join('.') || 'example.org'}`]], [1, [...new Set([...own, other.hosts[other.hosts.length - 1]])]], [1, [...own, 'front.shop.example']],
    [1, ['front.shop.example']],
  ]);
}

function destination({ random }: Place, { hosts, port }: Callee): Spec {
  const host = hosts[random.chance(0.85) ? hosts.length - 1 : 0];
  return { host, ...(random.chance(0.6) && { port: { number: port } }), ...(random.chance(0.15) && { subset: random.pick(['v1', 'v2']) }) };
}

function http(place: Place, callee: Callee, other: Callee): Spec {
  const { random } = place;
  const route = { route: [{ destination: destination(place, random.chance(0.5) ? callee : other) }] };
  const match = random.weighted<Spec>([
    [10, {}], [2, { match: [{ uri: { prefix: '/' } }] }], [2, { match: [{ uri: { prefix: '/api' } }] }], [1, { match: [{ uri: { exact: '/' } }] }], [1, { match: [{ port: callee.port }] }],
    [1, { match: [{ sourceLabels: { app: 'web' } }] }], [1, { match: [{ sourceNamespace: place.namespace() }] }], [0.5, { match: [{ headers: { 'x-canary': { exact: 'true' } } }] }],
  ]);
  return { ...match, ...random.weighted<() => Spec>(actions(place, callee, other, route))() };
}

function actions(place: Place, callee: Callee, other: Callee, route: Spec): readonly Weighted<() => Spec>[] {
  const { random } = place;
  const to = destination(place, other);
  return [
    [6, () => route],
    [3, () => ({ route: [{ destination: destination(place, callee), weight: 90 }, { destination: to, weight: 10 }] })],
    [2, () => ({ ...route, fault: random.pick<Spec>([{ abort: { httpStatus: 503, percentage: { value: 100 } } }, { delay: { fixedDelay: '5s', percentage: { value: 50 } } }, { abort: { httpStatus: 500, percentage: { value: 10 } } }]) })],
    [3, () => ({ redirect: redirect(place, callee, other) })],
    [2, () => ({ ...route, rewrite: random.pick<Spec>([{ authority: 'inner.shop.example' }, { uri: '/v2' }, { uri: '/', authority: 'api.payments.example.com' }]) })],
    [1, () => ({ ...route, mirror: { host: to.host } })],
    [1, () => ({ ...route, mirrors: [{ destination: { host: to.host }, percentage: { value: 5 } }] })],
    [1, () => ({ directResponse: { status: random.pick([200, 404, 503]), body: { string: 'closed' } } })],
    [1, () => ({ ...route, timeout: '2s', retries: { attempts: 3, perTryTimeout: '1s' } })],
    [1, () => ({ ...route, headers: { request: { set: { host: 'inner.shop.example' } } } })],
  ];
}

function redirect({ random }: Place, callee: Callee, other: Callee): Spec {
  const authority = random.pick([other.hosts[other.hosts.length - 1], callee.hosts[callee.hosts.length - 1], 'www.shop.example', `${callee.hosts[0]}:8443`]);
  return random.weighted<Spec>([
    [2, { authority }], [2, { uri: '/new', authority }], [2, { uri: '/' }], [2, { scheme: 'https' }], [1, { port: 8443, scheme: 'https' }], [1, { derivePort: 'FROM_REQUEST_PORT', authority }],
    [1, { derivePort: 'FROM_PROTOCOL_DEFAULT', uri: '/new' }], [1, { authority, redirectCode: random.pick([302, 307, 308]) }], [0.3, { uri: '/new', redirectCode: 304 }],
  ]);
}

function tls(place: Place, hosts: readonly string[], callee: Callee, other: Callee): Spec {
  const { random } = place;
  const sniHosts = random.chance(0.8) ? hosts : [hosts[0].startsWith('*') ? `www${hosts[0].slice(1)}` : hosts[0]];
  const only = random.weighted<Spec>([
    [6, { port: callee.port }], [3, {}], [1, { sourceLabels: { app: 'web' } }], [1, { destinationSubnets: [random.pick(['198.51.100.0/24', '0.0.0.0/0', '10.96.0.0/16'])] }], [1, { port: 8443 }],
  ]);
  const first = { destination: destination(place, random.chance(0.5) ? callee : other) };
  const route = random.chance(0.8) ? [first] : [{ ...first, weight: 80 }, { destination: destination(place, other), weight: 20 }];
  return { tls: [{ match: [{ sniHosts, ...only }], route }] };
}

function tcp(place: Place, callee: Callee, other: Callee): Spec {
  const { random } = place;
  const match = random.weighted<Spec>([
    [4, {}], [4, { match: [{ port: callee.port }] }], [1, { match: [{ destinationSubnets: ['198.51.100.0/24'] }] }], [1, { match: [{ sourceLabels: { app: 'worker' } }] }], [1, { match: [{ port: 9999 }] }],
  ]);
  return { tcp: [{ ...match, route: [{ destination: destination(place, random.chance(0.5) ? callee : other) }] }] };
}

function delegated(place: Place, path: string, hosts: readonly string[], shared: Spec, other: Callee): readonly KubernetesObject[] {
  const namespace = place.namespace();
  const { kind, apiVersion } = virtualService(path, hosts, {});
  const name = place.path('VirtualService', namespace, 'part').split('/')[1];
  const part = { ...(place.random.chance(0.5) && { match: [{ uri: { prefix: '/api' } }] }), route: [{ destination: destination(place, other) }] };
  return [
    virtualService(path, hosts, {
      ...shared, http: [{ ...(place.random.chance(0.5) && { match: [{ uri: { prefix: '/' } }] }), delegate: { name, namespace } }],
    }),
    ...(place.random.chance(0.8) ? [{ apiVersion, kind, metadata: { name, namespace }, spec: { http: [part], ...exported(place, namespace) } }] : []),
  ];
}
