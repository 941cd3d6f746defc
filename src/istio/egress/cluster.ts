import { Choices } from './choices';
import { ruleFor } from './destination-rules';
import { foremost, ImportListener } from './imports';
import { objectReference } from './reference';
import { Scope } from './scope';
import { ObjectReference } from '../../kubernetes/object';
import { StringMap } from '../../kubernetes/value';
import { compareAge, compareText } from '../age';
import { ClientTls, CONFIG_MAP, tlsFor } from '../config/destination-rule';
import { Destination, VirtualService } from '../config/virtual-service';
import { instancesOn } from '../endpoints';
import { isWildcard } from '../host-match';
import { isWithin } from '../labels';
import { portOf, Service } from '../service';
import { sees } from '../visibility';

/** An Envoy cluster by the parts of its name. */
export interface ClusterName {
  readonly host: string;
  readonly port: number;
  readonly subset: string;
}

export interface Cluster extends ClusterName {
  readonly exists: boolean;
  /** Where it does not exist because no endpoint of the service is in sight. */
  readonly lacksEndpoints: boolean;
  /** What a DestinationRule has it do to the connection. */
  readonly tls: ClientTls['mode'] | undefined;
  /** Where its endpoints are asked to lead to, as `host:port`. */
  readonly tunnel?: string;
  /** The DestinationRule that does. */
  readonly rule?: ObjectReference;
  readonly service: Service | undefined;
  /** The labels by which the subset chooses among the endpoints. */
  readonly subsetLabels?: StringMap;
}

export function clusterText({ host, port, subset }: ClusterName): string {
  return `outbound|${port}|${subset}|${host}`;
}

/** The cluster of a route (istio/istio pilot/pkg/networking/core/route/route.go, GetDestinationCluster). */
export function destinationCluster({ host, subset, port }: Destination, service: Service | undefined, listenerPort: number): ClusterName {
  const only = service?.ports.length === 1 ? service.ports[0].number : listenerPort;
  return { host: service?.aliasOf ?? host, port: port ?? only, subset };
}

/** Whether a cluster is there, and what it does (istio/istio pilot/pkg/networking/core/cluster.go, buildOutboundClusters). */
export function findCluster(scope: Scope, labels: StringMap, name: ClusterName, choices: Choices): Cluster {
  const service = serviceInScope(scope, name.host, choices);
  const port = service === undefined || service.resolution === 'alias' ? undefined : portOf(service, name.port);
  if (service === undefined || port === undefined || (isDynamic(service) && scope.mesh.switches?.dynamicDns !== true)) {
    return missing(name, service, false);
  }
  const rule = ruleFor(scope, labels, service, choices);
  const subset = rule?.subsets.find((found) => found.name === name.subset);
  if (name.subset !== '' && (subset === undefined || isDynamic(service))) return missing(name, service, false);
  if (holdsEndpoints(service)) {
    const instances = instancesOn(scope.mesh, service, port.number);
    if (instances.length === 0) return missing(name, service, true);
    if (subset !== undefined && subset.policy?.passthrough !== true && !instances.some(({ labels: own }) => isWithin(subset.labels, own))) {
      return missing(name, service, selectsWorkloads(scope, service));
    }
  }
  const tls = tlsFor(rule?.policy, subset, name.port);
  // Without a workloadSelector, a sidecar is not given the secret, and does nothing (buildUpstreamClusterTLSContext).
  const noSecret = tls !== undefined && tls.credentialName !== '' && !tls.credentialName.startsWith(CONFIG_MAP) && rule?.selector === undefined;
  const mode = tls === undefined || tls.mode === 'DISABLE' || (noSecret && tls.mode !== 'ISTIO_MUTUAL') ? undefined : tls.mode;
  const { host, port: number, subset: named } = name;
  const tunnel = subset?.policy?.tunnel ?? rule?.policy?.tunnel;
  const found = { host, port: number, subset: named, exists: true, lacksEndpoints: false, tls: mode, tunnel };
  return { ...found, rule: rule && objectReference(rule.object), service, subsetLabels: subset?.labels };
}

function missing({ host, port, subset }: ClusterName, service: Service | undefined, lacksEndpoints: boolean): Cluster {
  return { host, port, subset, exists: false, lacksEndpoints, tls: undefined, service };
}

function isDynamic({ resolution, host }: Service): boolean {
  return resolution === 'dynamic-dns' && isWildcard(host);
}

/** Clusters with resolution DNS hold their endpoints, and are left out without any (buildCluster); others learn them later. */
function holdsEndpoints({ resolution }: Service): boolean {
  return resolution === 'dns' || resolution === 'dns-round-robin';
}

