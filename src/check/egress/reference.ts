import { Inventory, InventoryEntry } from '../../kubernetes/inventory';
import { objectTitle, ObjectReference } from '../../kubernetes/object';

/** The object in sight that a verdict names; `undefined` for one that every cluster has, or that the operator makes. */
export function entryOf({ entries }: Inventory, { kind, namespace, name }: ObjectReference): InventoryEntry | undefined {
  return entries.find(({ object }) => object.kind === kind && object.metadata.namespace === namespace && object.metadata.name === name);
}

/** `Kind namespace/name`, as messages name an object. */
export function referenceTitle({ kind, namespace, name }: ObjectReference): string {
  return objectTitle({ kind, metadata: { namespace, name } });
}
