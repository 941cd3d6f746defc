import { Callee, exported, Place, Scenario, severalOf, Spec } from './place';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { destinationRule, istio } from '../cases/objects';
import { Weighted } from '../generate/random';

/** Hosts of others that the teams call; a wildcard beside names that it covers. */
const publicHosts: readonly Weighted<readonly string[]>[] = [
  [4, ['api.payments.example.com']], [3, ['*.storage.example.net']], [2, ['eu.storage.example.net', 'us.storage.example.net']], [2, ['login.example.org', '*.apis.example.org']],
  [2, ['app.speedscale.com', 'downloads.speedscale.com']], [2, ['*.s3.us-east-1.amazonaws.com']], [2, ['*.amazonaws.com']], [1, ['*.com']], [1, ['*.example.net']],
  [2, ['maps.apis.example.org']], [1, ['*.eu.storage.example.net']], [1, ['s3.us-east-1.amazonaws.com', 'bucket.s3.us-east-1.amazonaws.com']],
];

/** Names that are called, some of which no entry has. */
const calledNames = [
  'api.payments.example.com', 'eu.storage.example.net', 'img.eu.storage.example.net', 'login.example.org', 'maps.apis.example.org', 'apis.example.org', 'app.speedscale.com',
  'bucket.s3.us-east-1.amazonaws.com', 's3.us-east-1.amazonaws.com', 'sqs.us-east-1.amazonaws.com', 'www.unknown.example',
];

interface EntryPort { readonly number: number; readonly name: string; readonly protocol?: string; readonly targetPort?: number }

const ports: readonly Weighted<readonly EntryPort[]>[] = [
  [8, [{ number: 443, name: 'https', protocol: 'TLS' }]], [5, [{ number: 443, name: 'https', protocol: 'HTTPS' }]], [4, [{ number: 80, name: 'http', protocol: 'HTTP' }]],
  [4, [{ number: 80, name: 'http', protocol: 'HTTP' }, { number: 443, name: 'https', protocol: 'HTTPS' }]], [2, [{ number: 443, name: 'http', protocol: 'HTTP' }]],
  [2, [{ number: 80, name: 'http', protocol: 'HTTP', targetPort: 443 }]], [1, [{ number: 443, name: 'grpc', protocol: 'GRPC' }]], [1, [{ number: 443, name: 'https' }]],
  [1, [{ number: 443, name: 'tcp', protocol: 'TCP' }]], [1, [{ number: 8443, name: 'tls', protocol: 'tls' }]], [1, [{ number: 80, name: 'http2', protocol: 'HTTP2' }]],
];

/** A ServiceEntry for hosts outside of the mesh, often of a team that registers what another one has registered as well. */
export function publicHost(place: Place): Scenario {
  const { random } = place;
  const hosts = random.weighted(publicHosts);
  const copies = random.weighted([[6, 1], [3, 2], [1, 3]]);
  return {
    objects: random.times(copies, () => entries(place, hosts)).flat(),
    callees: severalOf(random, calledNames.map((name): Weighted<string> => [covered(hosts, name) ? 12 : 1, name]), 4)
      .flatMap((name): readonly Callee[] => [{ hosts: [name], port: 443, protocol: 'TLS' }, { hosts: [name], port: random.pick([80, 80, 443, 8443]), protocol: random.pick(['HTTP', 'TLS']) }]),
  };
}

function covered(hosts: readonly string[], name: string): boolean {
  return hosts.some((host) => host === name || (host.startsWith('*') && name.endsWith(host.slice(1))));
}

/** One entry, or one for each port, as teams write them who add a port later. */
function entries(place: Place, hosts: readonly string[]): readonly KubernetesObject[] {
  const { random } = place;
  const namespace = random.weighted([[6, place.namespace()], [1, place.root], [1, 'speedscale']]);
  const all = random.weighted(ports);
  const name = hosts[0].replace('*.', '').replaceAll('.', '-');
  const resolved = resolution(place, hosts);
  const written = (some: readonly EntryPort[]) => istio('ServiceEntry', place.path('ServiceEntry', namespace, name), {
    hosts,
    ports: some,
    ...(random.chance(0.9) && { location: random.chance(0.95) ? 'MESH_EXTERNAL' : 'MESH_INTERNAL' }),
    ...resolved,
    ...exported(place, namespace, true),
  });
  const objects = random.chance(0.2) ? all.map((port) => written([port])) : [written(all)];
  const originates = all.some(({ targetPort }) => targetPort !== undefined) && random.chance(0.7);
  return originates ? [...objects, originated(place, namespace, hosts[0])] : objects;
}

function resolution(place: Place, hosts: readonly string[]): Spec {
  const { random } = place;
  const isWild = hosts.some((host) => host.startsWith('*'));
  if (isWild && hosts.every((host) => host.startsWith('*')) && place.minor >= 30 && random.chance(0.1)) return { resolution: 'DYNAMIC_DNS' };
  if (isWild) return random.weighted<Spec>([[8, { resolution: 'NONE' }], [1, {}], [2, { resolution: 'DNS', endpoints: [{ address: 'egress.example.net' }] }], [1, { resolution: 'STATIC', endpoints: [{ address: '198.51.100.30' }] }]]);
  return random.weighted<Spec>([
    [5, { resolution: 'DNS' }], [5, { resolution: 'NONE' }], [1, { resolution: 'DNS_ROUND_ROBIN' }], [1, { resolution: 'STATIC' }],
    [1, { resolution: 'STATIC', endpoints: [{ address: '198.51.100.31' }, { address: '198.51.100.32' }] }],
    [1, { resolution: 'DNS', endpoints: [{ address: 'proxy.example.net' }] }], [1, { resolution: 'NONE', addresses: ['198.51.100.0/24'] }],
  ]);
}

/** TLS origination: HTTP to the proxy, TLS to the host. */
function originated(place: Place, namespace: string, host: string): KubernetesObject {
  return destinationRule(place.path('DestinationRule', namespace, 'originate'), host, {
    trafficPolicy: place.random.chance(0.5) ? { tls: { mode: 'SIMPLE' } } : { portLevelSettings: [{ port: { number: 80 }, tls: { mode: 'SIMPLE' } }] },
  });
}

/** The metadata server of a cloud: called by its address, registered by a name. */
export function metadataServer(place: Place): Scenario {
  const namespace = place.namespace();
  const hosts = ['169.254.169.254', 'metadata.google.internal'];
  const entry = istio('ServiceEntry', place.path('ServiceEntry', namespace, 'metadata'), {
    hosts: hosts.slice(1),
    addresses: hosts.slice(0, 1),
    ports: [{ number: 80, name: 'http', protocol: 'HTTP' }, { number: 443, name: 'https', protocol: 'HTTPS' }],
    ...place.random.weighted<Spec>([[1, {}], [1, { resolution: 'STATIC', endpoints: [{ address: '169.254.169.254' }] }], [1, { resolution: 'DNS' }]]),
  });
  return { objects: [entry], callees: [{ hosts, port: 80, protocol: 'HTTP' }, { hosts, port: 443, protocol: 'TLS' }] };
}
