import { groupBy } from './group';
import { isWithin } from './labels';
import { Mesh } from './mesh';
import { once } from './once';
import { Service } from './service';
import { KubernetesObject } from '../kubernetes/object';
import { listAt, StringMap, textAt } from '../kubernetes/value';

/** What is behind a port of a service. */
export interface Instance {
  readonly address: string;
  /** None for what an EndpointSlice names: it does not tell the labels of the pod. */
  readonly labels: StringMap;
}

interface Endpoints {
  /** By the namespace and name of their Service. Endpoints that are not ready count, too: istiod keeps them for its listeners. */
  readonly slices: ReadonlyMap<string, readonly KubernetesObject[]>;
  /** The pods and WorkloadEntries that a ServiceEntry can select, by namespace. */
  readonly workloads: ReadonlyMap<string, readonly Instance[]>;
}

const known = new WeakMap<Mesh, Endpoints>();

function endpointsOf(mesh: Mesh): Endpoints {
  return once(known, mesh, () => ({
    // istiod passes over those of names (endpointslice.go, updateEndpointCacheForSlice).
    slices: groupBy((mesh.kinds.get('EndpointSlice.discovery.k8s.io') ?? []).filter((slice) => textAt(slice, ['addressType']) !== 'FQDN'), ({ metadata: { namespace, labels } }) => (
      `${namespace}/${labels?.['kubernetes.io/service-name'] ?? ''}`)),
    workloads: workloadsOf(mesh),
  }));
}

/**
 * What is behind a port of a service, as far as it is in sight. The services of one host in one namespace share their
 * endpoints, whichever of them names these: those of a Service are known by the port's name, all others by its number, and
 * the last service counts that finds any (istio/istio pilot/pkg/model/push_context.go, initServiceRegistry, and
 * endpointshards.go, CopyEndpoints).
 */
export function instancesOn(mesh: Mesh, { host, namespace }: Service, number: number): readonly Instance[] {
  const alike = (mesh.services.byHost.get(host) ?? []).filter((other) => other.namespace === namespace);
  const found = alike.map(({ ports }) => {
    const names = ports.filter((port) => port.number === number).map(({ name }) => name);
    if (names.length === 0) return [];
    return alike.flatMap((owner) => owner.kubernetes ? sliceInstances(mesh, owner, names) : entryInstances(mesh, owner, number));
  });
  return found.filter((instances) => instances.length > 0).at(-1) ?? [];
}

/**
 * The addresses that DNS gives for a headless Service, whatever the port, as far as EndpointSlices are in sight.
 * @param hostname that of one pod, which is asked for by its own name
 */
export function podAddresses(mesh: Mesh, service: Service, hostname?: string): readonly string[] {
  const endpoints = slicesOf(mesh, service).flatMap((slice) => listAt(slice, ['endpoints']));
  const named = hostname === undefined ? endpoints : endpoints.filter((endpoint) => textAt(endpoint, ['hostname']) === hostname);
  return [...new Set(named.flatMap(addressesOf))];
}

/** Whether it is a headless Service none of whose pods is in sight. */
export function hasPodsOutOfSight(mesh: Mesh, service: Service): boolean {
  return service.kubernetes && service.resolution === 'passthrough'
    && !slicesOf(mesh, service).some((slice) => listAt(slice, ['endpoints']).some((endpoint) => addressesOf(endpoint).length > 0));
}

function sliceInstances(mesh: Mesh, service: Service, portNames: readonly string[]): readonly Instance[] {
  return slicesOf(mesh, service)
    .filter((slice) => listAt(slice, ['ports']).some((port) => portNames.includes(textAt(port, ['name']) ?? '')))
    .flatMap((slice) => listAt(slice, ['endpoints']))
    .flatMap(addressesOf)
    .map((address) => ({ address, labels: {} }));
}

function addressesOf(endpoint: unknown): readonly string[] {
  return listAt(endpoint, ['addresses']).filter((address): address is string => typeof address === 'string');
}

function entryInstances(mesh: Mesh, entry: Service, number: number): readonly Instance[] {
  if (!entry.ports.some((port) => port.number === number)) return [];
  return [...entry.endpoints, ...selectedWorkloads(mesh, entry)];
}

function slicesOf(mesh: Mesh, { namespace, name }: Service): readonly KubernetesObject[] {
  return endpointsOf(mesh).slices.get(`${namespace}/${name}`) ?? [];
}

function workloadsOf({ kinds, workloadEntries }: Mesh): ReadonlyMap<string, readonly Instance[]> {
  const pods = groupBy(kinds.get('Pod') ?? [], ({ metadata: { namespace = '' } }) => namespace);
  const namespaces = new Set([...pods.keys(), ...workloadEntries.keys()]);
  const instancesIn = (namespace: string) => [...(pods.get(namespace) ?? []).flatMap(podInstance), ...workloadEntries.get(namespace) ?? []];
  return new Map([...namespaces].map((namespace) => [namespace, instancesIn(namespace)]));
}

function selectedWorkloads(mesh: Mesh, { namespace, selector }: Service): readonly Instance[] {
  if (selector === undefined || (mesh.switches?.emptySelectorSelects !== true && Object.keys(selector).length === 0)) return [];
  return (endpointsOf(mesh).workloads.get(namespace) ?? []).filter(({ labels }) => isWithin(selector, labels));
}

function podInstance(pod: KubernetesObject): readonly Instance[] {
  const address = textAt(pod, ['status', 'podIP']);
  return address === undefined || !isReady(pod) ? [] : [{ address, labels: pod.metadata.labels ?? {} }];
}

/** Whether a Pod is among the endpoints of what selects it (istio/istio pilot/pkg/serviceregistry/kube/controller/pod.go, PodCache.onEvent). */
function isReady(pod: KubernetesObject): boolean {
  const isFinished = ['Failed', 'Succeeded'].includes(textAt(pod, ['status', 'phase']) ?? '');
  const ready = listAt(pod, ['status', 'conditions']).find((condition) => textAt(condition, ['type']) === 'Ready');
  return !isFinished && pod.metadata.deletionTimestamp === undefined && textAt(ready, ['status']) === 'True';
}
