import { ClusterName, destinationCluster } from './cluster';
import { Ending } from './ending';
import { StringMap } from '../../kubernetes/value';
import { HttpMatch, isForSidecars, RequestMatch } from '../config/route-match';
import { Destination, HttpRoute, VirtualService } from '../config/virtual-service';
import { isWithin } from '../labels';
import { Service } from '../service';

/** The codes that istiod makes a redirect of; with another one it makes a route without an action (ApplyRedirect). */
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/** The proxy that the routes are for, and the port that they are on. */
export interface RouteContext {
  readonly namespace: string;
  readonly labels: StringMap;
  readonly port: number;
  /** The service of a host on this port. */
  readonly lookup: (host: string) => Service | undefined;
}

/** A route that a request may take, and whether every request takes it. */
interface Possible {
  readonly route: HttpRoute;
  readonly unconditional: boolean;
}

/**
 * The routes of a VirtualService that are written for the proxy, up to the first that every request takes
 * (istio/istio pilot/pkg/networking/core/route/route.go, BuildHTTPRoutesForVirtualService).
 */
export function possibleRoutes({ http }: VirtualService, context: RouteContext): readonly Possible[] {
  const found: Possible[] = [];
  for (const route of http) {
    const matching = route.match.filter((match) => isForProxy(match, context));
    if (route.match.length === 0) found.push({ route, unconditional: true });
    else found.push(...matching.map(({ request }) => ({ route, unconditional: takesEvery(request) })));
    const end = found.findIndex(({ unconditional }) => unconditional);
    if (end !== -1) return found.slice(0, end + 1);
  }
  return found;
}

/** Everywhere that a request can end by these routes. */
export function routeEndings(routes: readonly Possible[], context: RouteContext): readonly Ending[] {
  const endings = routes.map(({ route }) => endingOf(route, context));
  return routes.some(({ unconditional }) => unconditional) ? endings : [...endings, { kind: 'no-route' }];
}

function endingOf({ redirect, directResponse, aborts, route, mirrors }: HttpRoute, { lookup, port }: RouteContext): Ending {
  if (redirect !== undefined) return REDIRECTS.includes(redirect.status) ? { kind: 'redirect', redirect } : { kind: 'not-modelled' };
  if (directResponse !== undefined) return { kind: 'response', status: directResponse };
  if (aborts) return { kind: 'fault' };
  const counted = route.length === 1 ? route : route.filter(({ weight }) => weight > 0);
  const clusterOf = (destination: Destination): ClusterName => destinationCluster(destination, lookup(destination.host), port);
  const copies = mirrors.filter(({ percent }) => percent > 0).map((mirror) => ({ cluster: clusterOf(mirror), percent: mirror.percent }));
  return { kind: 'clusters', clusters: counted.map(({ destination }) => clusterOf(destination)), routed: true, copies };
}

/** With gateways, a match does not ask for the labels and the namespace of the source (sourceMatchHTTP). */
function isForProxy(match: HttpMatch, { namespace, labels, port }: RouteContext): boolean {
  if (match.port !== 0 && match.port !== port) return false;
  if (match.gateways.length > 0) return isForSidecars(match);
  return isWithin(match.sourceLabels, labels) && (match.sourceNamespace === '' || match.sourceNamespace === namespace);
}

function takesEvery(request: RequestMatch): boolean {
  return [...request].every(([field, { type, text }]) => field === 'uri' && type === 'prefix' && (text === '/' || text === ''));
}