/** Whether more can be behind a service than its objects name. */
function selectsWorkloads({ mesh }: Scope, { host, namespace }: Service): boolean {
  return (mesh.services.byHost.get(host) ?? []).some((other) => other.namespace === namespace && other.selector !== undefined);
}

/**
 * The service of a host with the ports that all egress listeners bring in together
 * (istio/istio pilot/pkg/model/sidecar.go, collectImportedServices).
 */
export function serviceInScope(scope: Scope, host: string, choices: Choices): Service | undefined {
  let found: Service | undefined;
  for (const listener of scope.listeners) {
    for (const service of [...listener.ofHost(host, choices), ...destinations(scope, listener, host, choices)]) found = added(found, service);
  }
  return found;
}

/** The first service of a host, with the ports of later ones that are alike; a Service takes the place of a ServiceEntry. */
function added(found: Service | undefined, service: Service): Service {
  if (found === undefined || (!found.kubernetes && service.kubernetes)) return service;
  // Of UDP and TCP on one port, the one that is first stays.
  const ports = service.ports.reduce((all, port) => all.some(({ number }) => number === port.number) ? all : [...all, port], found.ports);
  return ports.length > found.ports.length && mergeable(found, service) ? { ...found, ports } : found;
}

function mergeable(a: Service, b: Service): boolean {
  const alike = (one: StringMap = {}, other: StringMap = {}) => isWithin(one, other) && isWithin(other, one);
  return a.namespace === b.namespace && a.resolution === b.resolution && a.kubernetes === b.kubernetes
    && alike(a.labels, b.labels) && alike(a.selector, b.selector)
    && [...a.exportTo].sort().join() === [...b.exportTo].sort().join();
}

/** What the imported VirtualServices route to is brought in with them, though no host of the Sidecar lists it. */
function destinations(scope: Scope, listener: ImportListener, host: string, choices: Choices): readonly Service[] {
  const routing = listener.virtualServices.leadingTo(host, choices, (service) => destinationPorts(service, host, scope.namespace).size > 0);
  if (routing.length === 0) return [];
  const service = destinationService(scope, host, choices);
  if (service === undefined) return [];
  return routing.flatMap((virtualService) => {
    const ports = destinationPorts(virtualService, host, scope.namespace);
    if (listener.port !== undefined && listener.port.number !== 0 && listener.port.protocol !== 'http_proxy') {
      // Of UDP and TCP on one port, the first (serviceMatchingListenerPort).
      const port = service.ports.find(({ number }) => number === listener.port!.number);
      return port === undefined ? [] : [{ ...service, ports: [port] }];
    }
    return ports.has(undefined) ? [service] : trimmed(service, ports);
  });
}

function trimmed(service: Service, numbers: ReadonlySet<number | undefined>): readonly Service[] {
  const ports = service.ports.filter(({ number }) => numbers.has(number));
  return ports.length === 0 ? [] : ports.length === service.ports.length ? [service] : [{ ...service, ports }];
}

/** The ports of a host that a VirtualService routes to; `undefined` among them where a route names none. */
function destinationPorts({ http, tls, tcp }: VirtualService, host: string, namespace: string): ReadonlySet<number | undefined> {
  const ports = new Set<number | undefined>();
  const add = (destination: Destination) => {
    if (destination.host === host) ports.add(destination.port);
  };
  for (const { match, route, mirrors } of http) {
    const sources = match.map(({ sourceNamespace }) => sourceNamespace).filter((source) => source !== '');
    if (sources.length > 0 && !sources.includes(namespace)) continue;
    route.forEach((share) => add(share.destination));
    mirrors.forEach(add);
  }
  for (const { route } of [...tls, ...tcp]) route.forEach((share) => add(share.destination));
  return ports;
}

/** The service that a destination means: of the proxy's namespace, else the best that it sees (pickBestVisibleNamespace). */
function destinationService({ mesh, namespace }: Scope, host: string, choices: Choices): Service | undefined {
  const services = mesh.services.byHost.get(host) ?? [];
  const indexed = [...new Set(services.map((service) => service.namespace))].map((each) => {
    return foremost(services.filter((service) => service.namespace === each), choices);
  });
  const own = indexed.find((service) => service.namespace === namespace);
  if (own !== undefined) return own;
  const visible = indexed.filter((service) => sees(service.audience, namespace));
  if (mesh.switches?.bestDestinationNamespace !== true) return visible.sort((a, b) => compareText(a.namespace, b.namespace))[0];
  return visible.find(({ kubernetes }) => kubernetes) ?? choices.first(visible.sort(compareAge), ({ namespace: each }) => each);
}
