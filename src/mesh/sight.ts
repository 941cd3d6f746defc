import { planCaptures } from './captures';
import { Capture, capturesOf } from './captures-in-sight';
import { Revisions } from './facts/revisions';
import { READ_KINDS, serviceEntryOf, sidecarOf } from '../istio/config/read';
import { ServiceEntry } from '../istio/config/service-entry';
import { Sidecar } from '../istio/config/sidecar';
import { groupBy } from '../istio/group';
import { once } from '../istio/once';
import { Refusal, refusalOf } from '../istio/refusal';
import { Inventory, InventoryEntry } from '../kubernetes/inventory';
import { StringMap } from '../kubernetes/value';
import { Finding } from '../message/message';
import { ConfigSpec } from '../settings/config-file';
import { PlaceOf } from '../settings/place';
import { ResolvedMesh } from '../settings/resolve-mesh';

/** A document that was not parsed, since it can be no manifest. */
export interface UnreadText {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** What is checked: everything that was read, and what it says of the mesh. */
export interface MeshInput {
  readonly mesh: ResolvedMesh;
  readonly inventory: Inventory;
  /** Every file that was read. */
  readonly files: readonly string[];
  readonly unread: readonly UnreadText[];
  /** Files that kustomizations list or patch with. */
  readonly kustomized: ReadonlySet<string>;
  /** The labels of the namespaces of which any are known. */
  readonly labels: ReadonlyMap<string, StringMap>;
  /** The istiods of the mesh. */
  readonly revisions: Revisions;
  /** Contradictions among manifests and settings, found while the facts of the mesh were read. */
  readonly findings: readonly Finding[];
  /** The settings; empty where there is no config file. */
  readonly settings: ConfigSpec;
  /** Where a value of the settings was written. */
  readonly placeOfSetting: PlaceOf;
  /** An older tree of the same manifests, to compare with. */
  readonly base?: MeshInput;
}

/** An Istio Sidecar, with what the rules ask of it. Without egress listeners it lets everything in. */
export type SidecarInSight = InventoryEntry & Pick<Sidecar, 'namespace' | 'selector' | 'egress' | 'policy' | 'statesMode'>;

/** A ServiceEntry, with what the rules ask of it. Without an exportTo the mesh's default holds. */
export type ServiceEntryInSight = InventoryEntry
  & Pick<ServiceEntry, 'namespace' | 'hosts' | 'ports' | 'addresses' | 'exportTo' | 'resolution' | 'endpoints'>;

/** An object that Istio refuses, and why. */
export interface Refused {
  readonly entry: InventoryEntry;
  readonly refusal: Refusal;
}

/** What a rule looks at. */
export interface Sight extends MeshInput {
  readonly base?: Sight;
  /** Those that Istio takes. */
  readonly sidecars: readonly SidecarInSight[];
  readonly sidecarsByNamespace: ReadonlyMap<string, readonly SidecarInSight[]>;
  /** Those that Istio takes. */
  readonly serviceEntries: readonly ServiceEntryInSight[];
  /** What Istio's CRDs or webhook refuse, so that it is not in the mesh. */
  readonly refused: readonly Refused[];
  /** The workloads with a capture annotation that is on, or will be once the settings are adopted. */
  readonly captures: readonly Capture[];
  /** The namespaces with pods of a replay: those of the settings, and those with a TrafficReplay. */
  readonly replays: readonly string[];
}

const known = new WeakMap<MeshInput, Sight>();

/** Sorts out what rules look at, once for all of them. An object whose namespace is not set takes part in no rule about namespaces. */
export function sightOf(input: MeshInput): Sight {
  return once(known, input, () => sortedOut(input));
}

function sortedOut(input: MeshInput): Sight {
  const { inventory, mesh } = input;
  const refused = READ_KINDS.flatMap((kind) => inventory.byKind(kind)).flatMap((entry): readonly Refused[] => {
    const refusal = refusalOf(entry.object, mesh.istio.version);
    return refusal === undefined ? [] : [{ entry, refusal }];
  });
  const gone = new Set(refused.map(({ entry }) => entry));
  const placed = (kind: string) => inventory.byKind(kind).filter((entry) => !entry.namespaceUnset && !gone.has(entry));
  const stated = mesh.namespaces.filter(({ replay }) => replay).map(({ name }) => name);
  const shown = placed('TrafficReplay.speedscale.com').map(({ object }) => object.metadata.namespace!);
  const sidecars = placed('Sidecar.networking.istio.io').map(sidecarInSight);
  return {
    ...input,
    base: input.base && sightOf(input.base),
    sidecars,
    sidecarsByNamespace: groupBy(sidecars, ({ namespace }) => namespace),
    serviceEntries: placed('ServiceEntry.networking.istio.io').map(serviceEntryInSight),
    refused,
    captures: capturesOf(inventory, planCaptures(input.settings.namespaces ?? [], inventory, mesh.istio.cni, input.placeOfSetting).captures),
    replays: [...new Set([...stated, ...shown])],
  };
}

export function sidecarInSight(entry: InventoryEntry): SidecarInSight {
  const { namespace, selector, egress, policy, statesMode } = sidecarOf(entry.object);
  return { ...entry, namespace, selector, egress, policy, statesMode };
}

export function serviceEntryInSight(entry: InventoryEntry): ServiceEntryInSight {
  const { namespace, hosts, ports, addresses, exportTo, resolution, endpoints } = serviceEntryOf(entry.object);
  return { ...entry, namespace, hosts, ports, addresses, exportTo, resolution, endpoints };
}
