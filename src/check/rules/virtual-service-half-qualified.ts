import { CLUSTER_DOMAIN } from '../../istio/service';
import { Inventory, InventoryEntry } from '../../kubernetes/inventory';
import { objectTitle } from '../../kubernetes/object';
import { ValuePath } from '../../kubernetes/value';
import { finding } from '../../message/catalogue';
import { Rule } from '../rule';
import { hostsOf } from '../virtual-services';

export const virtualServiceHalfQualified: Rule = {
  ids: ['virtual-service-half-qualified'],
  what: 'A VirtualService names services of the mesh by their short or their full name.',
  why: 'Only a name without a dot is completed; "web.shop" stays as it is, and matches no service (istio/istio pilot/pkg/model/config.go).',
  cannotSee: 'Services that are not in sight: a name is only called half a name where the Service is.',
  istioctl: ['IST0101'],
  find: ({ inventory }) => inventory.byKind('VirtualService.networking.istio.io').flatMap((entry) =>
    hostsOf(entry).flatMap(({ host, path }) => halfQualified(entry, host, path, inventory))),
};

function halfQualified({ object, placeOf }: InventoryEntry, host: string, path: ValuePath, inventory: Inventory) {
  const [, name, namespace] = /^([^.*]+)\.([^.]+)(?:\.svc)?$/.exec(host) ?? [];
  if (name === undefined || inventory.find('Service', namespace, name).length === 0) return [];
  const full = `${name}.${namespace}.svc.${CLUSTER_DOMAIN}`;
  return [finding('virtual-service-half-qualified', { service: objectTitle(object), host, full }, placeOf(path))];
}
