import { generatedMeta } from './generated-meta';
import { serviceEntryOf } from '../istio/config/read';
import { ServiceEntryManifest } from '../istio/manifests';
import { MOST_HOSTS, Registered, serviceEntryManifest } from '../istio/objects/service-entry';
import { InventoryEntry } from '../kubernetes/inventory';

/**
 * The name and namespace of the example on Speedscale's Istio page. They are the default, so that whoever has applied the
 * page gets that object replaced, rather than a second one for the same hosts.
 */
export const SERVICE_ENTRY_NAME = 'speedscale-external-svc-https';

/** What is to be registered, checked already. */
export interface ServiceEntryRequest extends Registered {
  readonly name: string;
  readonly namespace: string;
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
  return parts.map((hosts, part) => {
    const metadata = generatedMeta({ ...request, name: part === 0 ? request.name : `${request.name}-${part + 1}` });
    return serviceEntryManifest(request.apiVersion, metadata, { ...request, hosts });
  });
}

/** The hosts that a ServiceEntry registers. */
export function registeredHosts({ object }: InventoryEntry): readonly string[] {
  return serviceEntryOf(object).hosts;
}
