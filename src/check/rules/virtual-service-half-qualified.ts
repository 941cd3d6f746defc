import { virtualServiceOf } from '../../istio/config/read';
import { destinations, mirrors, NamedHost, ownHosts } from '../../istio/objects/virtual-service';
import { CLUSTER_DOMAIN } from '../../istio/service';
import { InventoryEntry } from '../../kubernetes/inventory';
import { objectTitle } from '../../kubernetes/object';
import { Sight } from '../../mesh/sight';
import { finding } from '../../message/catalogue';
import { Finding } from '../../message/message';
import { Rule } from '../rule';

export const virtualServiceHalfQualified: Rule = {
  ids: ['virtual-service-half-qualified'],
  what: 'A VirtualService names services of the mesh by their short or their full name.',
  why: 'Only a name without a dot is completed; "web.shop" stays as it is, and matches no service (istio/istio pilot/pkg/model/config.go).',
  cannotSee: 'ServiceEntries that are only in the cluster and register such a name, and Services that are: what could be a name on the internet is only called half a name where the Service is in sight, or where a route leads to it and its namespace is.',
  istioctl: ['IST0101'],
  find: (sight) => {
    const namespaces = namespacesInSight(sight);
    const registered = new Set(sight.serviceEntries.flatMap(({ hosts }) => hosts));
    const isHalf = (parts: HalfName, { host }: NamedHost, isDestination: boolean) => !registered.has(host)
      && (parts.endsInSvc || sight.inventory.find('Service', parts.namespace, parts.name).length > 0 || (isDestination && namespaces.has(parts.namespace)));
    return sight.inventory.byKind('VirtualService.networking.istio.io').filter(({ namespaceUnset }) => !namespaceUnset).flatMap((entry) => {
      const service = virtualServiceOf(entry.object);
      return [
        ...ownHosts(service).map((named) => ({ named, isDestination: false })),
        ...[...destinations(service), ...mirrors(service)].map((named) => ({ named, isDestination: true })),
      ].flatMap(({ named, isDestination }) => {
        const parts = halfName(named.host);
        return parts !== undefined && isHalf(parts, named, isDestination) ? [halfQualified(entry, named, parts)] : [];
      });
    });
  },
};

/** A name that could be one of a Service, and is not complete. */
interface HalfName {
  readonly name: string;
  readonly namespace: string;
  /** "svc" is no domain of the internet. */
  readonly endsInSvc: boolean;
}

function halfName(host: string): HalfName | undefined {
  const [, name, namespace, svc] = /^([^.*]+)\.([^.]+)(\.svc)?$/.exec(host) ?? [];
  return name === undefined ? undefined : { name, namespace, endsInSvc: svc !== undefined };
}

function namespacesInSight({ inventory }: Sight): ReadonlySet<string | undefined> {
  return new Set(inventory.entries.map(({ object }) => object.kind === 'Namespace' ? object.metadata.name : object.metadata.namespace));
}

function halfQualified({ object, placeOf }: InventoryEntry, { host, path }: NamedHost, { name, namespace }: HalfName): Finding {
  return finding('virtual-service-half-qualified', { service: objectTitle(object), host, full: `${name}.${namespace}.svc.${CLUSTER_DOMAIN}` }, placeOf(path));
}
