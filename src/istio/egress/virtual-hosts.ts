import { Choices } from './choices';
import { domainsOf } from './domains';
import { Ending } from './ending';
import { EVERY_PORT, hostsFor, registered, registryOf } from './host-registry';
import { possibleRoutes, RouteContext, routeEndings } from './http-routes';
import { ImportListener } from './imports';
import { Scope } from './scope';
import { KubernetesObject } from '../../kubernetes/object';
import { StringMap } from '../../kubernetes/value';
import { VirtualService } from '../config/virtual-service';
import { groupBy } from '../group';
import { isSubset, isWildcard, mostSpecific, overlaps } from '../host-match';
import { listenerKind } from '../protocol';
import { Service } from '../service';

/** A virtual host of Envoy: the Host headers that it takes, and where they can end. */
export interface VirtualHost {
  readonly name: string;
  readonly port: number;
  readonly domains: readonly string[];
  readonly endings: readonly Ending[];
  readonly from: KubernetesObject;
}

/** One or more hosts that share routes on a port. */
interface Group {
  readonly port: number;
  readonly names: readonly string[];
  readonly services: readonly Service[];
  readonly endings: readonly Ending[];
  readonly from: KubernetesObject | undefined;
}

/**
 * The virtual hosts on a port that a Host header can meet, in the order in which they take domains from one another
 * (istio/istio pilot/pkg/networking/core/httproute.go, BuildSidecarOutboundVirtualHosts). `undefined` where istiod
 * leaves it to chance.
 */
export function virtualHosts(scope: Scope, labels: StringMap, port: number, header: string, choices: Choices): readonly VirtualHost[] | undefined {
  const listener = scope.listeners.find((each) => each.port === undefined || each.port.number === port);
  if (listener === undefined) return [];
  const found = hostsFor(listener, port, header);
  const isRelevant = ({ hosts, http }: VirtualService) => http.length > 0
    && hosts.some((host) => isSubset(header, host.toLowerCase()) || found.some((other) => overlaps(host, other)));
  const all = listener.virtualServices.near([header, ...found], choices, isRelevant);
  const on = listener.port?.protocol === 'http_proxy' ? EVERY_PORT : port;
  const registry = registryOf(listener, on, [...found, ...all.flatMap(({ hosts }) => hosts)], choices);
  const lookup = (host: string) => registry.get(host) ?? registered(listener, on, host, choices);
  const context: RouteContext = { namespace: scope.namespace, labels, port: on, lookup };
  const routed = withHostsOn(on, all, registry).map((service) => routedGroups(listener, service, registry, context, choices));
  if (routed.some(dependsOnChance)) return undefined;
  const taken = new Set(routed.flat().flatMap((group) => group.services));
  const plain = [...registry.values()].filter((service) => !taken.has(service) && service.resolution !== 'alias').flatMap(plainGroups);
  const hosts = divide([...routed.flat(), ...plain], scope);
  // Of an HTTP proxy, domains without a port stay only of port 80, and those with one are never met (mergeAllVirtualHosts).
  return on === EVERY_PORT ? hosts.filter((host) => host.port === 80) : hosts;
}

/** The virtual host that takes a Host header: by its full name, else by the longest wildcard. */
export function matchVirtualHost(hosts: readonly VirtualHost[], header: string): VirtualHost | undefined {
  const exact = hosts.find(({ domains }) => domains.includes(header));
  if (exact !== undefined) return exact;
  const covers = (domain: string) => isWildcard(domain) && isSubset(header, domain);
  const wildcards = hosts.flatMap((host) => host.domains.filter(covers).map((domain) => ({ host, domain })));
  return wildcards.sort((a, b) => b.domain.length - a.domain.length)[0]?.host;
}

/** A VirtualService that matches no service has its hosts on port 80 alone. */
function withHostsOn(port: number, services: readonly VirtualService[], registry: ReadonlyMap<string, Service>): readonly VirtualService[] {
  if (port === 80 || services.length === 0) return services;
  const names = [...registry.keys()];
  return services.filter(({ hosts }) => hosts.some((host) => names.some((name) => overlaps(host.toLowerCase(), name))));
}

