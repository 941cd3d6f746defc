import { SidecarEgress, SidecarSpec } from '../istio/manifests';
import { refusalOf } from '../istio/refusal';
import { Inventory, InventoryEntry } from '../kubernetes/inventory';
import { KubernetesObject } from '../kubernetes/object';
import { isMap, listAt, valueAt } from '../kubernetes/value';

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

/** What a Sidecar says of egress. */
export type SidecarInEffect = Required<Pick<SidecarSpec, 'egress'>> & Pick<SidecarSpec, 'outboundTrafficPolicy'>;

/**
 * What a Sidecar says of egress; a listener or policy that is not of its shape counts as absent, and what we do not read of one is
 * kept. Without egress listeners it lets everything in (istio/istio pilot/pkg/model/sidecar.go).
 */
export function sidecarSpec(sidecar: KubernetesObject): SidecarInEffect {
  const listeners = listAt(sidecar, ['spec', 'egress']).filter(isListener);
  const outboundTrafficPolicy = valueAt(sidecar, ['spec', 'outboundTrafficPolicy']);
  return {
    egress: listeners.length > 0 ? listeners : [{ hosts: ['*/*'] }],
    outboundTrafficPolicy: isMap(outboundTrafficPolicy) ? outboundTrafficPolicy : undefined,
  };
}

/** Whether it is an egress listener that Istio would read. */
export function isListener(value: unknown): value is SidecarEgress {
  return Array.isArray(valueAt(value, ['hosts']));
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
