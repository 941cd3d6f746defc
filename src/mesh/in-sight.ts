import { refusalOf } from '../istio/refusal';
import { Inventory, InventoryEntry } from '../kubernetes/inventory';
import { KubernetesObject } from '../kubernetes/object';
import { listAt, valueAt } from '../kubernetes/value';

/** The objects that decide what must be generated: those of the app, of the manifests, or of a cluster's dump. */
export interface MeshInSight {
  readonly sidecars: readonly InventoryEntry[];
  readonly serviceEntries: readonly InventoryEntry[];
}

/**
 * Sorts out what the decisions of src/mesh look at. An object without a namespace belongs to none that could be named, and one that Istio
 * refuses is in no mesh.
 */
export function meshInSight(inventory: Inventory): MeshInSight {
  const placed = (kind: string) => inventory.byKind(`${kind}.networking.istio.io`)
    .filter(({ namespaceUnset, object }) => !namespaceUnset && refusalOf(object) === undefined);
  return { sidecars: placed('Sidecar'), serviceEntries: placed('ServiceEntry') };
}

/** What we read of a Sidecar's spec; anything that is not of its shape counts as absent. */
export interface SidecarSpec {
  readonly egress: readonly EgressListener[];
  readonly outboundTrafficPolicy?: unknown;
}

/** One egress listener of an Istio Sidecar; what we do not read is kept. */
export interface EgressListener {
  readonly hosts: readonly string[];
  readonly port?: { readonly number?: number };
  readonly [field: string]: unknown;
}

/** A Sidecar's spec. Without egress listeners it lets everything in (istio/istio pilot/pkg/model/sidecar.go). */
export function sidecarSpec(sidecar: KubernetesObject): SidecarSpec {
  const listeners = listAt(sidecar, ['spec', 'egress']).filter(isListener);
  return { egress: listeners.length > 0 ? listeners : [{ hosts: ['*/*'] }], outboundTrafficPolicy: valueAt(sidecar, ['spec', 'outboundTrafficPolicy']) ?? undefined };
}

/** Whether it is an egress listener that Istio would read. */
export function isListener(value: unknown): value is EgressListener {
  return typeof value === 'object' && value !== null && Array.isArray((value as EgressListener).hosts);
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

/** A selector of null is none: the API server leaves such a field out. */
function isForAllPods({ object }: InventoryEntry): boolean {
  return (valueAt(object, ['spec', 'workloadSelector']) ?? undefined) === undefined;
}
