import { HostSet } from './host-set';
import { Target } from './target';
import { contains, parseRange, Range } from '../istio/address';
import { destinationRuleOf, virtualServiceOf } from '../istio/config/read';
import { EgressListener } from '../istio/config/sidecar';
import { groupBy } from '../istio/group';
import { isWildcard } from '../istio/host-match';
import { isPartialWildcard } from '../istio/host-name';
import { Mesh } from '../istio/mesh';
import { once } from '../istio/once';
import { isTls, listenerKind } from '../istio/protocol';
import { hostsNamedBy, refusalOf } from '../istio/refusal';
import { CLUSTER_DOMAIN, Port, Service } from '../istio/service';
import { qualified } from '../istio/short-name';
import { subnetsOf } from '../istio/virtual-service-index';
import { KubernetesObject, objectTitle } from '../kubernetes/object';
import { workloadKind } from '../kubernetes/workload';

/** An object that is not the same everywhere: in two trees, or in two definitions. */
export interface ObjectVersions {
  /** As `groupKind` writes it. */
  readonly kind: string;
  readonly versions: readonly KubernetesObject[];
}

/** Objects of which no outcome of the model depends: policies are only listed beside it, and pods are compared one by one. */
const WITHOUT_INFLUENCE = [
  'NetworkPolicy.networking.k8s.io', 'AuthorizationPolicy.security.istio.io', 'PeerAuthentication.security.istio.io', 'TrafficReplay.speedscale.com', 'ConfigMap',
  'Endpoints', 'IstioOperator.install.istio.io',
];

/**
 * Which calls the differences between two meshes can decide otherwise. It is wide rather than exact: a call outside of it meets the
 * same configuration in both, so that nothing need be asked of it. That this holds is a test with generated meshes.
 */
export class Influence {
  /** Whether any call of anybody may be decided otherwise. */
  everything = false;
  /** The namespaces whose pods may meet another Sidecar, or be in the mesh where they were not. */
  readonly namespaces = new Set<string>();
  private readonly hosts = new HostSet();
  /** The hosts of DestinationRules that differ. */
  private readonly destinations = new HostSet();
  private readonly ports = new Set<number>();
  /** The ports on which only what is not HTTP may be decided otherwise. */
  private readonly portsForOthers = new Set<number>();
  private byAddress: ReadonlyMap<string | undefined, readonly Service[]> | undefined;
  private ranges: readonly Range[] | undefined;
  private listeners: readonly EgressListener[] | undefined;
  private readonly reaches = new Map<number, ReadonlySet<Reach>>();
  private hasRoutedHosts = false;

  /** @param namespaces those whose Services only one of two trees shows: what is called there is decided in one alone */
  constructor(private readonly meshes: readonly Mesh[], differences: Iterable<ObjectVersions>, namespaces: readonly string[] = []) {
    for (const namespace of namespaces) this.hosts.add(`*.${namespace}.svc.${CLUSTER_DOMAIN}`);
    const rewritten = new Set<string>();
    for (const { kind, versions } of differences) {
      for (const version of versions) {
        this.add(kind, version);
        // Beside an object that Istio refuses, nothing is decided of its hosts.
        if (meshes.some(({ release }) => refusalOf(version, release) !== undefined)) hostsNamedBy(version).forEach((host) => this.hosts.add(host));
      }
      if (kind === 'Service' || kind === 'ServiceEntry.networking.istio.io') rewritten.add(objectTitle(versions[0]));
    }
    if (!this.everything) this.addServices(rewritten);
    if (!this.everything) this.followRoutes();
  }

  on({ host, sample, port, protocol }: Target): boolean {
    return this.everything || this.ports.has(port) || (protocol !== 'HTTP' && this.portsForOthers.has(port))
      || this.hosts.overlaps(host) || this.hosts.overlaps(sample);
  }

