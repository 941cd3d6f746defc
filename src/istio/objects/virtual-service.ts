import { inVirtualService } from './paths';
import { Append, appendTo } from '../../kubernetes/make-edits';
import { isMap, valueAt, ValuePath } from '../../kubernetes/value';
import { isForSidecars, MESH } from '../config/route-match';
import { Destination, isMeshBound, VirtualService } from '../config/virtual-service';
import { overlaps } from '../host-match';
import { qualified } from '../short-name';

/** A host that a VirtualService names, and where. */
export interface NamedHost {
  readonly host: string;
  readonly path: ValuePath;
}

/** The hosts that a VirtualService is for. */
export function ownHosts({ hosts }: VirtualService): readonly NamedHost[] {
  return hosts.map((host, index) => ({ host, path: inVirtualService('hosts', index) }));
}

/** The hosts that a VirtualService routes to. */
export function destinations({ http, tls, tcp }: VirtualService): readonly NamedHost[] {
  const of = (kind: 'http' | 'tls' | 'tcp', routes: VirtualService['tcp'] | VirtualService['http']) => routes.flatMap(({ route }, index) =>
    route.flatMap(({ destination }, share) => named(destination, inVirtualService(kind, index, 'route', share, 'destination', 'host'))));
  return [...of('http', http), ...of('tls', tls), ...of('tcp', tcp)];
}

/** The hosts to which a VirtualService sends copies. */
export function mirrors({ http, object }: VirtualService): readonly NamedHost[] {
  return http.flatMap(({ mirrors: copies }, index) => {
    const one = inVirtualService('http', index, 'mirror');
    const isOne = isMap(valueAt(object, one));
    return copies.flatMap((destination, copy) => named(
      destination, isOne ? [...one, 'host'] : inVirtualService('http', index, 'mirrors', copy, 'destination', 'host')));
  });
}

function named({ host }: Destination, path: ValuePath): readonly NamedHost[] {
  return host === '' ? [] : [{ host, path }];
}

/** The host in full; a short one stays so where the object has no namespace. */
export function completed({ namespace }: Pick<VirtualService, 'namespace'>, host: string): string {
  return namespace === '' ? host : qualified(host, namespace);
}

/** Whether any of the routes holds for callers inside the mesh, once the VirtualService is bound to it; so it is where there are none. */
export function hasRoutesForMesh({ http, tls, tcp }: VirtualService): boolean {
  const routes = [...http, ...tls, ...tcp];
  return routes.length === 0 || routes.some(({ match }) => match.length === 0 || match.some((each) => isForSidecars(each)));
}

/** What is to be added to a VirtualService so that it holds for callers inside the mesh by a host. */
export interface MeshAddition {
  readonly addHost?: string;
  /** Whether `mesh` goes to the end of its gateways. */
  readonly addMesh: boolean;
}

/** What makes a VirtualService hold for a host inside the mesh. Istio refuses hosts that overlap in one, so it is added only where none covers it. */
export function forMesh(service: VirtualService, host: string): MeshAddition {
  const isCovered = service.hosts.some((other) => overlaps(completed(service, other), host));
  return { addHost: isCovered ? undefined : host, addMesh: !isMeshBound(service) };
}

/** The edits that make the addition. */
export function meshEdits({ addHost, addMesh }: MeshAddition): readonly Append[] {
  return [...appendTo(inVirtualService('hosts'), addHost === undefined ? [] : [addHost]), ...appendTo(inVirtualService('gateways'), addMesh ? [MESH] : [])];
}
