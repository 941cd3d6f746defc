import { valueAt } from '../../kubernetes/value';
import { ANY_ADDRESS, isAddress } from '../address';
import { EgressListener } from '../config/sidecar';
import { hasPodsOutOfSight, instancesOn } from '../endpoints';
import { groupBy } from '../group';
import { isWildcard, overlaps, wildcardsAbove } from '../host-match';
import { Mesh } from '../mesh';
import { once } from '../once';
import { isTls, listenerKind, Protocol } from '../protocol';
import { Service, unseenAddress } from '../service';

/** A port of a service that takes part in an Envoy listener. */
export interface Candidate {
  readonly service: Service;
  readonly protocol: Protocol;
  /** The address of the Envoy listener, or what stands for it (`unseenAddress`). */
  readonly bind: string;
  /** The range of addresses that its chains are for, where the service has one instead of an address. */
  readonly range: string | undefined;
}

/** What of an egress listener shapes the Envoy listeners that it makes of services. */
export interface ListenerForm {
  readonly port: EgressListener['port'];
  readonly bind: string;
}

/** Whether it is plain HTTP: all such services of a port share one chain. */
export function isPlainHttp({ protocol }: Pick<Candidate, 'protocol'>): boolean {
  return listenerKind(protocol) === 'http' && protocol !== 'http_proxy';
}

/**
 * The services on one port, of one namespace or of all, so arranged that those which a call can meet are found quickly. Who imports
 * them is asked later: all egress listeners of one form share the index.
 */
export class PortIndex {
  /** Those that other names stand for. */
  readonly aliased: readonly Service[];
  /** At 0.0.0.0: plain HTTP. */
  readonly http: Candidate[] = [];
  /** At 0.0.0.0: those that only the SNI of their host reaches. */
  readonly named: Candidate[] = [];
  /** At 0.0.0.0: those that any call may reach. */
  readonly others: Candidate[] = [];
  /** At 0.0.0.0: all of these. */
  readonly anywhere: Candidate[] = [];
  private readonly elsewhere: Candidate[] = [];
  private readonly bySni: ReadonlyMap<string, readonly Candidate[]>;
  private byBind: ReadonlyMap<string, readonly Candidate[]> | undefined;

  /** @param services the oldest first */
  constructor(
    private readonly mesh: Mesh, private readonly form: ListenerForm, private readonly port: number, readonly services: readonly Service[],
  ) {
    this.aliased = services.filter(({ aliases }) => aliases.length > 0);
    for (const service of services) this.addCandidates(service);
    this.bySni = groupBy(this.named, ({ service }) => service.host);
  }

  /** Those at an address other than 0.0.0.0. */
  at(address: string): readonly Candidate[] {
    if (this.elsewhere.length === 0) return [];
    this.byBind ??= groupBy(this.elsewhere, ({ bind }) => bind);
    return this.byBind.get(address) ?? [];
  }

  /** Of those that only an SNI reaches, the ones that have one of these hosts. */
  reachedBy(hosts: readonly string[]): readonly Candidate[] {
    const found: Candidate[] = [];
    for (const host of hosts) found.push(...this.bySni.get(host) ?? []);
    return found;
  }

  /** Of those that only an SNI reaches, the ones whose host overlaps another. */
  overlapping(host: string): readonly Candidate[] {
    return isWildcard(host) ? this.named.filter(({ service }) => overlaps(service.host, host)) : this.reachedBy([host, ...wildcardsAbove(host)]);
  }

  private addCandidates(service: Service): void {
    const { port, bind } = this.form;
    if (service.resolution === 'alias') return;
    if (port !== undefined) {
      // One of UDP makes no Envoy listener, and so shuts none out.
      if (port.number === this.port && listenerKind(port.protocol) !== 'none') this.add(service, port.protocol, bind);
      return;
    }
    for (const { number, protocol } of service.ports) {
      const kind = listenerKind(protocol);
      if (number !== this.port || kind === 'none') continue;
      const perInstance = bind === '' && kind !== 'http' && service.resolution === 'passthrough' && service.address.kind === 'any';
      const binds = perInstance ? this.instancesOf(service) : [bind];
      for (const each of binds) this.add(service, protocol, each);
    }
  }

  /** The addresses at which a service without an address of its own has its listeners: none stands for 0.0.0.0. */
  private instancesOf(service: Service): readonly string[] {
    const instances = instancesOn(this.mesh, service, this.port);
    // A workloadSelector that does not even have empty labels is none here (listener.go, LabelSelectors).
    const selects = service.kubernetes || (valueAt(service.origin, ['spec', 'workloadSelector', 'labels']) ?? undefined) !== undefined;
    if (!selects && instances.length === 0) return [''];
    const addresses = instances.map(({ address }) => address).filter(isAddress);
    return hasPodsOutOfSight(this.mesh, service) ? [...addresses, unseenAddress(service)] : addresses;
  }

  private add(service: Service, protocol: Protocol, bind: string): void {
    const candidate = candidateOf(service, protocol, bind);
    if (candidate.bind !== ANY_ADDRESS) {
      this.elsewhere.push(candidate);
      return;
    }
    this.anywhere.push(candidate);
    const part = isPlainHttp(candidate) ? this.http : isOnlyBySni(candidate) ? this.named : this.others;
    part.push(candidate);
  }
}

/** With the listener's own address or that of 0.0.0.0 for HTTP; otherwise at the service's own, where that is not a range. */
function candidateOf(service: Service, protocol: Protocol, bind: string): Candidate {
  const { address } = service;
  const at = (own: string, range?: string): Candidate => ({ service, protocol, bind: own, range });
  if (bind !== '' || listenerKind(protocol) === 'http') return at(bind || ANY_ADDRESS);
  switch (address.kind) {
    case 'any': return at(ANY_ADDRESS);
    case 'single': return at(address.address);
    case 'range': return at(ANY_ADDRESS, address.range);
    case 'unassigned': return at(unseenAddress(service));
  }
}

/** Whether only the SNI of its host reaches it, unless a VirtualService routes that. */
function isOnlyBySni({ service: { host, address, aliases, resolution }, protocol, range }: Candidate): boolean {
  const wholeLabels = !isWildcard(host) || host.startsWith('*.');
  return isTls(protocol) && range === undefined && wholeLabels && aliases.length === 0 && (address.kind === 'any' || resolution === 'dynamic-dns');
}

const known = new WeakMap<Mesh, Map<string, PortIndex>>();

/** The index of a port for the services of a namespace, or of all where none is given; built once for each form of listener. */
export function portIndex(mesh: Mesh, form: ListenerForm, port: number, namespace?: string): PortIndex {
  const indexes = once(known, mesh, () => new Map<string, PortIndex>());
  const key = `${namespace ?? ''},${port},${form.bind},${form.port?.number},${form.port?.protocol}`;
  return once(indexes, key, () => new PortIndex(mesh, form, port, servicesOn(mesh, form, port, namespace)));
}

/** A listener that is an HTTP proxy takes calls to all ports. */
function servicesOn({ services }: Mesh, form: ListenerForm, port: number, namespace: string | undefined): readonly Service[] {
  const ofNamespace = namespace === undefined ? undefined : services.byNamespace.get(namespace) ?? [];
  if (form.port?.protocol === 'http_proxy' && form.port.number === port) return ofNamespace ?? services.all;
  return ofNamespace?.filter(({ ports }) => ports.some(({ number }) => number === port)) ?? services.byPort.get(port) ?? [];
}
