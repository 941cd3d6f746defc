import { Choices } from './choices';
import { addressesOfNobody, singleAddress } from './ranges';
import { Scope } from './scope';
import { Call, UnknownReason } from './verdict';
import { ANY_ADDRESS, isAddress } from '../address';
import { hasPodsOutOfSight, instancesOn, podOf } from '../endpoints';
import { isSubset } from '../host-match';
import { listenerKind } from '../protocol';
import { capturesDns } from '../proxy-config';
import { CLUSTER_DOMAIN, portOf, Service } from '../service';

/** Stands for the address of somebody outside the mesh; no service has it. */
const OUTSIDE = '255.255.255.255';
/** With more addresses than this, not every one is tried. */
const MOST_ADDRESSES = 20;

/** Where a call can go: an address, and all that stands for it where Envoy listens. */
export interface Target {
  readonly address: string;
  readonly binds: readonly string[];
}

/** What a call can go to: the addresses, as far as they differ for the proxy, for each set of endpoints that there may be. */
export type Targets = readonly (readonly Target[])[];

/** Where the call can go; or why that cannot be told. */
export function possibleTargets(scope: Scope, call: Call, choices: Choices): Targets | UnknownReason {
  const name = serviceName(scope, call.host);
  const service = scope.mesh.services.byHost.get(name)?.find(({ kubernetes }) => kubernetes);
  const podsMatter = service !== undefined && needsInstances(service, call.port) && hasPodsOutOfSight(scope.mesh, service);
  if (podsMatter && sharesPods(scope, service, call.port)) return 'endpoints';
  if (capturesDns(scope.mesh, call) && hasAssignedAddresses(scope, call.port)) return 'address';
  if (call.address === undefined && service?.addressIsAssumed === true) return targetsAt(service.address, scope, call.port, choices);
  const addresses = possibleAddresses(scope, call, service, name);
  if (addresses === undefined) return 'address';
  // Nothing listens at an address of nobody.
  const plain = addresses.map((address) => ({ address, binds: address === OUTSIDE ? [] : [address] }));
  if (!podsMatter) return [plain];
  // DNS gives a pod of the Service. An address that was given may be that of one, or not; that of a Service is not.
  const pods = addresses.map((address) => ({ address, binds: [address, podOf(service)] }));
  if (call.address === undefined) return [pods];
  return isOfService(scope, call.address) ? [plain] : [plain, pods];
}

function isOfService({ mesh: { services, unreadAddresses } }: Scope, address: string): boolean {
  return services.all.some((service) => service.kubernetes && !service.addressIsAssumed && service.address === address)
    || [...unreadAddresses.values()].includes(address);
}

/**
 * Where a Service is whose address is the cluster's to choose: it can lie in any range. Ranges of services count only where nothing
 * listens at the address itself.
 */
function targetsAt(assumed: string, { listeners, mesh }: Scope, port: number, choices: Choices): Targets | UnknownReason {
  const subnets = listeners.flatMap(({ virtualServices }) => virtualServices.subnets());
  const ranges = listeners.flatMap((listener) => listener.onPort(port).ranges());
  const ownListener = ranges.length > 0 && listeners.some((listener) => listener.onPort(port).binds(assumed, choices));
  const inRanges = addressesOfNobody(mesh, ownListener ? subnets : [...subnets, ...ranges]);
  return inRanges.length > MOST_ADDRESSES ? 'address' : [[OUTSIDE, ...inRanges].map((address) => ({ address, binds: [assumed] }))];
}

/** The addresses; `undefined` where they are too many. */
function possibleAddresses(scope: Scope, call: Call, service: Service | undefined, name: string): readonly string[] | undefined {
  if (call.address !== undefined) return [call.address];
  if (isAddress(call.host)) return [call.host];
  if (service !== undefined && !hasPodsOutOfSight(scope.mesh, service)) return addressesOf(scope, service, call.port);
  const unread = scope.mesh.unreadAddresses.get(name);
  if (unread !== undefined) return [unread];
  const addresses = addressesThatMatter(scope, call);
  return addresses.length > MOST_ADDRESSES ? undefined : [OUTSIDE, ...addresses];
}

/** The name of a Service, as far as the search list of the cluster's DNS leaves it to be written; a port may follow. */
const SERVICE_NAME = new RegExp(`^([^.:]+)(?:\\.([^.:]+)(?:\\.svc(?:\\.${CLUSTER_DOMAIN.replaceAll('.', '\\.')})?)?)?\\.?(?::\\d+)?$`);

/** The full name that a Service has for which the cluster's DNS is asked by a name; the name itself where no Service has it. */
function serviceName({ namespace }: Scope, host: string): string {
  const match = SERVICE_NAME.exec(host);
  if (match === null) return host;
  const [, name, owner = namespace] = match;
  return `${name}.${owner}.svc.${CLUSTER_DOMAIN}`;
}

/** A headless service that is not HTTP has a listener at each of its pods. */
function needsInstances(service: Service, number: number): boolean {
  const port = portOf(service, number);
  return service.resolution === 'passthrough' && port !== undefined && listenerKind(port.protocol) !== 'http';
}

/** Whether a ServiceEntry of the same host would have its listeners at these pods, too. */
function sharesPods({ mesh }: Scope, service: Service, port: number): boolean {
  const others = (mesh.services.byHost.get(service.host) ?? []).filter((other) => other !== service && other.namespace === service.namespace);
  return others.some((other) => needsInstances(other, port));
}

function addressesOf({ mesh }: Scope, service: Service, number: number): readonly string[] {
  if (service.resolution === 'alias') return [OUTSIDE];
  if (service.resolution !== 'passthrough') return [service.address];
  return [instancesOn(mesh, service, number)[0]?.address ?? OUTSIDE];
}

/** The addresses of the host's own ServiceEntries, and one of nobody in each range that a service has on the port or a route names. */
function addressesThatMatter({ listeners, mesh }: Scope, { host, port }: Call): readonly string[] {
  const { byHost, wildcards } = mesh.services;
  const own = [host, ...wildcards.filter((wildcard) => isSubset(host, wildcard))].flatMap((name) => byHost.get(name) ?? [])
    .map(({ address }) => address).filter((address) => address !== ANY_ADDRESS);
  const ranges = listeners.flatMap((listener) => [...listener.onPort(port).ranges(), ...listener.virtualServices.subnets()]);
  return [...new Set([...own.map(singleAddress).filter((address) => address !== undefined), ...addressesOfNobody(mesh, [...own, ...ranges])])];
}

/** Whether istiod may have given addresses to ServiceEntries on the port, which proxies that answer DNS hand out. */
function hasAssignedAddresses({ listeners }: Scope, port: number): boolean {
  return listeners.some((listener) => listener.onPort(port).services(({ kubernetes, address, resolution }) => (
    !kubernetes && address === ANY_ADDRESS && resolution !== 'passthrough')).length > 0);
}
