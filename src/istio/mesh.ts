import { Aged, compareAge } from './age';
import { DestinationRule, readDestinationRule } from './config/destination-rule';
import { MeshConfig, readMeshConfig } from './config/mesh-config';
import { Config, Read } from './config/object';
import { ProxyConfigObject, readProxyConfigObject } from './config/proxy-config';
import { readServiceEntry } from './config/service-entry';
import { readSidecar, Sidecar } from './config/sidecar';
import { readVirtualService } from './config/virtual-service';
import { readWorkloadEntry, WorkloadEntry } from './config/workload-entry';
import { Discovery } from './discovery';
import { entryServices } from './entry-service';
import { groupBy } from './group';
import { ModelKind } from './kinds';
import { kubernetesService } from './kubernetes-service';
import { mapDefined } from './map-defined';
import { InjectionDefaults } from './redirection';
import { NEWEST_RELEASE } from './release';
import { Service } from './service';
import { indexServices, ServiceIndex } from './service-index';
import { qualified } from './short-name';
import { Switches, switchesOf } from './switches';
import { indexVirtualServices, VirtualServiceIndex } from './virtual-service-index';
import { serviceAudience } from './visibility';
import { groupKind, isKubernetesObject, kubernetesObject, KubernetesObject } from '../kubernetes/object';
import { unfinishedIn } from '../kubernetes/unfinished';
import { formatPath, StringMap } from '../kubernetes/value';

/** What a mesh is built from. */
export interface MeshInput {
  /** The release of Istio: `1.30.3`, or `1.30` for its last patch. */
  readonly release: string;
  /** MeshConfig as a map; `{}` for Istio's defaults. */
  readonly meshConfig: unknown;
  /** What the injector does where a pod has no annotation for it. @default - the values of Istio's charts */
  readonly injection?: InjectionDefaults;
  readonly objects: readonly KubernetesObject[];
  /** The revision of the istiod that decides. @default "default" */
  readonly revision?: string;
  /** Of namespaces that are not in sight, whether discoverySelectors are taken to select them. */
  readonly discovered?: ReadonlyMap<string, boolean>;
}

/** An object that Istio's validation refuses, or that is still to be filled in. */
export interface RejectedObject {
  readonly object: KubernetesObject;
  readonly because: string;
}

/** The objects of a mesh as istiod holds them. */
export interface Mesh {
  /** What it was built from. */
  readonly input: MeshInput;
  readonly release: string;
  /** `undefined` where the release is not modelled. */
  readonly switches: Switches | undefined;
  readonly config: MeshConfig;
  /** What a cluster would refuse, and so is not in the mesh. */
  readonly rejected: readonly RejectedObject[];
  /** Namespaces that hold objects of the mesh while nothing in sight tells whether discoverySelectors select them. */
  readonly doubtfulNamespaces: readonly string[];
  readonly services: ServiceIndex;
  /** The Services that istiod does not read, by their full names: DNS knows these too. */
  readonly unreadServices: ReadonlyMap<string, Service>;
  readonly sidecars: ReadonlyMap<string, readonly Sidecar[]>;
  readonly virtualServices: VirtualServiceIndex;
  readonly rules: ReadonlyMap<string, readonly DestinationRule[]>;
  /** By namespace. */
  readonly workloadEntries: ReadonlyMap<string, readonly WorkloadEntry[]>;
  /** Objects of the kind ProxyConfig by namespace, the oldest first. */
  readonly proxyConfigs: ReadonlyMap<string, readonly ProxyConfigObject[]>;
  /** Every object that istiod reads or that a verdict names, by kind. */
  readonly kinds: Pick<ReadonlyMap<ModelKind, readonly KubernetesObject[]>, 'get'>;
}

