import { Choices } from './choices';
import { endOfName } from './names';
import { objectReference } from './reference';
import { Scope } from './scope';
import { Call, NamedRange, UnknownReason } from './verdict';
import { isAddress } from '../address';
import { hasPodsOutOfSight, podAddresses } from '../endpoints';
import { isSubset, wildcardsAbove } from '../host-match';
import { Mesh } from '../mesh';
import { listenerKind } from '../protocol';
import { capturesDns } from '../proxy-config';
import { portOf, Service, unseenAddress } from '../service';

/** What is known of the address that a call goes to. */
export type Address =
  /** It was given, or an object of the input has it. */
  | {
    readonly known: 'given';
    readonly address: string;
    /** The entry of the host itself that has it: whether a name leads there is not known. */
    readonly from?: NamedRange;
    /** A Service whose own it is, or that of a pod behind it, though the input does not say so. */
    readonly of?: Service;
  }
  /** A Service's own, which the cluster assigns and the input does not have. */
  | { readonly known: 'own'; readonly of: Service }
  /** That of a pod of a headless Service, which the input does not have. */
  | { readonly known: 'pod'; readonly of: Service }
  /** Nothing but that no service of the input has it. */
  | { readonly known: 'nothing' };

const NOTHING: readonly Address[] = [{ known: 'nothing' }];

/** What Envoy can have a listener of its own at: the address, and what stands for one that the input does not have. */
export function bindsOf(address: Address): readonly string[] {
  switch (address.known) {
    case 'given': return address.of === undefined ? [address.address] : [address.address, unseenAddress(address.of)];
    case 'own': case 'pod': return [unseenAddress(address.of)];
    case 'nothing': return [];
  }
}

/** The addresses of which the call goes to one, for each set of endpoints that there may be; or why they cannot be told. */
export function possibleAddresses(scope: Scope, call: Call, choices: Choices): readonly (readonly Address[])[] | UnknownReason {
  const { address: given, port } = call;
  const possible = given === undefined ? [orBound(scope, port, addressesOf(scope, call, choices))] : givenAddress(scope, call, given);
  if (possible.some((addresses) => addresses.some((address) => sharesPods(scope, address, port)))) return 'endpoints';
  return capturesDns(scope.mesh, call) && hasAutomaticAddresses(scope, port) ? 'address' : possible;
}

/** An address behind a Service that is not known may be one at which the Sidecar itself has a listener; but none of them is a loopback address. */
function orBound({ listeners }: Scope, number: number, addresses: readonly Address[]): readonly Address[] {
  const onPort = listeners.filter(({ port }) => port === undefined || port.number === number);
  const binds = [...new Set(onPort.map(({ bind }) => bind))].filter((bind) => isAddress(bind) && !/^(0\.0\.0\.0|127\..*|::1)$/.test(bind));
  if (binds.length === 0) return addresses;
  const unseen = addresses.filter((address) => address.known === 'own' || address.known === 'pod');
  return [...addresses, ...unseen.flatMap(({ of }) => binds.map((bind): Address => ({ known: 'given', address: bind, of })))];
}

function addressesOf(scope: Scope, call: Call, choices: Choices): readonly Address[] {
  const end = isAddress(call.host) ? call.host : endOfName(scope.mesh, call.host, scope.namespace);
  if (typeof end === 'string') return isAddress(end) ? [{ known: 'given', address: end }] : outsideAddresses(scope, call, end, choices);
  const { service, pod } = end;
  if (service.resolution === 'passthrough') return addressesOfPods(scope.mesh, service, pod);
  switch (service.address.kind) {
    case 'single': return [{ known: 'given', address: service.address.address }];
    case 'unassigned': return [{ known: 'own', of: service }];
    default: return NOTHING;
  }
}

