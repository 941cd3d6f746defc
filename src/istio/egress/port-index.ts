import { Choices } from './choices';
import { ANY_ADDRESS, isAddress } from '../address';
import { compareAge } from '../age';
import { EgressListener } from '../config/sidecar';
import { instancesOn } from '../endpoints';
import { isWildcard, overlaps, wildcardsAbove } from '../host-match';
import { Mesh } from '../mesh';
import { isExclusive, isTls, listenerKind, Protocol } from '../protocol';
import { Service } from '../service';

/** A port of a service that takes part in an Envoy listener. */
export interface Candidate {
  readonly service: Service;
  readonly protocol: Protocol;
  /** The address of the Envoy listener. */
  readonly bind: string;
  /** The range of addresses that its chains are for, where the service has one instead of an address. */
  readonly range: string | undefined;
}

/** What a port's index asks of its egress listener. */
export interface Importer {
  readonly mesh: Mesh;
  readonly port: EgressListener['port'];
  readonly bind: string;
  brings(service: Service, choices: Choices): boolean;
  segments(services: readonly Service[], choices: Choices): readonly Service[];
  tlsHosts(): readonly string[];
}

/** The services that an egress listener imports on one port, so arranged that those which a call can meet are found quickly. */
export class PortIndex {
  /** All of them, the oldest first. */
  readonly services: readonly Service[];
  /** Those that other names stand for. */
  readonly aliased: readonly Service[];
  /** The ranges that some ServiceEntries have instead of an address. */
  readonly ranges: readonly string[];
  private readonly byBind = new Map<string, Candidate[]>();
  /** Those that only the SNI of their host reaches. */
  private readonly bySni = new Map<string, Candidate[]>();
  private readonly http: Candidate[] = [];
  /** Those on 0.0.0.0 that any call may reach. */
  private readonly others: Candidate[] = [];

  constructor(private readonly listener: Importer, private readonly port: number, services: readonly Service[]) {
    this.services = [...services].sort(compareAge);
    this.aliased = this.services.filter(({ aliases }) => aliases.length > 0);
    this.ranges = this.services.filter(({ kubernetes, address }) => !kubernetes && !isAddress(address)).map(({ address }) => address);
    for (const service of this.services) for (const candidate of this.candidatesOf(service)) this.add(candidate);
  }

  /** Whether the egress listener makes an Envoy listener at an address. */
  binds(address: string, choices: Choices): boolean {
    const isWinner = (candidate: Candidate) => this.wins(candidate, choices);
    if (address !== ANY_ADDRESS) return (this.byBind.get(address) ?? []).some(isWinner);
    if (this.others.some(isWinner) || this.http.some(isWinner)) return true;
    for (const candidates of this.bySni.values()) if (candidates.some(isWinner)) return true;
    return false;
  }

  /** The candidates at an address that can matter to a call with this SNI. */
  relevant(address: string, sni: string, choices: Choices): readonly Candidate[] {
    const found = address === ANY_ADDRESS ? [...this.reachedBy(sni), ...this.others, ...this.http] : this.byBind.get(address) ?? [];
    return found.filter((candidate) => this.wins(candidate, choices));
  }

  /** The candidates in istiod's order, which is not that of age. */
  inOrder(candidates: readonly Candidate[], choices: Choices): readonly Candidate[] {
    const services = [...new Set(candidates.map(({ service }) => service))].sort(compareAge);
    return this.listener.segments(services, choices).flatMap((service) => candidates.filter((candidate) => candidate.service === service));
  }

  /** Where a protocol shares its port with no other, every service counts: the first of them decides which are let in. */
  private reachedBy(sni: string): readonly Candidate[] {
    if (this.others.some(({ protocol }) => isExclusive(protocol))) return [...this.bySni.values()].flat();
    return [sni, ...wildcardsAbove(sni)].flatMap((host) => this.bySni.get(host) ?? []);
  }

  private wins({ service }: Candidate, choices: Choices): boolean {
    return this.listener.brings(service, choices);
  }

  private add(candidate: Candidate): void {
    const { service, protocol, bind, range } = candidate;
    if (bind !== ANY_ADDRESS) push(this.byBind, bind, candidate);
    else if (listenerKind(protocol) === 'http' && protocol !== 'http_proxy') this.http.push(candidate);
    else if (isTls(protocol) && range === undefined && this.onlyBySni(service)) push(this.bySni, service.host, candidate);
    else this.others.push(candidate);
  }

  private onlyBySni({ host, address, aliases, resolution }: Service): boolean {
    const wholeLabels = !isWildcard(host) || host.startsWith('*.');
    return wholeLabels && aliases.length === 0 && (address === ANY_ADDRESS || resolution === 'dynamic-dns')
      && !this.listener.tlsHosts().some((other) => overlaps(other, host));
  }

  private candidatesOf(service: Service): readonly Candidate[] {
    if (service.resolution === 'alias') return [];
    const { port, bind } = this.listener;
    if (port !== undefined) return port.number === this.port ? [this.candidate(service, port.protocol, bind)] : [];
    return service.ports.filter(({ number }) => number === this.port).flatMap((servicePort) => {
      const { protocol } = servicePort;
      const kind = listenerKind(protocol);
      if (kind === 'none') return [];
      const perInstance = bind === '' && kind !== 'http' && service.resolution === 'passthrough' && service.address === ANY_ADDRESS;
      const instances = perInstance ? instancesOn(this.listener.mesh, service, servicePort.number) : [];
      if (!perInstance || (!service.kubernetes && service.selector === undefined && instances.length === 0)) {
        return [this.candidate(service, protocol, bind)];
      }
      return instances.filter(({ address }) => isAddress(address)).map(({ address }) => this.candidate(service, protocol, address));
    });
  }

  private candidate(service: Service, protocol: Protocol, bind: string): Candidate {
    if (bind !== '' || listenerKind(protocol) === 'http') return { service, protocol, bind: bind || ANY_ADDRESS, range: undefined };
    return isAddress(service.address)
      ? { service, protocol, bind: service.address, range: undefined }
      : { service, protocol, bind: ANY_ADDRESS, range: service.address };
  }
}

function push<K>(map: Map<K, Candidate[]>, key: K, candidate: Candidate): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [candidate]);
  else list.push(candidate);
}
