import { HttpMatch, RequestMatch, StringMatch } from './config/route-match';
import { Destination, HttpRoute, Share, VirtualService } from './config/virtual-service';
import { qualified } from './short-name';

/**
 * The VirtualServices with hosts, short names completed and delegated routes put in their place
 * (istio/istio pilot/pkg/model/virtualservice.go, MergeHTTPRoutes). A delegate that is missing or not exported takes its route
 * away.
 */
export function mergeDelegates(
  services: readonly VirtualService[], isExportedTo: (delegate: VirtualService, namespace: string) => boolean,
): VirtualService[] {
  const complete = services.map(withFullNames);
  const delegates = new Map(complete.filter(({ hosts }) => hosts.length === 0).map((delegate) => [`${delegate.namespace}/${delegate.name}`, delegate]));
  return complete.filter(({ hosts }) => hosts.length > 0).map((root) => ({
    ...root,
    http: root.http.flatMap((route) => {
      if (route.delegate === undefined) return [route];
      const delegate = delegates.get(`${route.delegate.namespace || root.namespace}/${route.delegate.name}`);
      return delegate === undefined || !isExportedTo(delegate, root.namespace) ? [] : delegate.http.flatMap((part) => merged(route, part));
    }),
  }));
}

function merged(root: HttpRoute, part: HttpRoute): readonly HttpRoute[] {
  const match = mergedMatches(root.match, part.match);
  if (match === undefined) return [];
  const directResponse = part.directResponse ?? root.directResponse;
  return [{ ...part, match, directResponse, aborts: part.aborts || root.aborts, mirrors: part.mirrors.length > 0 ? part.mirrors : root.mirrors }];
}

/** Each match of the delegate within each of the root's that it does not contradict; `undefined` where one contradicts all. */
function mergedMatches(roots: readonly HttpMatch[], parts: readonly HttpMatch[]): readonly HttpMatch[] | undefined {
  if (roots.length === 0 || parts.length === 0) return roots.length === 0 ? parts : roots;
  const found = parts.map((part) => roots.filter((root) => !contradicts(root, part)).map((root): HttpMatch => ({
    port: part.port || root.port,
    sourceNamespace: part.sourceNamespace || root.sourceNamespace,
    sourceLabels: { ...root.sourceLabels, ...part.sourceLabels },
    gateways: part.gateways.length > 0 ? part.gateways : root.gateways,
    request: new Map([...root.request, ...part.request]),
  })));
  return found.some((matches) => matches.length === 0) ? undefined : found.flat();
}

function contradicts(root: HttpMatch, part: HttpMatch): boolean {
  const labels = Object.entries(part.sourceLabels).some(([key, value]) => Object.hasOwn(root.sourceLabels, key) && root.sourceLabels[key] !== value);
  return requestsContradict(root.request, part.request) || labels
    || (root.port > 0 && part.port > 0 && root.port !== part.port)
    || (root.sourceNamespace !== '' && root.sourceNamespace !== part.sourceNamespace)
    || (root.gateways.length > 0 && part.gateways.some((gateway) => !root.gateways.includes(gateway)));
}

function requestsContradict(root: RequestMatch, part: RequestMatch): boolean {
  return [...part].some(([field, match]) => {
    const wider = root.get(field);
    return wider !== undefined && !isWithin(match, wider);
  });
}

/** Whether a delegate's match narrows the root's; with a regular expression on either side nobody can tell. */
function isWithin(part: StringMatch, root: StringMatch): boolean {
  if (part.type === 'regex' || root.type === 'regex') return false;
  return root.type === 'exact' ? part.type === 'exact' && part.text === root.text : part.text.startsWith(root.text);
}

function withFullNames(service: VirtualService): VirtualService {
  const destination = <T extends Destination>(found: T): T => ({ ...found, host: qualified(found.host, service.namespace) });
  const share = (found: Share): Share => ({ ...found, destination: destination(found.destination) });
  return {
    ...service,
    hosts: service.hosts.map((host) => qualified(host, service.namespace)),
    http: service.http.map((route) => ({ ...route, route: route.route.map(share), mirrors: route.mirrors.map(destination) })),
    tls: service.tls.map((route) => ({ ...route, route: route.route.map(share) })),
    tcp: service.tcp.map((route) => ({ ...route, route: route.route.map(share) })),
  };
}
