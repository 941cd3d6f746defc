import { generatedMeta } from './generated-meta';
import { ServiceEntryManifest, ServiceEntrySpec } from '../istio/manifests';
import { InventoryEntry } from '../kubernetes/inventory';
import { isMap, listAt, valueAt } from '../kubernetes/value';

/** Istio's CRD takes at most this many hosts in one ServiceEntry. */
export const MOST_HOSTS = 256;

/**
 * The name and namespace of the example on Speedscale's Istio page. They are the default, so that whoever has applied the
 * page gets that object replaced, rather than a second one for the same hosts.
 */
export const SERVICE_ENTRY_NAME = 'speedscale-external-svc-https';

/** What is to be registered, checked already. */
export interface ServiceEntryRequest {
  readonly name: string;
  readonly namespace: string;
  readonly hosts: readonly string[];
  readonly exportTo: readonly string[];
  readonly resolution: NonNullable<ServiceEntrySpec['resolution']>;
  readonly apiVersion: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * The ServiceEntries that let a mesh's pods call the hosts by TLS on port 443: one for every 256 hosts, the first under the
 * plain name, the others numbered from 2, so that a host put at the end of the list changes the last of them alone.
 */
export function serviceEntries(request: ServiceEntryRequest): readonly ServiceEntryManifest[] {
  const parts = Array.from({ length: Math.ceil(request.hosts.length / MOST_HOSTS) }, (_, part) =>
    request.hosts.slice(part * MOST_HOSTS, (part + 1) * MOST_HOSTS));
  return parts.map((hosts, part): ServiceEntryManifest => ({
    apiVersion: request.apiVersion,
    kind: 'ServiceEntry',
    metadata: generatedMeta({ ...request, name: part === 0 ? request.name : `${request.name}-${part + 1}` }),
    spec: {
      exportTo: [...request.exportTo],
      hosts: [...hosts],
      location: 'MESH_EXTERNAL',
      // The name is free; the protocol is what Istio reads. TLS is passed through and told apart by SNI.
      ports: [{ name: 'https', number: 443, protocol: 'TLS' }],
      resolution: request.resolution,
    },
  }));
}

/** Fields that say where an entry's hosts are found: what is right for one of them need not be for others. */
const PLACING: readonly (keyof ServiceEntrySpec)[] = ['addresses', 'endpoints', 'workloadSelector'];

/** The fields by which a ServiceEntry says where its hosts are found; without any the call goes where it was meant to go. */
export function placingFields({ object }: InventoryEntry): readonly string[] {
  const isFilled = (value: unknown) => Array.isArray(value) ? value.length > 0 : isMap(value);
  return PLACING.filter((field) => isFilled(valueAt(object, ['spec', field])));
}

/** The hosts that a ServiceEntry registers. */
export function registeredHosts({ object }: InventoryEntry): readonly string[] {
  return listAt(object, ['spec', 'hosts']).filter((host): host is string => typeof host === 'string');
}
