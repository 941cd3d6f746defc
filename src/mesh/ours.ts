import { isDeepStrictEqual } from 'node:util';
import { COPIED_FROM } from './egress-sidecar';
import { MeshInSight } from './in-sight';
import { SERVICE_ENTRY_NAME } from './service-entry';
import { Inventory, InventoryEntry } from '../kubernetes/inventory';
import { groupKind } from '../kubernetes/object';

/**
 * Whether an object is what a run writes for the same settings, wherever it is found: the output of an earlier run, a Sidecar that says
 * what it was copied from, or a ServiceEntry by the name that is written. What must exist is decided without it, so that a second run
 * gives the same.
 * @param namespace Speedscale's
 */
export function isOurs(entry: InventoryEntry, namespace: string): boolean {
  return entry.origin === 'output' || isGenerated(entry) || isWrittenName(entry, namespace);
}

/** Whether a Sidecar was generated from the root namespace's. */
export function isGenerated({ object }: InventoryEntry): boolean {
  return object.metadata.annotations?.[COPIED_FROM] !== undefined;
}

/** A Sidecar that was generated before, and is in sight since it was committed or applied, is generated again, not left to itself. */
export function withoutOurs(inSight: MeshInSight): MeshInSight {
  return { ...inSight, sidecars: inSight.sidecars.filter((entry) => !isGenerated(entry)) };
}

/** Whether the name is that of the project's first ServiceEntry, or of one of those that follow it. */
export function isNamedByUs({ object: { metadata: { name = '' } } }: InventoryEntry): boolean {
  return name === SERVICE_ENTRY_NAME || (name.startsWith(`${SERVICE_ENTRY_NAME}-`) && /^[0-9]+$/.test(name.slice(SERVICE_ENTRY_NAME.length + 1)));
}

function isWrittenName(entry: InventoryEntry, namespace: string): boolean {
  const { kind, metadata } = entry.object;
  return kind === 'ServiceEntry' && metadata.namespace === namespace && isNamedByUs(entry);
}

/**
 * The input together with what was, or is to be, written for it: in place of what a dump of the cluster holds under the same names. Where
 * manifests hold the same object, that is the output, rendered or copied; another one by its name stays beside it.
 */
export function withOutput(inventory: Inventory, output: readonly InventoryEntry[]): Inventory {
  const same = (entry: InventoryEntry) => {
    const { namespace, name } = entry.object.metadata;
    return name === undefined ? [] : inventory.find(groupKind(entry.object), namespace, name);
  };
  const kept = output.filter((entry) => !same(entry).some(({ origin, object }) => origin === undefined && isDeepStrictEqual(object, entry.object)));
  if (kept.length === 0) return inventory;
  const replaced = new Set(kept.flatMap(same).filter(({ origin }) => origin === 'context'));
  return new Inventory([...kept, ...inventory.entries.filter((entry) => !replaced.has(entry))]);
}
