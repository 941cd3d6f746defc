import { sidecarOf } from '../istio/config/read';
import { refusalOf } from '../istio/refusal';
import { Inventory, InventoryEntry } from '../kubernetes/inventory';
import { StringMap } from '../kubernetes/value';

/** The objects that decide what must be generated: those of the app, of the manifests, or of a cluster's dump. */
export interface MeshInSight {
  readonly sidecars: readonly InventoryEntry[];
  readonly serviceEntries: readonly InventoryEntry[];
  /** The labels of the namespaces of which any are known. */
  readonly labels: ReadonlyMap<string, StringMap>;
}

/**
 * Sorts out what the decisions of src/mesh look at. An object without a namespace belongs to none that could be named, and one that Istio
 * refuses is in no mesh.
 * @param release that of the mesh; where it is not known, the newest that is modelled
 */
export function meshInSight(inventory: Inventory, release: string | undefined, labels: ReadonlyMap<string, StringMap> = new Map()): MeshInSight {
  const placed = (kind: string) => inventory.byKind(`${kind}.networking.istio.io`)
    .filter(({ namespaceUnset, object }) => !namespaceUnset && refusalOf(object, release) === undefined);
  return { sidecars: placed('Sidecar'), serviceEntries: placed('ServiceEntry'), labels };
}

/** The Sidecars of a namespace that have no workloadSelector: Istio takes the oldest, which cannot be seen, so each counts. */
export function namespaceSidecars(inSight: MeshInSight, namespace: string): readonly InventoryEntry[] {
  return inSight.sidecars.filter((entry) => entry.object.metadata.namespace === namespace && isForAllPods(entry));
}

/** The first Sidecar without a workloadSelector of each namespace that has one; the root namespace's holds for the mesh. */
export function sidecarByNamespace({ sidecars }: MeshInSight): ReadonlyMap<string, InventoryEntry> {
  const found = new Map<string, InventoryEntry>();
  for (const entry of sidecars) {
    const namespace = entry.object.metadata.namespace!;
    if (isForAllPods(entry) && !found.has(namespace)) found.set(namespace, entry);
  }
  return found;
}

function isForAllPods({ object }: InventoryEntry): boolean {
  return sidecarOf(object).selector === undefined;
}
