import { holds, outside, registeredRanges } from './ranges';
import { KubernetesObject } from '../../../src/kubernetes/object';

/** Names that lead round end here. */
const longestChain = 8;

interface ServiceSpec {
  readonly type?: string;
  readonly clusterIP?: string;
  readonly externalName?: string;
  readonly publishNotReadyAddresses?: boolean;
}

interface Endpoint {
  readonly addresses?: readonly string[];
  readonly hostname?: string;
  readonly conditions?: { readonly ready?: boolean };
}

/** What the cluster's DNS knows of a name: addresses, or another name. */
type DnsRecord = { readonly addresses: readonly string[] } | { readonly name: string };

/** The DNS of a cluster, by the objects that it has: Services, the pods of headless ones, and aliases. */
export class Dns {
  private readonly records = new Map<string, DnsRecord>();
  /** The last labels of names that are meant for the cluster, pods behind its Services among them: the DNS outside has no answer to them. */
  private readonly inside: ReadonlySet<string>;

  constructor(objects: readonly KubernetesObject[]) {
    const services = objects.filter(({ kind }) => kind === 'Service');
    this.inside = new Set(['svc', 'local', ...objects.flatMap(({ metadata }) => metadata.namespace ?? []), ...services.flatMap(({ metadata }) => metadata.name ?? [])]);
    let given = 0;
    for (const object of services) {
      const { type, clusterIP, externalName = '' } = (object.spec ?? {}) as ServiceSpec;
      const name = `${object.metadata.name}.${object.metadata.namespace}.svc.cluster.local`;
      if (type === 'ExternalName') this.records.set(name, { name: externalName });
      else if (clusterIP === 'None') this.addHeadless(name, object, objects);
      // The oracle numbers the Services that have no address, as a cluster would (README.md).
      else this.records.set(name, { addresses: [clusterIP ?? `10.255.0.${++given}`] });
    }
  }

  /**
   * The addresses that a pod gets for a name, empty where the cluster has the name and no address for it; otherwise the name that only
   * the DNS outside of the cluster can tell. A name with a final dot is whole.
   */
  resolve(host: string, namespace: string): readonly string[] | string {
    const whole = host.replace(/\.$/, '');
    const searched = host === whole ? [`${host}.${namespace}.svc.cluster.local`, `${host}.svc.cluster.local`, `${host}.cluster.local`, host] : [whole];
    const own = searched.find((name) => this.records.has(name));
    if (own !== undefined) return this.follow(own);
    return this.isOutside(whole) ? whole : [];
  }

  private follow(first: string): readonly string[] | string {
    let name = first;
    for (let step = 0; step < longestChain; step++) {
      const found = this.records.get(name);
      if (found === undefined) return this.isOutside(name) ? name : [];
      if ('addresses' in found) return found.addresses;
      name = found.name;
    }
    return [];
  }

  private isOutside(name: string): boolean {
    return name.includes('.') && !this.inside.has(name.slice(name.lastIndexOf('.') + 1));
  }

  private addHeadless(name: string, { metadata, spec }: KubernetesObject, objects: readonly KubernetesObject[]): void {
    const all = (spec as ServiceSpec).publishNotReadyAddresses === true;
    const endpoints = objects
      .filter((slice) => slice.kind === 'EndpointSlice' && slice.metadata.namespace === metadata.namespace && slice.metadata.labels?.['kubernetes.io/service-name'] === metadata.name)
      .flatMap((slice) => (slice.endpoints ?? []) as readonly Endpoint[])
      .filter(({ conditions }) => all || conditions?.ready !== false);
    this.records.set(name, { addresses: endpoints.flatMap(({ addresses = [] }) => addresses) });
    for (const { hostname, addresses = [] } of endpoints) {
      if (hostname !== undefined) this.records.set(`${hostname}.${name}`, { addresses });
    }
  }
}

/** One address for a name: the cluster's, that of a ServiceEntry which has one, or one of nobody in the mesh. */
export function addressFor(objects: readonly KubernetesObject[], host: string, namespace: string): string {
  const found = new Dns(objects).resolve(host, namespace);
  if (typeof found !== 'string') return found[0] ?? outsideOf(objects);
  return registeredRanges(objects.filter((object) => isEntryOf(object, found))).find((range) => !range.includes('/')) ?? outsideOf(objects);
}

/** Whether a pod may get the address for the name: what the cluster answers, or where ServiceEntries say that the host is. */
export function mayLeadTo(objects: readonly KubernetesObject[], host: string, namespace: string, address: string): boolean {
  const found = new Dns(objects).resolve(host, namespace);
  if (typeof found !== 'string') return found.includes(address);
  const ranges = registeredRanges(objects.filter((object) => isEntryOf(object, found)));
  return ranges.length === 0 || ranges.some((range) => holds(range, address));
}

function isEntryOf({ kind, spec }: KubernetesObject, host: string): boolean {
  return kind === 'ServiceEntry' && ((spec as { readonly hosts?: readonly string[] } | undefined)?.hosts ?? []).includes(host);
}

function outsideOf(objects: readonly KubernetesObject[]): string {
  const ranges = registeredRanges(objects);
  return outside.find((address) => !ranges.some((range) => holds(range, address))) ?? outside[0];
}
