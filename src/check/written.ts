import { InventoryEntry } from '../kubernetes/inventory';
import { ServiceEntryInSight, serviceEntryInSight, SidecarInSight, sidecarInSight, Sight } from '../mesh/sight';

/** The ServiceEntries as they are written, those that Istio refuses among them. */
export function writtenServiceEntries({ serviceEntries, refused }: Sight): readonly ServiceEntryInSight[] {
  return [...serviceEntries, ...final(refused, 'ServiceEntry').map(serviceEntryInSight)];
}

/** The Sidecars as they are written, those that Istio refuses among them. */
export function writtenSidecars({ sidecars, refused }: Sight): readonly SidecarInSight[] {
  return [...sidecars, ...final(refused, 'Sidecar').map(sidecarInSight)];
}

/** What is still to be filled in is not judged. */
function final(refused: Sight['refused'], kind: string): readonly InventoryEntry[] {
  return refused.flatMap(({ entry, refusal }) => entry.object.kind === kind && !entry.namespaceUnset && !refusal.isUnfinished ? [entry] : []);
}
