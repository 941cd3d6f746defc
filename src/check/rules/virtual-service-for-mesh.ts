import { virtualServiceOf } from '../../istio/config/read';
import { inVirtualService } from '../../istio/objects/paths';
import { InventoryEntry } from '../../kubernetes/inventory';
import { objectTitle } from '../../kubernetes/object';
import { Sight } from '../../mesh/sight';
import { planVirtualServiceHosts } from '../../mesh/virtual-service-hosts';
import { finding } from '../../message/catalogue';
import { Finding } from '../../message/message';
import { nearest } from '../../message/nearest';
import { SettingsPath } from '../../settings/place';
import { Rule } from '../rule';

const KIND = 'VirtualService.networking.istio.io';

export const virtualServiceForMesh: Rule = {
  ids: ['virtual-service-not-for-mesh', 'virtual-service-without-mesh-host', 'virtual-service-not-in-sight'],
  what: 'A VirtualService that the settings name under virtualServices is bound to "mesh", and holds a service of the mesh beside its external hosts.',
  why: 'Only then do callers inside the mesh, a replay\'s generator among them, get its routes; with an external host alone their call is answered with 502 under REGISTRY_ONLY.',
  cannotSee: 'VirtualServices that the settings do not name: most are meant for the gateway alone (virtual-service-not-for-replay looks at those of a replay). Where the in-mesh host is not clear from the routes, "adopt" says so.',
  find: (sight) => (sight.settings.namespaces ?? []).flatMap(({ name: namespace, virtualServices = [] }, index) =>
    virtualServices.flatMap((name, at) => {
      const found = sight.inventory.find(KIND, namespace, name);
      return found.length > 0 ? found.flatMap(ofService) : notInSight(sight, namespace, name, ['namespaces', index, 'virtualServices', at]);
    })),
};

function ofService({ object, placeOf }: InventoryEntry): readonly Finding[] {
  const service = objectTitle(object);
  const { addHost, addMesh } = planVirtualServiceHosts(object);
  const { gateways, hosts } = virtualServiceOf(object);
  const shown = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');
  return [
    ...(addMesh ? [finding('virtual-service-not-for-mesh', { service, gateways: shown(gateways) }, placeOf(inVirtualService('gateways')))] : []),
    ...(addHost === undefined ? []
      : [finding('virtual-service-without-mesh-host', { service, hosts: shown(hosts), inMesh: addHost }, placeOf(inVirtualService('hosts')))]),
  ];
}

function notInSight({ inventory, placeOfSetting }: Sight, namespace: string, name: string, path: SettingsPath): readonly Finding[] {
  const known = inventory.byKind(KIND).filter(({ object }) => object.metadata.namespace === namespace).map(({ object }) => object.metadata.name ?? '');
  return [finding('virtual-service-not-in-sight', { namespace, name, nearest: nearest(name, known) ?? '' }, placeOfSetting(path))];
}
