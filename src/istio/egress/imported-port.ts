import { Choices } from './choices';
import { Candidate, isPlainHttp, PortIndex } from './port-index';
import { ANY_ADDRESS } from '../address';
import { compareAge } from '../age';
import { wildcardsAbove } from '../host-match';
import { isExclusive } from '../protocol';
import { Service } from '../service';

/** What a port asks of its egress listener. */
export interface Importer {
  /** The service as it is imported; `undefined` where it is not. */
  import(service: Service): Service | undefined;
  /** Whether an imported service is of the namespace that is chosen for its host. */
  brings(service: Service, choices: Choices): boolean;
  segments(services: readonly Service[], choices: Choices): readonly Service[];
  tlsHosts(): readonly string[];
}

/** The services that an egress listener imports on one port, out of indexes that it shares with other listeners. */
export class ImportedPort {
  private readonly http: readonly ImportedCandidates[];
  private readonly others: readonly ImportedCandidates[];
  private readonly named: readonly ImportedCandidates[];
  private importedRanges: readonly string[] | undefined;
  private routedByName: readonly Candidate[] | undefined;

  /** @param indexes of the namespaces that the listener imports from */
  constructor(private readonly listener: Importer, private readonly indexes: readonly PortIndex[]) {
    this.http = indexes.map((index) => new ImportedCandidates(listener, index.http));
    this.others = indexes.map((index) => new ImportedCandidates(listener, index.others));
    this.named = indexes.map((index) => new ImportedCandidates(listener, index.named));
  }

  /** Those that pass a test, the oldest first, before one namespace is chosen for each host. */
  services(test: (service: Service) => boolean): readonly Service[] {
    return this.imported(this.indexes.map(({ services }) => services.filter(test)));
  }

  /** Those that other names stand for. */
  aliased(): readonly Service[] {
    return this.imported(this.indexes.map(({ aliased }) => aliased));
  }

  /** The ranges of addresses that some ServiceEntries have instead of one. */
  ranges(): readonly string[] {
    this.importedRanges ??= this.imported(this.indexes.map(({ ranged }) => ranged)).map(({ address }) => address);
    return this.importedRanges;
  }

  /** Whether the egress listener makes an Envoy listener at an address. */
  binds(address: string, choices: Choices): boolean {
    if (address !== ANY_ADDRESS) return this.at(address, choices).length > 0;
    const isWinner = (candidate: Candidate) => this.listener.brings(candidate.service, choices);
    return [this.others, this.http, this.named].some((parts) => parts.some((part) => part.find(isWinner) !== undefined));
  }

  /** The oldest of those at an address that are plain HTTP: it stands for all. */
  oldestHttp(address: string, choices: Choices): Candidate | undefined {
    if (address !== ANY_ADDRESS) return this.at(address, choices).find(isPlainHttp);
    const oldest = this.http.flatMap((part) => part.find(({ service }) => this.listener.brings(service, choices)) ?? []);
    return this.oldestFirst(oldest)[0];
  }

  /** All of those at an address that are plain HTTP. */
  allHttp(address: string, choices: Choices): readonly Candidate[] {
    return address === ANY_ADDRESS ? this.winners(this.http, choices) : this.at(address, choices).filter(isPlainHttp);
  }

  /** Those at an address that are not plain HTTP and can matter to a call with this SNI. */
  notHttp(address: string, sni: string, choices: Choices): readonly Candidate[] {
    if (address !== ANY_ADDRESS) return this.at(address, choices).filter((candidate) => !isPlainHttp(candidate));
    const others = this.winners(this.others, choices);
    // Where a protocol shares its port with no other, every service counts: the first of them decides which are let in.
    if (others.some(({ protocol }) => isExclusive(protocol))) return [...this.winners(this.named, choices), ...others];
    const hosts = [sni, ...wildcardsAbove(sni)];
    const named = this.indexes.flatMap((index) => index.reachedBy(hosts));
    const routed = this.routed();
    return [...this.winning(routed.length === 0 ? named : [...new Set([...named, ...routed])], choices), ...others];
  }

  /** The candidates in istiod's order, which is not that of age. */
  inOrder(candidates: readonly Candidate[], choices: Choices): readonly Candidate[] {
    const services = [...new Set(candidates.map(({ service }) => service))].sort(compareAge);
    return this.listener.segments(services, choices).flatMap((service) => candidates.filter((candidate) => candidate.service === service));
  }

  /** Of those that only the SNI of their host reaches, the ones for which a VirtualService may name another. */
  private routed(): readonly Candidate[] {
    this.routedByName ??= this.listener.tlsHosts().flatMap((host) => this.indexes.flatMap((index) => index.overlapping(host)));
    return this.routedByName;
  }

  private at(address: string, choices: Choices): readonly Candidate[] {
    return this.winning(this.indexes.flatMap((index) => index.at(address)), choices);
  }

  private winning(candidates: readonly Candidate[], choices: Choices): readonly Candidate[] {
    const found = candidates.flatMap((candidate) => importedBy(this.listener, candidate) ?? []);
    return this.oldestFirst(found.filter(({ service }) => this.listener.brings(service, choices)));
  }

  private winners(parts: readonly ImportedCandidates[], choices: Choices): readonly Candidate[] {
    return this.oldestFirst(parts.flatMap((part) => part.all().filter(({ service }) => this.listener.brings(service, choices))));
  }

  private oldestFirst(candidates: readonly Candidate[]): readonly Candidate[] {
    return this.indexes.length < 2 || candidates.length < 2 ? candidates : [...candidates].sort((a, b) => compareAge(a.service, b.service));
  }

  private imported(parts: readonly (readonly Service[])[]): readonly Service[] {
    const found = parts.flatMap((part) => part.flatMap((service) => this.listener.import(service) ?? []));
    return parts.length < 2 || found.length < 2 ? found : found.sort(compareAge);
  }
}

/** Those of a list that a listener imports, looked for only as far as somebody asks: of many, the first is often enough. */
class ImportedCandidates {
  private readonly found: Candidate[] = [];
  private asked = 0;

  constructor(private readonly listener: Importer, private readonly candidates: readonly Candidate[]) {}

  find(test: (candidate: Candidate) => boolean): Candidate | undefined {
    const known = this.found.find(test);
    if (known !== undefined) return known;
    while (this.asked < this.candidates.length) {
      const next = this.findNext();
      if (next !== undefined && test(next)) return next;
    }
    return undefined;
  }

  all(): readonly Candidate[] {
    while (this.asked < this.candidates.length) this.findNext();
    return this.found;
  }

  private findNext(): Candidate | undefined {
    const imported = importedBy(this.listener, this.candidates[this.asked++]);
    if (imported !== undefined) this.found.push(imported);
    return imported;
  }
}

function importedBy(listener: Importer, candidate: Candidate): Candidate | undefined {
  const service = listener.import(candidate.service);
  return service === undefined || service === candidate.service ? service && candidate : { ...candidate, service };
}
