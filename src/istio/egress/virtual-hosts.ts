import { Choices } from './choices';
import { domainsOf, nameFormsOf } from './domains';
import { Ending } from './ending';
import { possibleRoutes, RouteContext, routeEndings } from './http-routes';
import { ImportListener } from './imports';
import { Scope } from './scope';
import { KubernetesObject } from '../../kubernetes/object';
import { StringMap } from '../../kubernetes/value';
import { isAddress } from '../address';
import { VirtualService } from '../config/virtual-service';
import { isSubset, isWildcard, mostSpecific, overlaps } from '../host-match';
import { listenerKind } from '../protocol';
import { portOf, Service } from '../service';

/** A virtual host of Envoy: the Host headers that it takes, and where they can end. */
export interface VirtualHost {
  readonly name: string;
  readonly domains: readonly string[];
  readonly endings: readonly Ending[];
  readonly from: KubernetesObject;
}

/** One or more hosts that share routes. */
interface Group {
  readonly names: readonly string[];
  readonly services: readonly Service[];
  readonly endings: readonly Ending[];
  readonly from: KubernetesObject | undefined;
}

/**
 * The virtual hosts on a port that a Host header can meet, in the order in which they take domains from one another
 * (istio/istio pilot/pkg/networking/core/httproute.go, BuildSidecarOutboundVirtualHosts). `undefined` for a host that
 * is in an egress listener which is an HTTP proxy.
 */
export function virtualHosts(scope: Scope, labels: StringMap, port: number, header: string, choices: Choices): readonly VirtualHost[] | undefined {
  const listener = scope.listeners.find((each) => each.port === undefined || each.port.number === port);
  if (listener === undefined) return [];
  const found = hostsFor(listener, port, header);
  const isRelevant = ({ hosts, http }: VirtualService) => http.length > 0
    && hosts.some((host) => isSubset(header, host.toLowerCase()) || found.some((other) => overlaps(host, other)));
  const all = listener.virtualServices.near([header, ...found], choices, isRelevant);
  if (listener.port?.protocol === 'http_proxy') {
    return all.length === 0 && found.every((host) => listener.ofHost(host, choices).length === 0) ? [] : undefined;
  }
  const registry = registryOf(listener, port, [...found, ...all.flatMap(({ hosts }) => hosts)], choices);
  const lookup = (host: string) => registry.get(host) ?? registered(listener, port, host, choices);
  const context: RouteContext = { namespace: scope.namespace, labels, port, lookup };
  const routed = withHostsOn(port, all, registry).flatMap((service) => routedGroup(listener, service, registry, context, choices));
  const taken = new Set(routed.flatMap((group) => group.services));
  const plain = [...registry.values()].filter((service) => !taken.has(service) && service.resolution !== 'alias' && isHttp(service));
  return divide([...routed, ...plain.map((service) => plainGroup(service, port))], scope, port);
}

/** The virtual host that takes a Host header: by its full name, else by the longest wildcard. */
export function matchVirtualHost(hosts: readonly VirtualHost[], header: string): VirtualHost | undefined {
  const exact = hosts.find(({ domains }) => domains.includes(header));
  if (exact !== undefined) return exact;
  const covers = (domain: string) => isWildcard(domain) && isSubset(header, domain);
  const wildcards = hosts.flatMap((host) => host.domains.filter(covers).map((domain) => ({ host, domain })));
  return wildcards.sort((a, b) => b.domain.length - a.domain.length)[0]?.host;
}

/** The hosts of services whose virtual host may take the header. */
function hostsFor(listener: ImportListener, port: number, header: string): readonly string[] {
  const { services } = listener.mesh;
  const forms = nameFormsOf(header, listener.namespace);
  const known = forms.filter((host) => services.byHost.has(host));
  const wildcards = services.wildcards.filter((host) => isSubset(header, host));
  const onPort = listener.onPort(port);
  const byAddress = isAddress(header) ? onPort.services(({ address }) => address === header) : [];
  const byAlias = onPort.aliased().filter(({ aliases }) => aliases.some((alias) => forms.includes(alias)));
  return [...known, ...wildcards, ...[...byAddress, ...byAlias].map(({ host }) => host)];
}

