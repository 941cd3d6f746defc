import { Choices } from './choices';
import { ImportedHosts } from './imported-hosts';
import { isAddress } from '../address';
import { VirtualService } from '../config/virtual-service';
import { isSubset } from '../host-match';
import { Mesh } from '../mesh';
import { sees } from '../visibility';

type Test = (service: VirtualService) => boolean;

/**
 * The VirtualServices that an egress listener imports, in istiod's order: the private ones first, then those exported by name, then
 * the public ones.
 */
export class ImportedVirtualServices {
  constructor(private readonly mesh: Mesh, private readonly namespace: string, private readonly hosts: ImportedHosts) {}

  /** Those with a host that overlaps one of these. */
  near(hosts: readonly string[], choices: Choices, relevant: Test): readonly VirtualService[] {
    return this.inOrder(this.mesh.virtualServices.near(hosts).filter(relevant), choices);
  }

  /** Those that route or mirror to a host. */
  leadingTo(host: string, choices: Choices, relevant: Test): readonly VirtualService[] {
    return this.inOrder(this.mesh.virtualServices.leadingTo(host).filter(relevant), choices);
  }

  /**
   * The hosts of those that can matter to a call with this SNI on a port of TLS: what a route matches is within the hosts, unless it
   * is an address, or a short name, which the hosts have completed; and a range of addresses counts before the SNI (matchChain).
   */
  hostsRoutedBy(sni: string): readonly string[] {
    const { virtualServices } = this.mesh;
    const { withTls, withSubnets } = virtualServices;
    if (withTls.length === 0) return [];
    const named = isAddress(sni) || !sni.includes('.') ? withTls : virtualServices.near([sni]).filter(({ hosts }) => hosts.some((host) => isSubset(sni, host)));
    const all = [...new Set([...named, ...withSubnets])].filter((service) => service.tls.length > 0 && this.imports(service));
    return all.flatMap(({ hosts }) => hosts);
  }

  private imports(service: VirtualService): boolean {
    return sees(this.mesh.virtualServices.audience(service), this.namespace) && this.hosts.takesVirtualService(service.hosts, service.namespace);
  }

  private inOrder(candidates: readonly VirtualService[], choices: Choices): readonly VirtualService[] {
    const imported = candidates.filter((service) => this.imports(service));
    if (imported.length < 2) return imported;
    return [0, 1, 2].flatMap((rank) => choices.order(imported.filter((service) => this.rankOf(service) === rank)));
  }

  private rankOf(service: VirtualService): number {
    return this.mesh.virtualServices.audience(service) === 'everybody' ? 2 : service.namespace === this.namespace ? 0 : 1;
  }
}
