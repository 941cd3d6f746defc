import { Callee, core, exported, Place, Scenario, serviceName, Spec } from './place';
import { istio } from '../cases/objects';
import { Weighted } from '../generate/random';

/** ServiceEntries under the cluster's own domain: wildcards for a namespace or for all, the name of a Service, a name without dots. */
export function clusterName(place: Place, services: readonly string[]): Scenario {
  const { random } = place;
  const namespace = place.namespace();
  const service = services.length > 0 ? random.pick(services) : `${namespace}/database`;
  const host = random.weighted<string>([
    [4, `*.${place.namespace()}.svc.cluster.local`], [2, '*.svc.cluster.local'], [1, '*.cluster.local'], [1, '*.local'], [4, serviceName(service)], [2, 'database'], [1, `database.${namespace}`],
    [1, `database.${namespace}.svc`],
  ]);
  const port = random.weighted([[4, 80], [3, 443], [2, 8080], [1, 5432]]);
  const protocol = port === 443 ? random.pick(['TLS', 'HTTPS', 'HTTP', 'TCP']) : random.pick(['HTTP', 'HTTP', 'TCP', 'GRPC', '']);
  const isWild = host.startsWith('*');
  const rest = isWild
    ? random.weighted<Spec>([[6, { resolution: 'NONE' }], [2, { resolution: 'STATIC', endpoints: [{ address: place.podAddress() }] }]])
    : random.weighted<Spec>([[3, { resolution: 'NONE' }], [3, { resolution: 'STATIC', endpoints: [{ address: place.podAddress() }] }], [1, { resolution: 'DNS', endpoints: [{ address: 'db.example.com' }] }]]);
  const entry = istio('ServiceEntry', place.path('ServiceEntry', namespace, 'cluster-names'), {
    hosts: [host],
    ports: [{ number: port, name: 'main', ...(protocol !== '' && { protocol }) }],
    location: random.pick(['MESH_INTERNAL', 'MESH_INTERNAL', 'MESH_EXTERNAL']),
    ...rest,
    ...(!isWild && random.chance(0.2) && { addresses: [place.serviceAddress()] }),
    ...exported(place, namespace, true),
  });
  const beside = host === 'database' && random.chance(0.5) ? withoutSelector(place, namespace) : { objects: [], callees: [] };
  const spoken = callOf(protocol);
  const names = isWild ? [`web${host.slice(1)}`, serviceName(service), `other.${place.namespace()}.svc.cluster.local`] : [host];
  return { objects: [entry, ...beside.objects], callees: [...names.map((name) => ({ hosts: [name], port, protocol: spoken })), ...beside.callees] };
}

function callOf(protocol: string): Callee['protocol'] {
  return ['TLS', 'HTTPS'].includes(protocol) ? 'TLS' : ['HTTP', 'GRPC'].includes(protocol) ? 'HTTP' : 'TCP';
}

/** A Service without a selector, whose address an entry of the same short name is meant to serve. */
function withoutSelector(place: Place, namespace: string): Scenario {
  const path = place.path('Service', namespace, 'database');
  const ports: readonly Weighted<{ readonly name?: string; readonly port: number }>[] = [[1, { name: 'postgresql', port: 5432 }], [1, { port: 5432 }], [1, { name: 'tcp', port: 5432 }]];
  return {
    objects: [core('Service', path, { clusterIP: place.serviceAddress(), ports: [place.random.weighted(ports)] })],
    callees: [{ hosts: ['database', serviceName(path)], port: 5432, protocol: 'TCP' }],
  };
}
