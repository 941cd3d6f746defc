import { Aged, compareAge } from './age';
import { DestinationRule, readDestinationRule } from './config/destination-rule';
import { MeshConfig, readMeshConfig } from './config/mesh-config';
import { Config, Read } from './config/object';
import { readServiceEntry } from './config/service-entry';
import { readSidecar, Sidecar } from './config/sidecar';
import { isMeshBound, readVirtualService, VirtualService } from './config/virtual-service';
import { mergeDelegates } from './delegate';
import { groupBy } from './group';
import { assignedAddress, entryServices, kubernetesService, Service, withAliases } from './service';
import { qualified } from './short-name';
import { Switches, switchesOf } from './switches';
import { Audience, audienceOf, entryVisibility, honouredDefaults, narrowed, sees } from './visibility';
import { selects } from '../kubernetes/label-selector';
import { apiGroup, groupKind, kubernetesObject, KubernetesObject } from '../kubernetes/object';
import { StringMap, textAt } from '../kubernetes/value';

/** What a mesh is built from. */
export interface MeshInput {
  /** The release of Istio: `1.30.3`, or `1.30` for its last patch. */
  readonly release: string;
  /** MeshConfig as a map; `{}` for Istio's defaults. */
  readonly meshConfig: unknown;
  readonly objects: readonly KubernetesObject[];
  /** The revision of the istiod that decides. @default "default" */
  readonly revision?: string;
  /** Of namespaces that are not in sight, whether discoverySelectors are taken to select them. */
  readonly discovered?: ReadonlyMap<string, boolean>;
}

/** An object that Istio's validation refuses. */
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
  readonly sidecars: ReadonlyMap<string, readonly Sidecar[]>;
  /** Those bound to the mesh, delegates merged. */
  readonly virtualServices: VirtualServiceIndex;
  readonly rules: ReadonlyMap<string, readonly DestinationRule[]>;
  /** Every object that istiod reads or that a verdict names, by kind. */
  readonly kinds: ReadonlyMap<string, readonly KubernetesObject[]>;
}

/** All services, the oldest first. */
export interface ServiceIndex {
  readonly all: readonly Service[];
  readonly byHost: ReadonlyMap<string, readonly Service[]>;
  readonly byPort: ReadonlyMap<number, readonly Service[]>;
  readonly byNamespace: ReadonlyMap<string, readonly Service[]>;
  readonly wildcards: readonly string[];
  audience(service: Service): Audience;
}

export interface VirtualServiceIndex {
  readonly all: readonly VirtualService[];
  readonly byNamespace: ReadonlyMap<string, readonly VirtualService[]>;
  audience(service: VirtualService): Audience;
}

const NETWORKING = 'networking.istio.io';

/** The mesh that istiod would hold: without what the cluster refuses, what discoverySelectors leave out, and other revisions'. */
export function buildMesh(input: MeshInput): Mesh {
  const { release, meshConfig, objects, revision = 'default', discovered = new Map<string, boolean>() } = input;
  const config = readMeshConfig(meshConfig);
  const switches = switchesOf(release) ?? switchesOf('1.31')!;
  const rejected: RejectedObject[] = [];
  const given = new Map(objects.flatMap((object) => {
    const read = kubernetesObject(object);
    return read === undefined ? [] : [[read, object] as const];
  }));
  const placed = [...given.keys()].filter(({ metadata: { name, namespace }, kind }) => name !== undefined && (namespace !== undefined || kind === 'Namespace'));
  const all = groupBy(placed, groupKind);
  const namespaceLabels = labelsOfNamespaces(all.get('Namespace') ?? []);
  const isRead = (object: KubernetesObject) => object.kind === 'Namespace' || (isOfRevision(object, revision)
    && (discovered.get(object.metadata.namespace!) ?? isSelected(config, object.metadata.namespace!, namespaceLabels)));
  const kinds = new Map([...all].map(([kind, ofKind]) => [kind, ofKind.filter(isRead)]));
  // The cluster refuses an object whether or not this istiod reads it.
  const accepted = <T extends Config>(kind: string, reader: (object: KubernetesObject) => Read<T>): readonly T[] =>
    (all.get(`${kind}.${NETWORKING}`) ?? []).flatMap((object) => {
      const result = reader(object);
      if ('value' in result) return isRead(object) ? [result.value] : [];
      rejected.push({ object: given.get(object)!, because: result.problem });
      return [];
    });

  const entries = accepted('ServiceEntry', (object) => readServiceEntry(object, switches));
  const services = indexServices([...kubernetesServices(kinds.get('Service') ?? []), ...entries.flatMap(entryServices)], config, switches, namespaceLabels);
  const sidecars = accepted('Sidecar', (object) => readSidecar(object, switches));
  const virtualServices = indexVirtualServices(accepted('VirtualService', readVirtualService), config, switches);
  const rules = accepted('DestinationRule', readDestinationRule).map((rule) => ({ ...rule, host: qualified(rule.host, rule.namespace) }));
  return {
    input,
    release,
    switches: switchesOf(release),
    config,
    rejected,
    doubtfulNamespaces: config.discoverySelectors.length === 0 ? [] : doubtful(placed, namespaceLabels, discovered),
    services,
    sidecars: groupBy([...sidecars].sort(bySelectorAndAge), ({ namespace }) => namespace),
    virtualServices,
    rules: groupBy([...rules].sort(bySelectorAndAge), ({ namespace }) => namespace),
    kinds,
  };
}

