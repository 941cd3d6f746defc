import { hidden, ServicePort } from './applications';
import { Callee, core, Place, Scenario, serviceNames, Spec, spoken } from './place';
import { isAddress } from './ranges';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { istio, virtualService } from '../cases/objects';
import { Weighted } from '../generate/random';

/** What an alias's own ports say: mostly nothing. */
const aliasPorts: readonly Weighted<readonly ServicePort[]>[] = [
  [5, []], [2, [{ name: 'http', port: 80 }]], [1, [{ name: 'https', port: 443 }]], [1, [{ name: 'tcp', port: 5432 }]], [1, [{ port: 8080 }]],
  [1, [{ name: 'http', port: 80 }, { name: 'tls', port: 443 }]], [1, [{ name: 'tcp-db', port: 443 }]],
];

const vendor: Callee = { hosts: ['api.vendor.example.com'], port: 443, protocol: 'TLS' };

/**
 * ExternalName Services: names for a Service, a headless one, another alias, a host of a ServiceEntry, or one outside of the mesh.
 * @param callees what there is to be an alias of
 */
export function alias(place: Place, callees: readonly Callee[]): Scenario {
  const { random } = place;
  const namespace = place.namespace();
  const path = place.path('Service', namespace, random.pick(['api', 'db', 'legacy', 'vendor', 'partner']));
  const target = random.chance(0.85) && callees.length > 0 ? random.pick(callees) : vendor;
  const ports = random.weighted(aliasPorts);
  const first = service(path, fullName(target), ports, hidden(place, path));
  const called = { hosts: serviceNames(path), port: target.port, protocol: target.protocol };
  const own = ports.map((port): Callee => ({ hosts: serviceNames(path), port: port.port, protocol: spoken(random, port) }));
  const chain = random.chance(0.25) ? aliasOfAlias(place, called) : { objects: [], callees: [] };
  return {
    objects: [first, ...registered(place, target), ...routed(place, path, target), ...chain.objects],
    callees: [called, called, ...own, ...chain.callees],
  };
}

function aliasOfAlias(place: Place, target: Callee): Scenario {
  const path = place.path('Service', place.namespace(), 'current');
  return {
    objects: [service(path, fullName(target), place.random.chance(0.3) ? [{ name: 'http', port: 80 }] : [], {})],
    callees: [{ ...target, hosts: serviceNames(path) }],
  };
}

function service(path: string, externalName: string, ports: readonly ServicePort[], metadata: Spec): KubernetesObject {
  return core('Service', path, { type: 'ExternalName', externalName, ...(ports.length > 0 && { ports }) }, metadata);
}

/** CNAMEs are full names: the last of a callee's names. An address is none. */
function fullName({ hosts }: Callee): string {
  const last = hosts[hosts.length - 1];
  return isAddress(last) || last.startsWith('*') ? vendor.hosts[0] : last;
}

/** Of the vendor's host there may be a ServiceEntry. */
function registered(place: Place, { hosts, protocol }: Callee): readonly KubernetesObject[] {
  if (!hosts.includes(vendor.hosts[0]) || place.random.chance(0.4)) return [];
  const namespace = place.namespace();
  return [istio('ServiceEntry', place.path('ServiceEntry', namespace, 'vendor'), {
    hosts: vendor.hosts,
    ports: [{ number: 443, name: 'https', protocol }],
    location: 'MESH_EXTERNAL',
    resolution: 'DNS',
    ...(place.random.chance(0.3) && { addresses: [place.random.pick(['198.51.100.77', '240.240.3.3'])] }),
  })];
}

/** Before Istio routed an alias by itself, teams gave it a VirtualService. */
function routed(place: Place, path: string, target: Callee): readonly KubernetesObject[] {
  if (place.random.chance(0.85)) return [];
  const [namespace, name] = path.split('/');
  return [virtualService(place.path('VirtualService', namespace, name), [place.random.pick(serviceNames(path))], {
    http: [{ route: [{ destination: { host: fullName(target), port: { number: target.port } } }] }],
  })];
}