/** The services on the port, by host. */
function registryOf(listener: ImportListener, port: number, hosts: readonly string[], choices: Choices): ReadonlyMap<string, Service> {
  const wildcards = hosts.filter(isWildcard);
  const matching = wildcards.length === 0 ? [] : listener.onPort(port).services(({ host }) => wildcards.some((other) => overlaps(host, other)));
  const registry = new Map<string, Service>();
  for (const host of new Set([...hosts, ...matching.map((service) => service.host)])) {
    const service = registered(listener, port, host, choices);
    if (service !== undefined) registry.set(service.host, service);
  }
  return registry;
}

/** The service of a host on the port; of several the last one counts. */
function registered(listener: ImportListener, port: number, host: string, choices: Choices): Service | undefined {
  const service = listener.ofHost(host, choices).filter((each) => portOf(each, port) !== undefined).at(-1);
  return service && { ...service, host: host.toLowerCase(), ports: [portOf(service, port)!] };
}

/** A VirtualService that matches no service has its hosts on port 80 alone. */
function withHostsOn(port: number, services: readonly VirtualService[], registry: ReadonlyMap<string, Service>): readonly VirtualService[] {
  if (port === 80 || services.length === 0) return services;
  const names = [...registry.keys()];
  return services.filter(({ hosts }) => hosts.some((host) => names.some((name) => overlaps(host.toLowerCase(), name))));
}

/** The virtual hosts that a VirtualService makes on the port (istio/istio pilot/pkg/networking/core/route/route.go, separateVSHostsAndServices). */
function routedGroup(
  listener: ImportListener, service: VirtualService, registry: ReadonlyMap<string, Service>, context: RouteContext, choices: Choices,
): readonly Group[] {
  const routes = possibleRoutes(service, context);
  if (routes.length === 0) return [];
  const hosts = service.hosts.map((host) => host.toLowerCase());
  const covered = (host: string) => [...registry.values()].filter((other) => isWildcard(host) ? overlaps(host, other.host) : host === other.host);
  const names = hosts.filter((host) => covered(host).length === 0);
  const isMine = (other: Service) => bestFor(listener, other.host, choices) === service;
  const matched = hosts.flatMap((host) => isWildcard(host) ? covered(host).filter(isMine) : covered(host));
  const services = matched.filter(isHttp);
  if (services.length === 0 && context.port !== 80) return [];
  return [{ names, services, endings: routeEndings(routes, context), from: service.object }];
}

/** Of the VirtualServices with wildcards, a service belongs to that with the most specific host. */
function bestFor(listener: ImportListener, host: string, choices: Choices): VirtualService | undefined {
  const near = listener.virtualServices.near([host], new Choices(), () => true);
  const best = mostSpecific(host, near.flatMap(({ hosts }) => hosts));
  return best === undefined ? undefined : listener.virtualServices.near([best], choices, ({ hosts }) => hosts.includes(best))[0];
}

function plainGroup(service: Service, port: number): Group {
  const clusters = [{ host: service.host, port, subset: '' }];
  return { names: [], services: [service], endings: [{ kind: 'clusters', clusters, routed: false }], from: service.origin };
}

function isHttp({ ports }: Service): boolean {
  return ['http', 'auto'].includes(listenerKind(ports[0].protocol));
}

/** Gives each domain to the first who claims it; a short form gives way to a host that is really so called. */
function divide(groups: readonly Group[], scope: Scope, port: number): readonly VirtualHost[] {
  const real = new Set<string>();
  for (const { services } of groups) for (const { host } of services) real.add(host);
  const names = new Set<string>();
  const claimed = new Set<string>();
  const hosts: VirtualHost[] = [];
  const add = (host: string, wanted: readonly string[], { endings, from }: Group) => {
    const name = `${host}:${port}`;
    if (names.has(name)) return;
    names.add(name);
    const domains = wanted.filter((domain) => !claimed.has(domain.toLowerCase()));
    domains.forEach((domain) => claimed.add(domain.toLowerCase()));
    if (domains.length > 0) hosts.push({ name, domains, endings, from: from! });
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
