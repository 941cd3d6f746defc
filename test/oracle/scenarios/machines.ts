import { Callee, core, exported, Place, Scenario, Spec } from './place';
import { isAddress } from './ranges';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { istio } from '../cases/objects';

const status: readonly (readonly [weight: number, status: Spec])[] = [
  [5, { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] }], [3, { phase: 'Running', conditions: [{ type: 'Ready', status: 'False' }] }],
  [1, { phase: 'Running' }], [1, { phase: 'Failed', conditions: [{ type: 'Ready', status: 'True' }] }], [1, { phase: 'Succeeded', conditions: [{ type: 'Ready', status: 'False' }] }],
  [1, { phase: 'Pending' }],
];

/** Machines outside of Kubernetes, or pods, that an entry selects by their labels. */
export function machines(place: Place): Scenario {
  const { random } = place;
  const namespace = place.namespace();
  const name = random.pick(['vm', 'mainframe', 'render']);
  const labels = { app: name };
  const port = random.pick([80, 443, 5432, 8080]);
  const protocol = random.weighted<string>([[3, 'HTTP'], [3, 'TCP'], [2, 'TLS'], [1, 'GRPC'], [1, 'UDP'], [1, '']]);
  const host = random.weighted<string>([[5, `${name}.machines.internal`], [1, `${name}.${namespace}.svc.cluster.local`], [1, name]]);
  const addresses = random.weighted<Spec>([[4, {}], [2, { addresses: ['198.51.100.90'] }], [1, { addresses: ['198.51.100.88/29'] }]]);
  const selector = random.weighted<Spec>([[6, { workloadSelector: { labels } }], [1, { workloadSelector: {} }], [1, { workloadSelector: { labels: { ...labels, tier: 'none' } } }]]);
  const resolution = (addresses.addresses as string[] | undefined)?.[0].includes('/') ? random.pick(['STATIC', 'NONE']) : random.weighted([[5, 'STATIC'], [2, 'DNS'], [2, 'NONE'], [0.5, 'DNS_ROUND_ROBIN']]);
  const workloads = random.times(random.between(0, 3), (index) => random.chance(0.5)
    ? workloadEntry(place, namespace, `${name}-${index}`, labels) : pod(place, namespace, `${name}-${index}`, labels));
  const entry = istio('ServiceEntry', place.path('ServiceEntry', namespace, name), {
    hosts: [host],
    ports: [{ number: port, name: 'main', ...(protocol !== '' && { protocol }), ...(random.chance(0.2) && { targetPort: 9000 }) }],
    location: random.chance(0.8) ? 'MESH_INTERNAL' : 'MESH_EXTERNAL',
    resolution,
    ...addresses,
    ...selector,
    ...exported(place, namespace, true),
  });
  const spoken: Callee['protocol'] = protocol === 'TLS' ? 'TLS' : ['HTTP', 'GRPC'].includes(protocol) ? 'HTTP' : random.pick(['TCP', 'TCP', 'TLS']);
  const known = workloads.flatMap(({ address }) => address === undefined ? [] : [address]);
  return {
    objects: [entry, ...workloads.map(({ object }) => object)],
    callees: [{ hosts: [host], port, protocol: spoken }, ...known.map((address) => ({ hosts: [address], port, protocol: spoken }))],
  };
}

interface Workload { readonly object: KubernetesObject; readonly address: string | undefined }

function workloadEntry(place: Place, namespace: string, name: string, labels: Spec): Workload {
  const { random } = place;
  const address = random.weighted<string>([[8, place.podAddress()], [1, `${name}.machines.example`], [1, 'unix:///var/run/app.sock']]);
  const object = istio('WorkloadEntry', place.path('WorkloadEntry', namespace, name), {
    address, labels, ...(random.chance(0.2) && { ports: { main: 9001 } }), ...(random.chance(0.1) && { network: 'on-premises' }), ...(random.chance(0.2) && { weight: 10 }),
  });
  return { object, address: isAddress(address) ? address : undefined };
}

function pod(place: Place, namespace: string, name: string, labels: Spec): Workload {
  const { random } = place;
  const address = place.podAddress();
  const state = random.weighted(status);
  const ending = random.chance(0.08) ? { deletionTimestamp: '2024-07-01T00:00:00Z', finalizers: ['example.com/wait'] } : {};
  const object = core('Pod', place.path('Pod', namespace, name), { containers: [{ name: 'app', image: 'registry.example.com/app:1' }] }, { labels, ...ending });
  return { object: { ...object, status: { ...state, ...(state.phase !== 'Pending' && { podIP: address, podIPs: [{ ip: address }] }) } }, address };
}
