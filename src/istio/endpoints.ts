import { groupBy } from './group';
import { isWithin } from './labels';
import { Mesh } from './mesh';
import { Port, portOf, Service } from './service';
import { KubernetesObject } from '../kubernetes/object';
import { isMap, listAt, textAt, valueAt } from '../kubernetes/value';

interface Endpoints {
  /** The ready addresses of Services, by namespace and name. */
  readonly slices: ReadonlyMap<string, readonly KubernetesObject[]>;
  /** Pods and WorkloadEntries that a ServiceEntry can select, by namespace. */
  readonly workloads: ReadonlyMap<string, readonly KubernetesObject[]>;
}

const known = new WeakMap<Mesh, Endpoints>();

function endpointsOf(mesh: Mesh): Endpoints {
  const found = known.get(mesh) ?? {
    slices: groupBy(mesh.kinds.get('EndpointSlice.discovery.k8s.io') ?? [], ({ metadata: { namespace, labels } }) => (
      `${namespace}/${labels?.['kubernetes.io/service-name'] ?? ''}`)),
    workloads: groupBy(
      [...mesh.kinds.get('Pod') ?? [], ...mesh.kinds.get('WorkloadEntry.networking.istio.io') ?? []], ({ metadata: { namespace = '' } }) => namespace),
  };
  known.set(mesh, found);
  return found;
}

/** The addresses behind a port of a service that are in sight. */
export function instanceAddresses(mesh: Mesh, service: Service, { name, number }: Port): readonly string[] {
  if (!service.kubernetes) return entryInstances(mesh, service, number);
  return slicesOf(mesh, service)
    .filter((slice) => listAt(slice, ['ports']).some((port) => (textAt(port, ['name']) ?? '') === name))
    .flatMap((slice) => listAt(slice, ['endpoints']))
    .filter((endpoint) => valueAt(endpoint, ['conditions', 'ready']) !== false)
    .flatMap((endpoint) => listAt(endpoint, ['addresses']).filter((address): address is string => typeof address === 'string').slice(0, 1));
}

/** Whether the objects tell what is behind a service: an empty answer of `instanceAddresses` means nothing else. */
export function hasInstancesInSight(mesh: Mesh, service: Service): boolean {
  if (service.kubernetes) return slicesOf(mesh, service).length > 0;
  return service.endpoints.length > 0 || selectedWorkloads(mesh, service).length > 0;
}

/** ServiceEntries of one host in one namespace share their endpoints, whichever of them names these. */
function entryInstances(mesh: Mesh, { host, namespace }: Service, number: number): readonly string[] {
  const entries = (mesh.services.byHost.get(host) ?? []).filter((other) => other.namespace === namespace && !other.kubernetes);
  return entries.filter((other) => portOf(other, number) !== undefined)
    .flatMap((other) => [...other.endpoints, ...selectedWorkloads(mesh, other).flatMap(workloadAddress)]);
}

function slicesOf(mesh: Mesh, { namespace, name }: Service): readonly KubernetesObject[] {
  return endpointsOf(mesh).slices.get(`${namespace}/${name}`) ?? [];
}

function selectedWorkloads(mesh: Mesh, { namespace, selector }: Service): readonly KubernetesObject[] {
  if (selector === undefined) return [];
  return (endpointsOf(mesh).workloads.get(namespace) ?? []).filter((workload) => isWithin(selector, workloadLabels(workload)));
}

function workloadLabels(workload: KubernetesObject) {
  const own = valueAt(workload, ['spec', 'labels']);
  return { ...(workload.kind === 'WorkloadEntry' && isMap(own) ? own as Record<string, string> : {}), ...workload.metadata.labels };
}

function workloadAddress(workload: KubernetesObject): readonly string[] {
  const address = textAt(workload, workload.kind === 'Pod' ? ['status', 'podIP'] : ['spec', 'address']);
  return address === undefined ? [] : [address];
}
