import { Choices } from './choices';
import { Scope } from './scope';
import { Call, UnknownReason } from './verdict';
import { ANY_ADDRESS, isAddress } from '../address';
import { hasPodsOutOfSight, instancesOn, podOf } from '../endpoints';
import { listenerKind } from '../protocol';
import { CLUSTER_DOMAIN, portOf, Service } from '../service';

/** Stands for the address of somebody outside the mesh; no service has it. */
const OUTSIDE = '255.255.255.255';
/** With more ranges of addresses on a port than this, not every one is tried. */
const MOST_RANGES = 20;

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
  if (scope.mesh.config.capturesDns && hasAssignedAddresses(scope, call.port)) return 'address';
  if (call.address === undefined && service?.addressIsAssumed === true) return targetsAt(service.address, scope, call.port, choices);
  const addresses = possibleAddresses(scope, call, service, name);
  if (addresses === undefined) return 'address';
  // Nothing listens at an address of nobody.
  const plain = addresses.map((address) => ({ address, binds: address === OUTSIDE ? [] : [address] }));
  if (!podsMatter) return [plain];
  // DNS gives a pod of the Service. An address that was given may be that of one, or not.
  const pods = addresses.map((address) => ({ address, binds: [address, podOf(service)] }));
  return call.address === undefined ? [pods] : [plain, pods];
}

/**
 * Where a Service is whose address is the cluster's to choose: it can lie in any range. Ranges of services count only where nothing
 * listens at the address itself.
 */
function targetsAt(assumed: string, { listeners }: Scope, port: number, choices: Choices): Targets | UnknownReason {
  const subnets = listeners.flatMap(({ virtualServices }) => virtualServices.subnets());
  const ranges = listeners.flatMap((listener) => listener.onPort(port).ranges());
  const ownListener = ranges.length > 0 && listeners.some((listener) => listener.onPort(port).binds(assumed, choices));
  const inRanges = firstAddresses(ownListener ? subnets : [...subnets, ...ranges]);
  return inRanges.length > MOST_RANGES ? 'address' : [[OUTSIDE, ...inRanges].map((address) => ({ address, binds: [assumed] }))];
}

/** The addresses; `undefined` where they are too many. */
function possibleAddresses(scope: Scope, call: Call, service: Service | undefined, name: string): readonly string[] | undefined {
  if (call.address !== undefined) return [call.address];
  if (isAddress(call.host)) return [call.host];
  if (service !== undefined && !hasPodsOutOfSight(scope.mesh, service)) return addressesOf(scope, service, call.port);
  const unread = scope.mesh.unreadAddresses.get(name);
  if (unread !== undefined) return [unread];
  const ranges = rangesOn(scope, call);
  return ranges.length > MOST_RANGES ? undefined : [OUTSIDE, ...ranges];
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

/** An address in each range that a service has on the port, and each address of the host's own ServiceEntries. */
function rangesOn({ listeners, mesh }: Scope, call: Call): readonly string[] {
  const ranges = (mesh.services.byHost.get(call.host) ?? []).map(({ address }) => address).filter((address) => address !== ANY_ADDRESS);
  for (const listener of listeners) ranges.push(...listener.onPort(call.port).ranges(), ...listener.virtualServices.subnets());
  return firstAddresses(ranges);
}

function firstAddresses(ranges: readonly string[]): readonly string[] {
  return ranges.length === 0 ? ranges : [...new Set(ranges.map((range) => range.split('/')[0]))];
}

/** Whether istiod may have given addresses to ServiceEntries on the port, which proxies that answer DNS hand out. */
function hasAssignedAddresses({ listeners }: Scope, port: number): boolean {
  return listeners.some((listener) => listener.onPort(port).services(({ kubernetes, address, resolution }) => (
    !kubernetes && address === ANY_ADDRESS && resolution !== 'passthrough')).length > 0);
}
