import { Scope } from './scope';
import { Call, UnknownReason } from './verdict';
import { ANY_ADDRESS, isAddress } from '../address';
import { hasSlicesInSight, instancesOn } from '../endpoints';
import { listenerKind } from '../protocol';
import { CLUSTER_DOMAIN, portOf, Service } from '../service';

/** Stands for the address of somebody outside the mesh; no service has it. */
const OUTSIDE = '255.255.255.255';
/** With more ranges of addresses on a port than this, not every one is tried. */
const MOST_RANGES = 20;

/** The addresses that the call can go to, as far as they differ for the proxy; or why that cannot be told. */
export function possibleAddresses(scope: Scope, call: Call): readonly string[] | UnknownReason {
  const service = serviceNamed(scope, call.host);
  if (service !== undefined && needsInstances(service, call.port) && !hasSlicesInSight(scope.mesh, service)) return 'endpoints';
  if (scope.mesh.config.capturesDns && hasAssignedAddresses(scope, call.port)) return 'address';
  if (call.address !== undefined) return [call.address];
  if (isAddress(call.host)) return [call.host];
  if (service !== undefined) return addressesOf(scope, service, call.port);
  const ranges = rangesOn(scope, call);
  return ranges.length > MOST_RANGES ? 'address' : [OUTSIDE, ...ranges];
}

/** The Service that the cluster's DNS finds for a name, by its search list. */
function serviceNamed({ mesh, namespace }: Scope, host: string): Service | undefined {
  const name = host.replace(/:\d+$/, '').replace(/\.$/, '');
  return mesh.services.byHost.get(completed(name, namespace))?.find(({ kubernetes }) => kubernetes);
}

/** With what the search list adds to a name of so many labels: a Service and its namespace have names of one label. */
function completed(name: string, namespace: string): string {
  switch (name.split('.').length) {
    case 1: return `${name}.${namespace}.svc.${CLUSTER_DOMAIN}`;
    case 2: return `${name}.svc.${CLUSTER_DOMAIN}`;
    case 3: return `${name}.${CLUSTER_DOMAIN}`;
    default: return name;
  }
}

/** A headless service that is not HTTP has a listener at each of its pods. */
function needsInstances(service: Service, number: number): boolean {
  const port = portOf(service, number);
  return service.resolution === 'passthrough' && port !== undefined && listenerKind(port.protocol) !== 'http';
}

function addressesOf({ mesh }: Scope, service: Service, number: number): readonly string[] {
  if (service.resolution === 'alias') return [OUTSIDE];
  if (service.resolution !== 'passthrough') return [service.address];
  return [instancesOn(mesh, service, number)[0]?.address ?? OUTSIDE];
}

/** An address in each range that a service has on the port, and each address of the host's own ServiceEntries. */
function rangesOn({ listeners, mesh }: Scope, call: Call): readonly string[] {
  const own = (mesh.services.byHost.get(call.host) ?? []).map(({ address }) => address).filter((address) => address !== ANY_ADDRESS);
  const ranges = listeners.flatMap((listener) => [...listener.onPort(call.port).ranges(), ...listener.subnets()]);
  return [...new Set([...own, ...ranges].map((address) => address.split('/')[0]))];
}

/** Whether istiod may have given addresses to ServiceEntries on the port, which proxies that answer DNS hand out. */
function hasAssignedAddresses({ listeners }: Scope, port: number): boolean {
  return listeners.some((listener) => listener.onPort(port).services(({ kubernetes, address, resolution }) => (
    !kubernetes && address === ANY_ADDRESS && resolution !== 'passthrough')).length > 0);
}
