import { compareAge } from './age';
import { MeshConfig } from './config/mesh-config';
import { Destination, isMeshBound, VirtualService } from './config/virtual-service';
import { mergeDelegates } from './delegate';
import { HostIndex } from './host-index';
import { once } from './once';
import { Switches } from './switches';
import { audienceOf, sees, VirtualServiceAudience, virtualServiceAudience } from './visibility';

/** The VirtualServices that are bound to the mesh, delegates merged; every list has the oldest first. */
export class VirtualServiceIndex {
  readonly withTls: readonly VirtualService[];
  /** Those that match ranges of addresses. */
  readonly withSubnets: readonly VirtualService[];
  private readonly byHost = new HostIndex<VirtualService>();
  private readonly byDestination = new Map<string, VirtualService[]>();

  constructor(readonly all: readonly VirtualService[], readonly audience: VirtualServiceAudience) {
    this.withTls = all.filter(({ tls }) => tls.length > 0);
    this.withSubnets = all.filter((service) => subnetsOf(service).length > 0);
    for (const service of all) {
      service.hosts.forEach((host) => this.byHost.add(host, service));
      new Set(destinationsOf(service).map(({ host }) => host)).forEach((host) => once(this.byDestination, host, () => []).push(service));
    }
  }

  /** Those of which a host overlaps one of these. */
  near(hosts: readonly string[]): readonly VirtualService[] {
    return [...this.byHost.overlapping(hosts)].sort(compareAge);
  }

  /** Those that route or mirror to a host. */
  leadingTo(host: string): readonly VirtualService[] {
    return this.byDestination.get(host) ?? [];
  }
}

/** The ranges of addresses that a VirtualService matches. */
export function subnetsOf({ tls, tcp }: VirtualService): readonly string[] {
  return [...tls, ...tcp].flatMap(({ match }) => match.flatMap(({ subnets }) => subnets));
}

function destinationsOf({ http, tls, tcp }: VirtualService): readonly Destination[] {
  const routes = [...http, ...tls, ...tcp].flatMap(({ route }) => route);
  return [...routes.map(({ destination }) => destination), ...http.flatMap(({ mirrors }) => mirrors)];
}

export function indexVirtualServices(
  read: readonly VirtualService[], config: MeshConfig, switches: Switches,
): VirtualServiceIndex {
  // For delegates, every release honours names (mergeVirtualServicesIfNeeded).
  const ofDelegate = ({ exportTo, namespace }: VirtualService) => (
    audienceOf(exportTo.length > 0 ? exportTo : config.exportVirtualServices, namespace));
  const merged = mergeDelegates(read, (delegate, namespace) => sees(ofDelegate(delegate), namespace));
  return new VirtualServiceIndex(merged.filter(isMeshBound).sort(compareAge), virtualServiceAudience(config, switches));
}
