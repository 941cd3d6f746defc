import { groupKind, KubernetesObject, ObjectReference, objectTitle } from './object';
import { isClusterScoped } from './scope';
import { ValuePath } from './value';
import { isPatchFragment, workloadKind } from './workload';
import { Place } from '../message/message';

/** Finds where a value of an object was written; for a value that is not there, where it would belong. */
export type PlaceInObject = (path: ValuePath) => Place;

/**
 * What an object comes from, besides manifests: `context` is what the settings name to be read alone, `output` is what an earlier run
 * wrote for the same settings.
 */
export type Origin = 'context' | 'output';

/** An object in sight, and where it came from. */
export interface InventoryEntry {
  /** The object, in the namespace that its path gives where it names none itself. */
  readonly object: KubernetesObject;
  readonly place: Place;
  readonly placeOf: PlaceInObject;
  /** Whether neither the object nor its path names a namespace, though the kind belongs to one. */
  readonly namespaceUnset: boolean;
  /** @default - a manifest, or an object of an app */
  readonly origin?: Origin;
}

/**
 * An object with where it came from.
 * @param placeOf where its values were written, the object itself at the empty path
 * @param namespace the namespace that the path gives to objects which name none
 */
export function inventoryEntry(object: KubernetesObject, placeOf: PlaceInObject, namespace?: string, origin?: Origin): InventoryEntry {
  const placed = inNamespace(object, namespace);
  const title = objectTitle(placed);
  const named: PlaceInObject = (path) => ({ object: title, ...placeOf(path) });
  return {
    object: placed,
    place: named([]),
    placeOf: named,
    namespaceUnset: placed.metadata.namespace === undefined && !isClusterScoped(placed),
    origin,
  };
}

/** An empty namespace is none: kubectl and kustomize fill it as one that is not there. */
function inNamespace(object: KubernetesObject, namespace: string | undefined): KubernetesObject {
  const { namespace: stated } = object.metadata;
  const isUnset = stated === '' || (stated === undefined && namespace !== undefined);
  if (!isUnset || isClusterScoped(object)) return object;
  return { ...object, metadata: { ...object.metadata, namespace } };
}

/** The objects in sight, by kind, namespace and name. Objects with one identity are all kept, in the order in which they were read. */
export class Inventory {
  readonly entries: readonly InventoryEntry[];
  private readonly kinds: ReadonlyMap<string, readonly InventoryEntry[]>;
  private wholeWorkloads: readonly InventoryEntry[] | undefined;
  private workloadsByNamespace: ReadonlyMap<string | undefined, readonly InventoryEntry[]> | undefined;
  private names: ReadonlyMap<string | undefined, ReadonlyMap<string | undefined, readonly InventoryEntry[]>> | undefined;

  constructor(entries: Iterable<InventoryEntry>) {
    this.entries = [...entries];
    this.kinds = grouped(this.entries, ({ object }) => groupKind(object));
  }

  /** The objects of a kind, written as `groupKind` writes it: `Sidecar.networking.istio.io`, `Service`. */
  byKind(kind: string): readonly InventoryEntry[] {
    return this.kinds.get(kind) ?? [];
  }

  /** The objects with an identity: none, one, or several where it is defined more than once. Without a namespace: those with none. */
  find(kind: string, namespace: string | undefined, name: string): readonly InventoryEntry[] {
    return this.named(namespace, name).filter(({ object }) => groupKind(object) === kind);
  }

  /** The whole workloads, without the fragments that patch one; of one namespace where it is given. */
  workloads(namespace?: string): readonly InventoryEntry[] {
    this.wholeWorkloads ??= this.entries.filter(({ object }) => workloadKind(object) !== undefined && !isPatchFragment(object));
    if (namespace === undefined) return this.wholeWorkloads;
    this.workloadsByNamespace ??= grouped(this.wholeWorkloads, ({ object }) => object.metadata.namespace);
    return this.workloadsByNamespace.get(namespace) ?? [];
  }

  /** The first object that a reference, which names no group, can mean. */
  referredTo({ kind, namespace, name }: ObjectReference): InventoryEntry | undefined {
    return this.named(namespace, name).find(({ object }) => object.kind === kind);
  }

  private named(namespace: string | undefined, name: string): readonly InventoryEntry[] {
    this.names ??= byName(this.entries);
    return this.names.get(namespace)?.get(name) ?? [];
  }
}

function byName(entries: readonly InventoryEntry[]): ReadonlyMap<string | undefined, ReadonlyMap<string | undefined, readonly InventoryEntry[]>> {
  const namespaces = new Map<string | undefined, Map<string | undefined, InventoryEntry[]>>();
  for (const entry of entries) {
    const { namespace, name } = entry.object.metadata;
    let names = namespaces.get(namespace);
    if (names === undefined) namespaces.set(namespace, names = new Map());
    const alike = names.get(name);
    if (alike === undefined) names.set(name, [entry]);
    else alike.push(entry);
  }
  return namespaces;
}

function grouped<K>(entries: readonly InventoryEntry[], keyOf: (entry: InventoryEntry) => K): ReadonlyMap<K, readonly InventoryEntry[]> {
  const groups = new Map<K, InventoryEntry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return groups;
}
