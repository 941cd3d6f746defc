import { speedscaleEntries } from './adopt-service-entry';
import { namespaceSidecars } from './adopt-sidecars';
import { AdoptionPart, Change, changeList, together } from './change';
import { InventoryEntry } from '../../kubernetes/inventory';
import { objectTitle } from '../../kubernetes/object';
import { isMap, listAt } from '../../kubernetes/value';
import { finding } from '../../message/catalogue';
import { ResolvedMesh } from '../../settings/resolve-mesh';
import { MeshInSight } from '../in-sight';

/**
 * Takes `speedscale/*` out of the Sidecars of the namespaces that the settings list, of Speedscale's own and of the root namespace.
 * The API server, which adopt adds too, stays: pods of the namespace may call it, and nothing tells who wrote it there.
 */
export function removeFromSidecars(mesh: ResolvedMesh, inSight: MeshInSight): AdoptionPart {
  const names = new Set([mesh.speedscale.namespace, ...mesh.namespaces.map(({ name }) => name), mesh.istio.rootNamespace]);
  const sidecars = [...names].flatMap((name) => namespaceSidecars(inSight, name));
  return together(...sidecars.map((sidecar) => letInNoMore(sidecar, `${mesh.speedscale.namespace}/*`)));
}

function letInNoMore(entry: InventoryEntry, host: string): AdoptionPart {
  const egress = listAt(entry.object, ['spec', 'egress']);
  const isOwn = (listener: unknown) => Object.keys(isMap(listener) ? listener : {}).every((key) => key === 'hosts');
  return together(...egress.map((listener, index): AdoptionPart => {
    const path = ['spec', 'egress', index];
    const hosts = listAt(listener, ['hosts']);
    const kept = hosts.filter((other) => other !== host);
    if (kept.length === hosts.length) return { changes: [], findings: [] };
    if (kept.length > 0) return changed(entry, changeList(entry.object, [...path, 'hosts'], kept));
    // Such a listener is what adopt adds where none is a catch-all. An egress list that is empty would let everything in.
    if (isOwn(listener) && egress.length > 1) return changed(entry, [{ type: 'remove', path }]);
    const facts = { object: objectTitle(entry.object), host, path: `spec.egress[${index}].hosts` };
    return { changes: [], findings: [finding('host-not-taken-out', facts, entry.placeOf([...path, 'hosts']))] };
  }));
}

function changed(entry: InventoryEntry, changes: readonly Change[]): AdoptionPart {
  return { changes: [{ entry, changes }], findings: [] };
}

/** Takes Speedscale's hosts out of its ServiceEntries where they hold others too. */
export function removeFromServiceEntries(mesh: ResolvedMesh, inSight: MeshInSight): AdoptionPart {
  return together(...speedscaleEntries(mesh, inSight).map((entry): AdoptionPart => {
    const path = ['spec', 'hosts'];
    const hosts = listAt(entry.object, path);
    const kept = hosts.filter((host) => !mesh.speedscale.hosts.includes(host as string));
    if (kept.length === hosts.length) return { changes: [], findings: [] };
    if (kept.length > 0) return changed(entry, changeList(entry.object, path, kept));
    return { changes: [], findings: [finding('service-entry-not-emptied', { object: objectTitle(entry.object) }, entry.place)] };
  }));
}
