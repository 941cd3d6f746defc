import { Cluster, clusterText } from './cluster';
import { Copy } from './ending';
import { isMap, listAt, mapAt, StringMap, textAt, valueAt } from '../../kubernetes/value';
import { compareText } from '../age';
import { instancesOn } from '../endpoints';
import { Mesh } from '../mesh';
import { Service } from '../service';

/**
 * Where a cluster sends calls, in words, as far as its objects say it: the resolution, the endpoints with all their fields, what selects
 * the pods, and the port of theirs. Two clusters with the same words have the same endpoints.
 */
export function destinationOf(mesh: Mesh, cluster: Cluster): string {
  const { service, port, subset, subsetLabels = {}, tunnel } = cluster;
  const name = clusterText(cluster);
  if (service === undefined) return name;
  const parts = [...service.kubernetes ? ofService(service, port) : ofEntry(service, port), ...instances(mesh, service, port)];
  const chosen = subset === '' ? [] : [`subset ${subset} (${inWords(subsetLabels)})`];
  const through = tunnel === undefined ? [] : [`a tunnel to ${tunnel}`];
  return `${name}: ${[...parts, ...chosen, ...through].join(', ')}`;
}

/** Where copies of requests go, in words. */
export function copyInWords({ cluster, percent }: Copy): string {
  return `copies of ${percent} % to ${clusterText(cluster)}`;
}

function ofService({ origin, selector, aliasOf }: Service, port: number): readonly string[] {
  if (aliasOf !== undefined) return [`externalName ${aliasOf}`];
  const target = targetPort(origin, 'port', port);
  return [...(selector === undefined ? [] : [`pods ${inWords(selector)}`]), ...target];
}

function ofEntry({ origin, selector, resolution }: Service, port: number): readonly string[] {
  const endpoints = listAt(origin, ['spec', 'endpoints']).map(endpointInWords);
  return [
    `resolution ${textAt(origin, ['spec', 'resolution']) ?? resolution}`,
    ...(endpoints.length === 0 ? [] : [`endpoints ${endpoints.join(' and ')}`]),
    ...(selector === undefined ? [] : [`workloads ${inWords(selector)}`]),
    ...targetPort(origin, 'number', port),
  ];
}

/** The port of the endpoints, where it is not that of the service. */
function targetPort(origin: object, key: 'port' | 'number', port: number): readonly string[] {
  const written = listAt(origin, ['spec', 'ports']).find((each) => valueAt(each, [key]) === port);
  const target = valueAt(written, ['targetPort']);
  return target === undefined || target === null || target === port ? [] : [`targetPort ${String(target)}`];
}

/** An address, and whatever else the object says of it. */
function endpointInWords(endpoint: unknown): string {
  const { address = '', ...others } = mapAt(endpoint, []);
  const inOrder = (_: string, value: unknown) => (
    isMap(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => compareText(a, b))) : value);
  const more = JSON.stringify(others, inOrder);
  return more === '{}' ? String(address) : `${String(address)} ${more}`;
}

/** The addresses that other objects give: EndpointSlices, WorkloadEntries and Pods. */
function instances(mesh: Mesh, service: Service, port: number): readonly string[] {
  const own = new Set(service.endpoints.map(({ address }) => address));
  const found = [...new Set(instancesOn(mesh, service, port).map(({ address }) => address).filter((address) => !own.has(address)))];
  return found.length === 0 ? [] : [`addresses ${found.sort(compareText).join(' and ')}`];
}

function inWords(labels: StringMap): string {
  return Object.entries(labels).map(([key, value]) => `${key}=${value}`).sort(compareText).join(',');
}