/** The mesh that istiod would hold: without what the cluster refuses, what discoverySelectors leave out, and other revisions'. */
export function buildMesh(input: MeshInput): Mesh {
  const { release, meshConfig, revision = 'default', discovered = new Map<string, boolean>() } = input;
  const config = readMeshConfig(meshConfig);
  const ofRelease = switchesOf(release);
  const switches = ofRelease ?? switchesOf(NEWEST_RELEASE)!;
  const given = new Map<KubernetesObject, KubernetesObject>();
  const placed = input.objects.flatMap((object) => {
    const read = placedObject(object);
    if (read !== undefined) given.set(read, object);
    return read ?? [];
  });
  const all = groupBy(placed, groupKind);
  const discovery = new Discovery(all.get('Namespace') ?? [], { config, revision, discovered });
  const kinds = new Map([...all].map(([kind, ofKind]) => [kind, ofKind.filter((object) => discovery.reads(object))]));
  const rejected: RejectedObject[] = [];
  // The cluster refuses an object whether or not this istiod reads it.
  const accepted = <T extends Config>(kind: ModelKind, reader: (object: KubernetesObject) => Read<T>): readonly T[] =>
    (all.get(kind) ?? []).flatMap((object) => {
      const unfinished = unfinishedIn(object);
      const result = unfinished === undefined ? reader(object) : { problem: `${formatPath(unfinished)} is still to be filled in` };
      if ('value' in result) return discovery.reads(object) ? [result.value] : [];
      rejected.push({ object: given.get(object)!, because: result.problem });
      return [];
    });

  const audienceOf = serviceAudience(config, switches, (namespace) => discovery.labelsOf(namespace));
  const entries = accepted('ServiceEntry.networking.istio.io', (object) => readServiceEntry(object, switches));
  const kubernetesServices = (objects: readonly KubernetesObject[] = []) => mapDefined(objects, (object) => kubernetesService(object, audienceOf));
  const services = [...kubernetesServices(kinds.get('Service')), ...entries.flatMap((entry) => entryServices(entry, audienceOf, switches))];
  const sidecars = accepted('Sidecar.networking.istio.io', (object) => readSidecar(object, switches));
  const virtualServices = accepted('VirtualService.networking.istio.io', readVirtualService);
  const rules = accepted('DestinationRule.networking.istio.io', (object) => readDestinationRule(object, switches)).map((rule) => ({ ...rule, host: qualified(rule.host, rule.namespace) }));
  const workloadEntries = accepted('WorkloadEntry.networking.istio.io', readWorkloadEntry);
  const proxyConfigs = accepted('ProxyConfig.networking.istio.io', readProxyConfigObject);
  return {
    input,
    release,
    switches: ofRelease,
    config,
    rejected,
    doubtfulNamespaces: discovery.doubtful(placed),
    services: indexServices(services),
    unreadServices: new Map(kubernetesServices(all.get('Service')?.filter((object) => !discovery.reads(object))).map((service) => [service.host, service])),
    sidecars: groupBy([...sidecars].sort(bySelectorAndAge), ({ namespace }) => namespace),
    virtualServices: indexVirtualServices(virtualServices, config, switches),
    workloadEntries: groupBy(workloadEntries, ({ namespace }) => namespace),
    proxyConfigs: groupBy([...proxyConfigs].sort(compareAge), ({ namespace }) => namespace),
    rules: groupBy([...rules].sort(bySelectorAndAge), ({ namespace }) => namespace),
    kinds,
  };
}

/** An object with a name, and a namespace unless it is one itself. */
function placedObject(object: KubernetesObject): KubernetesObject | undefined {
  const read = isKubernetesObject(object) ? object : kubernetesObject(object);
  return read?.metadata.name === undefined || (read.metadata.namespace === undefined && read.kind !== 'Namespace') ? undefined : read;
}

/** Those with a selector come first. */
function bySelectorAndAge(a: Aged & { readonly selector: StringMap | undefined }, b: Aged & { readonly selector: StringMap | undefined }): number {
  return Number(a.selector === undefined) - Number(b.selector === undefined) || compareAge(a, b);
}