/** Those of the pod that has a name of its own, as far as it is in sight; else of every pod. */
function addressesOfPods(mesh: Mesh, service: Service, pod: string | undefined): readonly Address[] {
  const ofPod = pod === undefined ? [] : podAddresses(mesh, service, pod);
  const found = ofPod.length > 0 ? ofPod : podAddresses(mesh, service);
  return found.length === 0 ? [{ known: 'pod', of: service }] : found.map((address) => ({ known: 'given', address }));
}

/**
 * Where a name outside the cluster leads: to the address of its own ServiceEntry, if the proxy answers DNS by itself; else perhaps
 * there, perhaps elsewhere.
 */
function outsideAddresses({ mesh, listeners }: Scope, call: Call, host: string, choices: Choices): readonly Address[] {
  const { services } = mesh;
  if (capturesDns(mesh, call)) {
    const imported = (name: string) => addressesIn(listeners.flatMap((listener) => listener.ofHost(name, choices)));
    const answered = [host, ...wildcardsAbove(host)].map(imported).find(({ length }) => length > 0);
    if (answered !== undefined) return answered;
  }
  const own = [...services.byHost.get(host) ?? []];
  for (const wildcard of services.wildcards) if (isSubset(host, wildcard)) own.push(...services.byHost.get(wildcard)!);
  return [...NOTHING, ...addressesIn(own)];
}

function addressesIn(services: readonly Service[]): readonly Address[] {
  const found: Extract<Address, { known: 'given' }>[] = [];
  for (const { address, origin } of services) {
    if (address.kind !== 'single' || found.some((other) => other.address === address.address)) continue;
    found.push({ known: 'given', address: address.address, from: { range: address.address, object: objectReference(origin) } });
  }
  return found;
}

/**
 * The address that was given beside a host. It settles where the call goes; but where the host is of a Service whose address the input
 * does not have, it may be that one. Of a headless Service's pod it may be, too, if nobody says that it is the host's.
 */
function givenAddress(scope: Scope, { host, port, addressIsOfHost = false }: Call, address: string): readonly (readonly Address[])[] {
  const given: Address = { known: 'given', address };
  const end = isAddress(host) ? host : endOfName(scope.mesh, host, scope.namespace);
  if (typeof end === 'string') return [[given]];
  const { service } = end;
  const isUnseen = service.address.kind === 'unassigned' ? addressIsOfHost : needsInstances(service, port) && hasPodsOutOfSight(scope.mesh, service);
  if (!isUnseen || isOfService(scope.mesh, address)) return [[given]];
  const ofService: Address = { ...given, of: service };
  return addressIsOfHost ? [[ofService]] : [[given], [ofService]];
}

function isOfService({ services, unreadServices }: Mesh, address: string): boolean {
  const has = (service: Service) => service.kubernetes && service.address.kind === 'single' && service.address.address === address;
  return services.all.some(has) || [...unreadServices.values()].some(has);
}

/** A headless service that is not HTTP has a listener at each of its pods. */
function needsInstances(service: Service, number: number): boolean {
  const port = portOf(service, number);
  return service.resolution === 'passthrough' && port !== undefined && listenerKind(port.protocol) !== 'http';
}

/** Whether a ServiceEntry of the same host would have its listeners at the pods that are not in sight, too. */
function sharesPods({ mesh }: Scope, address: Address, port: number): boolean {
  const service = address.known === 'nothing' ? undefined : address.of;
  if (service === undefined || !needsInstances(service, port)) return false;
  const others = (mesh.services.byHost.get(service.host) ?? []).filter((other) => other !== service && other.namespace === service.namespace);
  return others.some((other) => needsInstances(other, port));
}

/** Whether istiod may have given addresses to ServiceEntries on the port, which proxies that answer DNS hand out. */
function hasAutomaticAddresses({ listeners }: Scope, port: number): boolean {
  return listeners.some((listener) => listener.onPort(port).services(({ kubernetes, address, resolution }) => (
    !kubernetes && address.kind === 'any' && resolution !== 'passthrough')).length > 0);
}