/** The virtual hosts that a VirtualService makes on each port (istio/istio pilot/pkg/networking/core/route/route.go, separateVSHostsAndServices). */
function routedGroups(
  listener: ImportListener, service: VirtualService, registry: ReadonlyMap<string, Service>, context: RouteContext, choices: Choices,
): readonly Group[] {
  const routes = possibleRoutes(service, context);
  if (routes.length === 0) return [];
  const hosts = service.hosts.map((host) => host.toLowerCase());
  const covered = (host: string) => [...registry.values()].filter((other) => isWildcard(host) ? overlaps(host, other.host) : host === other.host);
  const names = hosts.filter((host) => covered(host).length === 0);
  const isMine = (other: Service) => bestFor(listener, other.host, choices) === service;
  const matched = hosts.flatMap((host) => isWildcard(host) ? covered(host).filter(isMine) : covered(host));
  const byPort = groupBy(matched.flatMap((one) => httpPorts(one).map((port) => ({ port, one }))), ({ port }) => port);
  const onPorts = byPort.size === 0 && context.port === 80 ? [[80, []] as const] : [...byPort];
  const endings = routeEndings(routes, context);
  return onPorts.map(([port, on]) => ({ port, names, services: on.map(({ one }) => one), endings, from: service.object }));
}

/** Whether the first port of several takes domains from port 80: istiod goes through them in no order. */
function dependsOnChance(groups: readonly Group[]): boolean {
  const first = groups.find(({ port }) => port === 80);
  return first !== undefined && groups.some((other) => other !== first
    && (first.names.length > 0 || first.services.some((service) => other.services.includes(service))));
}

/** Of the VirtualServices with wildcards, a service belongs to that with the most specific host. */
function bestFor(listener: ImportListener, host: string, choices: Choices): VirtualService | undefined {
  const near = listener.virtualServices.near([host], new Choices(), () => true);
  const best = mostSpecific(host, near.flatMap(({ hosts }) => hosts));
  return best === undefined ? undefined : listener.virtualServices.near([best], choices, ({ hosts }) => hosts.includes(best))[0];
}

function plainGroups(service: Service): readonly Group[] {
  return httpPorts(service).map((port) => {
    const clusters = [{ host: service.host, port, subset: '' }];
    return { port, names: [], services: [service], endings: [{ kind: 'clusters', clusters, routed: false }], from: service.origin };
  });
}

function httpPorts({ ports }: Service): readonly number[] {
  return ports.filter(({ protocol }) => ['http', 'auto'].includes(listenerKind(protocol))).map(({ number }) => number);
}

/** Gives each domain to the first who claims it; a short form gives way to a host that is really so called. */
function divide(groups: readonly Group[], scope: Scope): readonly VirtualHost[] {
  const real = new Set<string>();
  for (const { services } of groups) for (const { host } of services) real.add(host);
  const names = new Set<string>();
  const claimed = new Set<string>();
  const hosts: VirtualHost[] = [];
  const add = (host: string, wanted: readonly string[], { port, endings, from }: Group) => {
    const name = `${host}:${port}`;
    if (names.has(name)) return;
    names.add(name);
    const domains = wanted.filter((domain) => !claimed.has(domain.toLowerCase()));
    domains.forEach((domain) => claimed.add(domain.toLowerCase()));
    if (domains.length > 0) hosts.push({ name, port, domains, endings, from: from! });
  };
  for (const group of groups) {
    group.names.forEach((host) => add(host, [host], group));
    for (const service of group.services) {
      const { own, short } = domainsOf(service, scope.namespace, scope.mesh.switches?.absoluteNames === true);
      add(service.host, [...own, ...short.filter((domain) => !real.has(domain))], group);
    }
  }
  return hosts;
}
