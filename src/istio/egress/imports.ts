import { Choices } from './choices';
import { ImportedHosts } from './imported-hosts';
import { ImportedPort, Importer } from './imported-port';
import { ImportedVirtualServices } from './imported-virtual-services';
import { PortIndex, portIndex } from './port-index';
import { compareAge, isTied, isTiedInPart } from '../age';
import { EgressListener } from '../config/sidecar';
import { mapDefined } from '../map-defined';
import { Mesh } from '../mesh';
import { once } from '../once';
import { Service } from '../service';
import { sees } from '../visibility';

/** Of the services of one host and namespace, the one that istiod finds by both: a Service of Kubernetes, else the oldest (HostnameAndNamespace). */
export function foremost(services: readonly Service[], choices: Choices, tied = isTied): Service {
  return services.find(({ kubernetes }) => kubernetes) ?? choices.first(services, ({ origin, part }) => part ?? origin, tied);
}

/** An egress listener of a Sidecar, and what it brings in. What is asked for is computed once. */
export class ImportListener implements Importer {
  /** What came from a Sidecar's listener with a port; the listener for every port has none. */
  readonly port: EgressListener['port'];
  readonly bind: string;
  readonly hosts: ImportedHosts;
  readonly virtualServices: ImportedVirtualServices;
  private readonly ports = new Map<number, ImportedPort>();
  private readonly parts = new Map<Service, Service>();

  constructor(readonly mesh: Mesh, readonly namespace: string, { hosts, port, bind, captured }: EgressListener) {
    this.port = port;
    // A listener that is not captured needs an address of its own (istio/istio pilot/pkg/networking/core/listener.go).
    this.bind = bind !== '' || captured ? bind : '127.0.0.1';
    this.hosts = new ImportedHosts(hosts, namespace, mesh.switches?.exclusions === true);
    this.virtualServices = new ImportedVirtualServices(mesh, namespace, this.hosts);
  }

  /** The services on a port that this listener imports. */
  onPort(port: number): ImportedPort {
    return once(this.ports, port, () => new ImportedPort(this, this.indexesOn(port)));
  }

  /** The services of a host that this listener brings in, in istiod's order: those of one namespace. */
  ofHost(host: string, choices: Choices): readonly Service[] {
    const found = this.importedOfHost(host, choices);
    const winner = this.winningNamespace(found, choices);
    return this.segments(found.filter(({ namespace }) => namespace === winner), choices);
  }

  brings(service: Service, choices: Choices): boolean {
    if (this.mesh.services.byHost.get(service.host)?.length === 1) return true;
    const found = this.importedOfHost(service.host, choices);
    return found.includes(service) && this.winningNamespace(found, choices) === service.namespace;
  }

  /** Services in istiod's order: those exported to the namespace by name first, then the public ones (servicesExportedToNamespace). */
  segments(services: readonly Service[], choices: Choices, tied = isTied): readonly Service[] {
    if (services.length < 2) return services;
    return this.ranked(services).flatMap((segment) => choices.order(segment, tied));
  }

  /** Services by who sees them, in the order of istiod; those seen by nobody are in none. */
  private ranked(services: readonly Service[]): readonly (readonly Service[])[] {
    const ownFirst = this.mesh.switches?.oneOrderOfExports !== true;
    const ranks = services.map(({ audience, namespace }) => {
      if (audience === 'everybody') return 2;
      return !audience.has(this.namespace) ? 3 : ownFirst && namespace === this.namespace ? 0 : 1;
    });
    return [0, 1, 2].map((rank) => services.filter((_, index) => ranks[index] === rank)).filter((segment) => segment.length > 0);
  }

  /** The service as this listener imports it, which may be with one port alone; `undefined` where it does not, or must not see it. */
  import(service: Service): Service | undefined {
    const isImported = sees(service.audience, this.namespace) && this.hosts.takesService(service.host, service.namespace);
    return isImported ? this.trimmed(service) : undefined;
  }

  private importedOfHost(host: string, choices: Choices): readonly Service[] {
    const services = this.mesh.services.byHost.get(host);
    return services === undefined ? [] : mapDefined(this.indexed(services, choices), (service) => this.import(service));
  }

  /**
   * The one namespace that counts for a host (istio/istio pilot/pkg/model/sidecar.go, selectServices): the proxy's own, else
   * that of a Service rather than a ServiceEntry, else the first in order; what ports they have does not count.
   */
  private winningNamespace(services: readonly Service[], choices: Choices): string | undefined {
    if (services.length < 2) return services[0]?.namespace;
    const namespaces = new Set(services.map(({ namespace }) => namespace));
    if (namespaces.size < 2 || namespaces.has(this.namespace)) return namespaces.has(this.namespace) ? this.namespace : services[0]?.namespace;
    const kubernetes = services.filter((service) => service.kubernetes);
    const [first] = this.ranked(kubernetes.length > 0 ? kubernetes : services);
    return choices.first(first, ({ namespace }) => namespace).namespace;
  }

  /** What this listener lets through of a service, the same object each time. */
  private trimmed(service: Service): Service | undefined {
    const aliases = service.aliases.filter((alias) => this.hosts.takesAlias(alias, service.host, service.namespace));
    const ports = this.portsOf(service);
    if (ports === undefined) return undefined;
    if (aliases.length === service.aliases.length && ports.length === service.ports.length) return service;
    return once(this.parts, service, () => ({ ...service, aliases, ports }));
  }

  private portsOf({ ports }: Service): Service['ports'] | undefined {
    if (this.port === undefined || this.port.number === 0 || this.isHttpProxy) return ports;
    const port = ports.find(({ number }) => number === this.port?.number);
    return port && [port];
  }

  /**
   * Where all hosts are exact, candidates come from an index with one service for each host and namespace
   * (istio/istio pilot/pkg/model/sidecar.go, servicesForExactHosts).
   */
  private indexed(services: readonly Service[], choices: Choices): readonly Service[] {
    if (this.hosts.exact === undefined || this.mesh.switches?.exactHostLookup !== true) return services;
    return [...new Set(services.map(({ namespace }) => namespace))].flatMap((namespace) => {
      return [foremost(services.filter((service) => service.namespace === namespace), choices, isTiedInPart)];
    }).sort(compareAge);
  }

  private indexesOn(port: number): readonly PortIndex[] {
    const { namespaces } = this.hosts;
    const indexes = namespaces?.map((namespace) => portIndex(this.mesh, this, port, namespace)) ?? [portIndex(this.mesh, this, port)];
    return indexes.filter(({ services }) => services.length > 0);
  }

  private get isHttpProxy(): boolean {
    return this.port?.protocol === 'http_proxy';
  }
}
