import { Choices } from './choices';
import { ImportedVirtualServices } from './imported-virtual-services';
import { Candidate, isPlainHttp, PortIndex } from './port-index';
import { ANY_ADDRESS } from '../address';
import { compareAge, isTiedInPart } from '../age';
import { wildcardsAbove } from '../host-match';
import { mapDefined } from '../map-defined';
import { isExclusive } from '../protocol';
import { Service } from '../service';

/** What a port asks of its egress listener. */
export interface Importer {
  readonly virtualServices: Pick<ImportedVirtualServices, 'hostsRoutedBy'>;
  /** The service as it is imported; `undefined` where it is not. */
  import(service: Service): Service | undefined;
  /** Whether an imported service is of the namespace that is chosen for its host. */
  brings(service: Service, choices: Choices): boolean;
  segments(services: readonly Service[], choices: Choices, tied: typeof isTiedInPart): readonly Service[];
}

/** The services that an egress listener imports on one port, out of indexes that it shares with other listeners. */
export class ImportedPort {
  private readonly anywhere: ImportedCandidates;
  private readonly http: ImportedCandidates;
  private readonly others: ImportedCandidates;
  private readonly withNames: readonly PortIndex[];

  /** @param indexes of the namespaces that the listener imports from */
  constructor(private readonly listener: Importer, private readonly indexes: readonly PortIndex[]) {
    this.anywhere = new ImportedCandidates(listener, this.merged((index) => index.anywhere));
    this.http = new ImportedCandidates(listener, this.merged((index) => index.http));
    this.others = new ImportedCandidates(listener, this.merged((index) => index.others));
    this.withNames = indexes.filter(({ named }) => named.length > 0);
  }

  /** Those that pass a test, the oldest first, before one namespace is chosen for each host. */
  services(test: (service: Service) => boolean): readonly Service[] {
    return this.importedServices((index) => index.services.filter(test));
  }

  /** Those that other names stand for. */
  aliased(): readonly Service[] {
    return this.importedServices((index) => index.aliased);
  }

  /** Whether the egress listener makes an Envoy listener at an address. */
  binds(address: string, choices: Choices): boolean {
    if (address !== ANY_ADDRESS) return this.at(address, choices).length > 0;
    return this.anywhere.find((candidate) => this.wins(candidate, choices)) !== undefined;
  }

  /** The oldest of those at an address that are plain HTTP: it stands for all. */
  oldestHttp(address: string, choices: Choices): Candidate | undefined {
    return address === ANY_ADDRESS ? this.http.find((candidate) => this.wins(candidate, choices)) : this.at(address, choices).find(isPlainHttp);
  }

  /** All of those at an address that are plain HTTP. */
  allHttp(address: string, choices: Choices): readonly Candidate[] {
    return address === ANY_ADDRESS ? this.winners(this.http.all(), choices) : this.at(address, choices).filter(isPlainHttp);
  }

  /** Those at an address that are not plain HTTP and can matter to a call with this SNI. */
  notHttp(address: string, sni: string, choices: Choices): readonly Candidate[] {
    if (address !== ANY_ADDRESS) return this.at(address, choices).filter((candidate) => !isPlainHttp(candidate));
    const others = this.winners(this.others.all(), choices);
    // Where a protocol shares its port with no other, every service counts: the first of them decides which are let in.
    const isAlone = others.some(({ protocol }) => isExclusive(protocol));
    const named = isAlone ? this.merged((index) => index.named) : this.reachedBy(sni);
    return [...this.winners(this.imported(named), choices), ...others];
  }

  /** Whether there are some at 0.0.0.0 that only an SNI reaches. */
  hasNames(choices: Choices): boolean {
    return this.withNames.some(({ named }) => named.some((candidate) => {
      const imported = importedBy(this.listener, candidate);
      return imported !== undefined && this.wins(imported, choices);
    }));
  }

  /** The candidates in istiod's order, which is not that of age. */
  inOrder(candidates: readonly Candidate[], choices: Choices): readonly Candidate[] {
    const services = [...new Set(candidates.map(({ service }) => service))].sort(compareAge);
    const ordered = this.listener.segments(services, choices, isTiedInPart);
    return ordered.flatMap((service) => candidates.filter((candidate) => candidate.service === service));
  }

  /** Of those that only an SNI reaches, the ones whose host it matches, and those of a VirtualService that may route it. */
  private reachedBy(sni: string): readonly Candidate[] {
    if (this.withNames.length === 0) return [];
    const hosts = [sni, ...wildcardsAbove(sni)];
    const reached = this.merged((index) => index.reachedBy(hosts), this.withNames);
    const routed = this.listener.virtualServices.hostsRoutedBy(sni);
    return routed.length === 0 ? reached : [...new Set([...reached, ...routed.flatMap((host) => this.merged((index) => index.overlapping(host)))])];
  }

  /** Those at an address other than 0.0.0.0. */
  at(address: string, choices: Choices): readonly Candidate[] {
    return this.winners(this.imported(this.merged((index) => index.at(address))), choices);
  }

  private wins({ service }: Candidate, choices: Choices): boolean {
    return this.listener.brings(service, choices);
  }

  private winners(candidates: readonly Candidate[], choices: Choices): readonly Candidate[] {
    return candidates.filter((candidate) => this.wins(candidate, choices));
  }

  private imported(candidates: readonly Candidate[]): readonly Candidate[] {
    return mapDefined(candidates, (candidate) => importedBy(this.listener, candidate));
  }

  private importedServices(servicesOf: (index: PortIndex) => readonly Service[]): readonly Service[] {
    const services = mapDefined(this.indexes.flatMap(servicesOf), (service) => this.listener.import(service));
    return this.indexes.length < 2 ? services : services.sort(compareAge);
  }

  /** What the indexes have, the oldest first. */
  private merged(candidatesOf: (index: PortIndex) => readonly Candidate[], indexes = this.indexes): readonly Candidate[] {
    const parts = indexes.map(candidatesOf).filter((part) => part.length > 0);
    return parts.length < 2 ? parts[0] ?? [] : parts.flat().sort((a, b) => compareAge(a.service, b.service));
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
