import { AdoptionPart, changed, together } from './change';
import { meshEdits } from '../../istio/objects/virtual-service';
import { Inventory, InventoryEntry } from '../../kubernetes/inventory';
import { objectTitle } from '../../kubernetes/object';
import { finding } from '../../message/catalogue';
import { nearest } from '../../message/nearest';
import { ConfigNamespace } from '../../settings/config-file';
import { PlaceOf } from '../../settings/place';
import { meshAudiences } from '../audiences';
import { MeshInput } from '../sight';
import { OtherVirtualServices, otherVirtualServices, planVirtualServiceHosts } from '../virtual-service-hosts';

const KIND = 'VirtualService.networking.istio.io';

/** Adds the in-mesh host and `mesh` to the VirtualServices that the settings name. A name that none bears is an error. */
export function adoptVirtualServices(
  namespaces: readonly ConfigNamespace[], { inventory, mesh, labels }: Pick<MeshInput, 'inventory' | 'mesh' | 'labels'>, placeOf: PlaceOf,
): AdoptionPart {
  const all = inventory.byKind(KIND);
  const others = otherVirtualServices(all.map(({ object }) => object), meshAudiences(mesh.istio, labels).virtualService);
  return together(...named(namespaces).map(({ namespace, name, path }): AdoptionPart => {
    const entries = inventory.find(KIND, namespace, name);
    if (entries.length > 0) return together(...entries.map((entry) => adoptOne(entry, others)));
    const known = all.filter(({ object }) => object.metadata.namespace === namespace).map(({ object }) => object.metadata.name ?? '');
    return { changes: [], findings: [finding('virtual-service-not-found', { namespace, name, nearest: nearest(name, known) ?? '' }, placeOf(path))] };
  }));
}

function named(namespaces: readonly ConfigNamespace[]) {
  return namespaces.flatMap(({ name: namespace, virtualServices = [] }, index) =>
    virtualServices.map((name, item) => ({ namespace, name, path: ['namespaces', index, 'virtualServices', item] })));
}

function adoptOne(entry: InventoryEntry, others: OtherVirtualServices): AdoptionPart {
  const { findings, ...addition } = planVirtualServiceHosts(entry.object, undefined, others);
  const placed = findings.map((found) => ({ ...found, place: { ...entry.place, ...found.place } }));
  return { changes: changed(entry, meshEdits(addition)), findings: placed };
}

/** Once adopted, a VirtualService looks like one that always held for the mesh: what is to go is for its owner to say. */
export function keepVirtualServices(namespaces: readonly ConfigNamespace[], inventory: Inventory): AdoptionPart {
  const entries = named(namespaces).flatMap(({ namespace, name }) => inventory.find(KIND, namespace, name));
  return { changes: [], findings: entries.map(({ object, place }) => finding('virtual-service-left-as-is', { object: objectTitle(object) }, place)) };
}
