import { inServiceEntry } from './paths';
import { Edit } from '../../kubernetes/edit';
import { appendTo, changeList } from '../../kubernetes/make-edits';
import { KubernetesObject, ObjectMeta } from '../../kubernetes/object';
import { ServiceEntry } from '../config/service-entry';
import { ServiceEntryManifest, ServiceEntrySpec } from '../manifests';

/** Istio's CRD takes at most this many hosts in one ServiceEntry. */
export const MOST_HOSTS = 256;

/** What a ServiceEntry registers. */
export interface Registered {
  readonly hosts: readonly string[];
  readonly exportTo: readonly string[];
  readonly resolution: NonNullable<ServiceEntrySpec['resolution']>;
}

/** The ServiceEntry of hosts outside the mesh that are called by TLS on port 443. */
export function serviceEntryManifest(apiVersion: string, metadata: ObjectMeta, { hosts, exportTo, resolution }: Registered): ServiceEntryManifest {
  return {
    apiVersion,
    kind: 'ServiceEntry',
    metadata,
    spec: {
      exportTo: [...exportTo],
      hosts: [...hosts],
      location: 'MESH_EXTERNAL',
      // The name is free; the protocol is what Istio reads. TLS is passed through and told apart by SNI.
      ports: [{ name: 'https', number: 443, protocol: 'TLS' }],
      resolution,
    },
  };
}

/** The fields by which a ServiceEntry says where its hosts are found; without any the call goes where it was meant to go. */
export function placingFields({ addresses, endpoints, selector }: ServiceEntry): readonly string[] {
  const given: Readonly<Partial<Record<keyof ServiceEntrySpec, boolean>>> = {
    addresses: addresses.length > 0, endpoints: endpoints.length > 0, workloadSelector: selector !== undefined,
  };
  return Object.entries(given).flatMap(([field, isGiven]) => isGiven ? [field] : []);
}

/** The edits by which a ServiceEntry registers further hosts. */
export function registerEdits(hosts: readonly string[]): readonly Edit[] {
  return appendTo(inServiceEntry('hosts'), hosts);
}

/** The edits by which a ServiceEntry registers these hosts, of those that it has. */
export function keepHostsEdits(entry: KubernetesObject, hosts: readonly string[]): readonly Edit[] {
  return changeList(entry, inServiceEntry('hosts'), hosts);
}

/** The edits by which further namespaces see a ServiceEntry that lists some. */
export function exportEdits(namespaces: readonly string[]): readonly Edit[] {
  return appendTo(inServiceEntry('exportTo'), namespaces);
}