  private add(kind: string, object: KubernetesObject): void {
    const { namespace = '', name = '' } = object.metadata;
    const isRoot = this.meshes.some(({ config }) => config.rootNamespace === namespace);
    if (WITHOUT_INFLUENCE.includes(kind) || (workloadKind(object) !== undefined && kind !== 'Pod')) return;
    switch (kind) {
      case 'Service': case 'ServiceEntry.networking.istio.io': break;
      case 'Namespace':
        if (this.meshes.some(({ config }) => config.discoverySelectors.length > 0 || config.entryVisibility !== undefined)) this.everything = true;
        this.namespaces.add(name);
        break;
      case 'Sidecar.networking.istio.io': case 'EnvoyFilter.networking.istio.io':
        if (isRoot) this.everything = true;
        this.namespaces.add(namespace);
        break;
      case 'DestinationRule.networking.istio.io':
        this.destinations.add(qualified(destinationRuleOf(object).host, namespace));
        break;
      case 'VirtualService.networking.istio.io': this.addVirtualService(object, namespace); break;
      default: this.everything = true;
    }
  }

  private addVirtualService(object: KubernetesObject, namespace: string): void {
    const service = virtualServiceOf(object);
    const { hosts, tcp } = service;
    // A delegate has no hosts, and TCP routes take what comes to a port.
    if (hosts.length === 0 || tcp.length > 0 || subnetsOf(service).length > 0) this.everything = true;
    hosts.forEach((host) => this.addNames(qualified(host, namespace)));
  }

  private addServices(titles: ReadonlySet<string>): void {
    const all = this.meshes.flatMap(({ services }) => [...services.byHost.values()].flat());
    const hosts = new Set(all.filter(({ origin }) => titles.has(objectTitle(origin))).map(({ host }) => host));
    for (const service of all) {
      // Another one of the host may win, or be left out, by one that comes or goes; and what a DestinationRule does to a service, it
      // does to all calls that this takes.
      if (!hosts.has(service.host) && !this.destinations.overlaps(service.host)) continue;
      if (service.aliasOf !== undefined || service.aliases.length > 0 || this.hasHttpProxy() || this.isInRange(service)) this.everything = true;
      this.addNames(service.host, service.kubernetes && service.resolution === 'passthrough');
      service.ports.forEach((port) => this.addPort(service, port));
    }
    const unread = this.meshes.flatMap(({ unreadServices }) => [...unreadServices.values()]);
    unread.filter(({ origin }) => titles.has(objectTitle(origin))).forEach(({ host }) => this.addNames(host, true));
    const aliases = [...all, ...unread].filter(({ aliasOf }) => aliasOf !== undefined);
    let grew = true;
    while (grew) grew = aliases.filter(({ aliasOf }) => this.hosts.overlaps(aliasOf!)).map(({ host }) => this.addNames(host)).includes(true);
  }

  /**
   * A Service of Kubernetes has short names, too, which a ServiceEntry may be called by.
   * @param withPods whether the pods behind it have names before its own
   * @returns whether any is new
   */
  private addNames(host: string, withPods = false): boolean {
    const [, name, namespace] = /^([^.*]+)\.([^.]+)\.svc\./.exec(host) ?? [];
    const forms = [host, ...name === undefined ? [] : [name, `${name}.${namespace}`, `${name}.${namespace}.svc`]];
    return [...forms, ...withPods ? forms.map((form) => `*.${form}`) : []].map((form) => this.hosts.add(form)).includes(true);
  }

  /** What a service does on its port to calls of others, where it comes, goes or changes. */
  private addPort(service: Service, port: Port): void {
    const { number } = port;
    const kinds = once(this.reaches, number, () => this.reachesOn(number));
    const alone = (...expected: readonly Reach[]) => !this.hasListenerOn(number) && [...kinds].every((kind) => expected.includes(kind));
    switch (reachOf(service, port)) {
      case 'own-address': if (this.sharesAddress(service) || !alone('own-address', 'sni', 'http')) this.ports.add(number); break;
      case 'sni': if (!alone('own-address', 'sni')) this.ports.add(number); break;
      case 'http':
        if (alone('own-address', 'http')) this.portsForOthers.add(number);
        else this.ports.add(number);
        // Routes on a port are met only where a service makes it one of HTTP.
        this.addRoutedHosts();
        break;
      case 'none': break;
      case 'any': this.ports.add(number);
    }
  }

