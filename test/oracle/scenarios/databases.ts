import { Callee, exported, Place, Scenario, Spec } from './place';
import { isAddress } from './ranges';
import { istio } from '../cases/objects';
import { Weighted } from '../generate/random';

interface Engine { readonly name: string; readonly port: number; readonly protocols: readonly string[] }

const engines: readonly Weighted<Engine>[] = [
  [3, { name: 'postgres', port: 5432, protocols: ['TCP', 'TCP', 'TLS', ''] }], [3, { name: 'mysql', port: 3306, protocols: ['TCP', 'MySQL', 'TCP'] }],
  [2, { name: 'mongo', port: 27017, protocols: ['Mongo', 'TCP', 'TLS'] }], [2, { name: 'redis', port: 6379, protocols: ['Redis', 'TCP', 'TLS'] }],
  [2, { name: 'broker', port: 9093, protocols: ['TLS', 'TCP'] }], [2, { name: 'proxy', port: 443, protocols: ['TCP', 'TCP', ''] }], [1, { name: 'ldap', port: 636, protocols: ['TLS', 'TCP', 'UDP'] }],
];

/** Ranges that teams register: a subnet, a private network, and all there is. */
const ranges: readonly Weighted<readonly string[]>[] = [
  [3, ['198.51.100.0/24']], [3, ['10.50.0.0/16']], [2, ['203.0.113.0/28', '198.51.100.128/25']], [3, ['0.0.0.0/0']], [1, ['0.0.0.0/5']], [1, ['0.0.0.0']], [1, ['128.0.0.0/1']],
  [1, ['1.0.0.0/8', '11.0.0.0/8', '64.0.0.0/2', '128.0.0.0/1']], [1, ['10.0.0.0/8']], [1, ['10.244.0.0/16']], [1, ['10.96.0.0/16']], [1, ['240.0.0.0/4']], [1, ['255.255.255.255']],
  [1, ['2001:db8::/32']], [1, ['198.51.100.0/24', '198.51.100.0/28']],
];

/** Databases outside of the cluster: several on one port, which only an address tells apart. */
export function database(place: Place): Scenario {
  const { random } = place;
  const engine = random.weighted(engines);
  const made = random.times(random.weighted([[3, 1], [4, 2], [1, 3]]), (index) => one(place, engine, `${['main', 'stats', 'audit'][index]}.${engine.name}.example.com`, index));
  return { objects: made.flatMap(({ objects }) => objects), callees: made.flatMap(({ callees }) => callees) };
}

function one(place: Place, { name, port, protocols }: Engine, host: string, index: number): Scenario {
  const { random } = place;
  const namespace = place.namespace();
  const protocol = random.pick(protocols);
  const registration = where(place, index);
  const entry = istio('ServiceEntry', place.path('ServiceEntry', namespace, `${host.split('.')[0]}-${name}`), {
    hosts: [host],
    ports: [{ number: port, name: `db-${name}`, ...(protocol !== '' && { protocol }) }, ...(random.chance(0.08) ? [{ number: port + 1, name: 'syslog', protocol: 'UDP' }] : [])],
    location: random.chance(0.85) ? 'MESH_EXTERNAL' : 'MESH_INTERNAL',
    ...registration,
    ...exported(place, namespace, true),
  });
  const spoken = protocol === 'TLS' ? 'TLS' : random.weighted<Callee['protocol']>([[4, 'TCP'], [1, 'TLS'], [0.5, 'HTTP']]);
  const addresses = ((registration.addresses ?? []) as readonly string[]).filter(isAddress);
  return {
    objects: [entry],
    callees: [{ hosts: [host], port, protocol: spoken }, ...addresses.map((address): Callee => ({ hosts: [address], port, protocol: spoken }))],
  };
}

/** Addresses and endpoints of the entry. */
function where(place: Place, index: number): Spec {
  const { random } = place;
  const own = random.weighted<readonly string[] | undefined>([[5, undefined], [3, [`198.51.100.${40 + index}`]], [1, [`198.51.100.${40 + index}`, `198.51.100.${50 + index}`]], [1, [`240.240.0.${index + 1}`]]]);
  const addresses = own === undefined ? {} : { addresses: own };
  return random.weighted<Spec>([
    [3, { resolution: 'NONE', ...addresses }],
    [3, { resolution: 'DNS', ...addresses }],
    [2, { resolution: 'STATIC', endpoints: random.times(random.between(1, 2), () => ({ address: place.podAddress() })), ...addresses }],
    [1, { resolution: 'DNS', endpoints: [{ address: 'replica.example.net' }], ...addresses }],
    [4, { resolution: random.pick(['NONE', 'STATIC']), addresses: random.weighted(ranges) }],
  ]);
}

/** "The internet", which teams of a REGISTRY_ONLY mesh open by a wide range. */
export function internet(place: Place): Scenario {
  const { random } = place;
  const namespace = random.pick([place.root, place.namespace()]);
  const port = random.pick([443, 443, 80, 5432]);
  const protocol = random.pick(['TCP', 'TCP', 'TLS', 'HTTP', '']);
  const entry = istio('ServiceEntry', place.path('ServiceEntry', namespace, 'internet'), {
    hosts: [random.pick(['internet', 'public.internet'])],
    addresses: random.weighted(ranges),
    ports: [{ number: port, name: 'any', ...(protocol !== '' && { protocol }) }],
    location: 'MESH_EXTERNAL',
    resolution: 'NONE',
    ...exported(place, namespace, true),
  });
  return {
    objects: [entry], callees: [{ hosts: ['www.unknown.example', 'api.payments.example.com'], port, protocol: random.pick(['TLS', 'TCP', 'HTTP']) }],
  };
}
