import { speedscaleEntries } from './adopt-service-entry';
import { AdoptionPart, changed, together } from './change';
import { inQuotes } from './words';
import { serviceEntryOf, sidecarOf } from '../../istio/config/read';
import { inServiceEntry } from '../../istio/objects/paths';
import { keepHostsEdits } from '../../istio/objects/service-entry';
import { hasHostsAlone, hostsOfListener, listenerEdits } from '../../istio/objects/sidecar';
import { InventoryEntry } from '../../kubernetes/inventory';
import { objectTitle } from '../../kubernetes/object';
import { formatPath } from '../../kubernetes/value';
import { finding } from '../../message/catalogue';
import { Finding } from '../../message/message';
import { ResolvedMesh } from '../../settings/resolve-mesh';
import { API_SERVER } from '../called-services';
import { MeshInSight, namespaceSidecars } from '../in-sight';
import { isGenerated } from '../ours';

/**
 * Takes `speedscale/*` out of the Sidecars of the namespaces that the settings list, of Speedscale's own and of the root namespace.
 * The API server, which adopt adds too, stays: pods of the namespace may call it, and nothing tells who wrote it there. What other
 * Sidecars list stays too, and is said.
 * @param inSight those that synth wrote among it
 */
export function removeFromSidecars(mesh: ResolvedMesh, inSight: MeshInSight): AdoptionPart {
  const host = `${mesh.speedscale.namespace}/*`;
  const names = new Set([mesh.speedscale.namespace, ...mesh.namespaces.map(({ name }) => name), mesh.istio.rootNamespace]);
  const edited = new Set([...names].flatMap((name) => namespaceSidecars(inSight, name)));
  return together(...inSight.sidecars.filter((sidecar) => listsHost(sidecar, host)).map((sidecar): AdoptionPart => {
    const object = objectTitle(sidecar.object);
    if (isGenerated(sidecar)) return { changes: [], findings: [finding('sidecar-written-by-synth', { object }, sidecar.place)] };
    if (!edited.has(sidecar)) return { changes: [], findings: [finding('sidecar-keeps-host', { object, host }, sidecar.place)] };
    return letInNoMore(sidecar, host);
  }));
}

function listsHost({ object }: InventoryEntry, host: string): boolean {
  return sidecarOf(object).egress.some(({ hosts }) => hosts.includes(host));
}

function letInNoMore(entry: InventoryEntry, host: string): AdoptionPart {
  const object = objectTitle(entry.object);
  const listeners = sidecarOf(entry.object).egress;
  return together(...listeners.map(({ hosts }, index): AdoptionPart => {
    const path = hostsOfListener(index);
    const kept = hosts.filter((other) => other !== host);
    if (kept.length === hosts.length) return { changes: [], findings: [] };
    // A listener for every port that is for nothing else is what adopt puts beside those for one port.
    const isOurs = kept.length === 0 && hasHostsAlone(entry.object, index) && listeners.length > 1;
    if (kept.length === 0 && !isOurs) {
      return { changes: [], findings: [finding('host-not-taken-out', { object, host, path: formatPath(path) }, entry.placeOf(path))] };
    }
    const findings = kept.includes(API_SERVER) ? [finding('api-server-stays-let-in', { object, host: API_SERVER }, entry.placeOf(path))] : [];
    return { changes: changed(entry, listenerEdits(entry.object, listeners.map((other, at) => at === index ? { hosts: kept } : other))), findings };
  }));
}

/** Takes Speedscale's hosts out of its ServiceEntries where they hold others too. */
export function removeFromServiceEntries(mesh: ResolvedMesh, inSight: MeshInSight): AdoptionPart {
  return together(...speedscaleEntries(mesh, inSight).map((entry): AdoptionPart => {
    const { hosts } = serviceEntryOf(entry.object);
    const kept = hosts.filter((host) => !mesh.speedscale.hosts.includes(host));
    if (kept.length === hosts.length) return { changes: [], findings: [] };
    if (kept.length > 0) return { changes: changed(entry, keepHostsEdits(entry.object, kept)), findings: exportStays(mesh, entry) };
    return { changes: [], findings: [finding('service-entry-not-emptied', { object: objectTitle(entry.object) }, entry.place)] };
  }));
}

/** Adopt adds namespaces to an exportTo, and nothing tells which of them were there before. */
function exportStays({ speedscale }: ResolvedMesh, { object, placeOf }: InventoryEntry): readonly Finding[] {
  const added = serviceEntryOf(object).exportTo.filter((name) => speedscale.exportTo.includes(name) && !['.', '*', '~', speedscale.namespace].includes(name));
  return added.length === 0 ? [] : [finding('export-to-stays', { object: objectTitle(object), namespaces: inQuotes(added) }, placeOf(inServiceEntry('exportTo')))];
}