  private reachesOn(number: number): ReadonlySet<Reach> {
    return new Set(this.meshes.flatMap(({ services }) => (services.byPort.get(number) ?? []).flatMap((each) => (
      each.ports.filter((other) => other.number === number).map((other) => reachOf(each, other))))));
  }

  private addRoutedHosts(): void {
    if (this.hasRoutedHosts) return;
    this.hasRoutedHosts = true;
    this.meshes.flatMap(({ virtualServices }) => virtualServices.all).forEach(({ hosts }) => hosts.forEach((host) => this.hosts.add(host)));
  }

  private sharesAddress({ address, host }: Service): boolean {
    this.byAddress ??= groupBy(this.meshes.flatMap(({ services }) => services.all), (service) => service.address.kind === 'single' ? service.address.address : undefined);
    return address.kind === 'single' && this.byAddress.get(address.address)!.some((other) => other.host !== host);
  }

  /** Whether it takes an address out of a range, to which a name could lead as long as no service had it. */
  private isInRange({ address }: Service): boolean {
    this.ranges ??= this.meshes.flatMap(({ services, virtualServices }) => [
      ...services.all.flatMap((service) => service.address.kind === 'range' ? [service.address.range] : []), ...virtualServices.withSubnets.flatMap(subnetsOf),
    ]).map(parseRange).filter((range) => range !== undefined);
    return address.kind === 'single' && this.ranges.some((range) => contains(range, address.address));
  }

  private hasListenerOn(port: number): boolean {
    return this.egressListeners().some((listener) => listener.port?.number === port);
  }

  private hasHttpProxy(): boolean {
    return this.egressListeners().some(({ port }) => port?.protocol === 'http_proxy');
  }

  private egressListeners(): readonly EgressListener[] {
    return this.listeners ??= this.meshes.flatMap(({ sidecars }) => [...sidecars.values()].flat().flatMap(({ egress }) => egress));
  }

  /** A route to what differs makes its own hosts differ; so does a host of a VirtualService for the others in it. */
  private followRoutes(): void {
    const services = this.meshes.flatMap(({ virtualServices }) => virtualServices.all).map(({ hosts, http, tls, tcp }) => ({
      hosts,
      named: [...hosts, ...[...http, ...tls, ...tcp].flatMap(({ route }) => route.map(({ destination }) => destination.host))],
      widely: tcp.length > 0 || tls.some(({ match }) => match.some(({ subnets }) => subnets.length > 0)),
    }));
    let grew = true;
    while (grew && !this.everything) {
      const met = services.filter(({ named }) => named.some((host) => this.hosts.overlaps(host)));
      if (met.some(({ widely }) => widely)) this.everything = true;
      grew = met.flatMap(({ hosts }) => hosts).map((host) => this.hosts.add(host)).includes(true);
    }
    const proxies = this.meshes.flatMap(({ sidecars }) => [...sidecars.values()].flat().flatMap(({ policy }) => policy?.egressProxy?.host ?? []));
    if (proxies.some((host) => this.hosts.overlaps(host))) this.everything = true;
  }
}

/** Whom a port of a service concerns besides those who call it: whoever speaks HTTP on the port, whoever names its host by SNI, nobody, anybody. */
type Reach = 'own-address' | 'http' | 'sni' | 'none' | 'any';

function reachOf({ kubernetes, address, host, aliases, resolution }: Service, { protocol }: Port): Reach {
  const kind = listenerKind(protocol);
  if (kind === 'none' || resolution === 'alias') return 'none';
  if (protocol === 'http_proxy') return 'any';
  if (kind === 'http') return 'http';
  if (kubernetes && address.kind !== 'any') return 'own-address';
  const wholeLabels = !isWildcard(host) || (host.startsWith('*.') && !isPartialWildcard(host));
  return isTls(protocol) && address.kind === 'any' && wholeLabels && aliases.length === 0 && !kubernetes ? 'sni' : 'any';
}