/** Those with a selector come first. */
function bySelectorAndAge(a: Aged & { readonly selector: StringMap | undefined }, b: Aged & { readonly selector: StringMap | undefined }): number {
  return Number(a.selector === undefined) - Number(b.selector === undefined) || compareAge(a, b);
}

/** Each Service that has no address yet gets one of its own, in the order of the objects. */
function kubernetesServices(objects: readonly KubernetesObject[]): readonly Service[] {
  let assigned = 0;
  return objects.flatMap((object) => {
    const needsAddress = (textAt(object, ['spec', 'clusterIP']) ?? '') === '' && textAt(object, ['spec', 'type']) !== 'ExternalName';
    return kubernetesService(object, assignedAddress(needsAddress ? ++assigned : 0)) ?? [];
  });
}

function indexServices(
  unordered: readonly Service[], config: MeshConfig, switches: Switches, namespaceLabels: ReadonlyMap<string, StringMap>,
): ServiceIndex {
  const all = withAliases([...unordered].sort(compareAge));
  const defaults = honouredDefaults(config.exportServices, switches);
  const rules = switches.serviceEntryVisibility ? config.entryVisibility : undefined;
  const audiences = new Map(all.map((service) => {
    const exportTo = service.exportTo.length > 0 ? service.exportTo : defaults;
    const visibility = service.kubernetes ? 'PUBLIC' : entryVisibility(rules, namespaceLabels.get(service.namespace) ?? nameLabel(service.namespace));
    return [service.origin, audienceOf(narrowed(exportTo, service.namespace, visibility), service.namespace)];
  }));
  const byPort = new Map<number, Service[]>();
  for (const service of all) {
    for (const number of new Set(service.ports.map((port) => port.number))) {
      const list = byPort.get(number);
      if (list === undefined) byPort.set(number, [service]);
      else list.push(service);
    }
  }
  const byHost = groupBy(all, ({ host }) => host);
  return {
    all,
    byHost,
    byPort,
    byNamespace: groupBy(all, ({ namespace }) => namespace),
    wildcards: [...byHost.keys()].filter((host) => host.startsWith('*')),
    audience: ({ origin }) => audiences.get(origin) ?? new Set(),
  };
}

function indexVirtualServices(read: readonly VirtualService[], { exportVirtualServices }: MeshConfig, switches: Switches): VirtualServiceIndex {
  const audience = (defaults: readonly string[]) => ({ exportTo, namespace }: VirtualService) =>
    audienceOf(exportTo.length > 0 ? exportTo : defaults, namespace);
  // For delegates, every release honours names (mergeVirtualServicesIfNeeded).
  const ofDelegate = audience(exportVirtualServices);
  const all = mergeDelegates(read, (delegate, namespace) => sees(ofDelegate(delegate), namespace)).filter(isMeshBound).sort(compareAge);
  return { all, byNamespace: groupBy(all, ({ namespace }) => namespace), audience: audience(honouredDefaults(exportVirtualServices, switches)) };
}

function labelsOfNamespaces(namespaces: readonly KubernetesObject[]): ReadonlyMap<string, StringMap> {
  return new Map(namespaces.map(({ metadata: { name = '', labels = {} } }) => [name, { ...nameLabel(name), ...labels }]));
}

/** Istio's own objects can be meant for the istiod of one revision. */
function isOfRevision(object: KubernetesObject, revision: string): boolean {
  return !apiGroup(object).endsWith('istio.io') || (object.metadata.labels?.['istio.io/rev'] ?? revision) === revision;
}

/** The label that the API server gives to each namespace. */
function nameLabel(namespace: string): StringMap {
  return { 'kubernetes.io/metadata.name': namespace };
}

function isSelected({ discoverySelectors }: MeshConfig, namespace: string, namespaceLabels: ReadonlyMap<string, StringMap>): boolean {
  if (discoverySelectors.length === 0) return true;
  const labels = namespaceLabels.get(namespace) ?? nameLabel(namespace);
  return discoverySelectors.some((selector) => selects(selector, labels) === true);
}

function doubtful(
  objects: readonly KubernetesObject[], known: ReadonlyMap<string, StringMap>, discovered: ReadonlyMap<string, boolean>,
): readonly string[] {
  const used = objects.filter((object) => object.kind === 'Service' || groupKind(object).endsWith(`.${NETWORKING}`));
  return [...new Set(used.map(({ metadata: { namespace = '' } }) => namespace))].filter((namespace) => !known.has(namespace) && !discovered.has(namespace));
}
