import { virtualServiceOf } from '../istio/config/read';
import { isMeshBound, VirtualService } from '../istio/config/virtual-service';
import { HostIndex } from '../istio/host-index';
import { overlaps } from '../istio/host-match';
import { completed, destinations, forMesh, hasRoutesForMesh, MeshAddition } from '../istio/objects/virtual-service';
import { bothSeenBy, isSeen, VirtualServiceAudience } from '../istio/visibility';
import { KubernetesObject, objectTitle } from '../kubernetes/object';
import { finding } from '../message/catalogue';
import { Finding } from '../message/message';

/** What is to be added to a VirtualService: nothing, where it holds everything already. */
export interface VirtualServicePlan extends MeshAddition {
  /** An `error` among them refuses the change. */
  readonly findings: readonly Finding[];
}

/** The VirtualServices in sight that hold hosts in the mesh, by these, and who sees each of them. */
export interface OtherVirtualServices {
  readonly byHost: HostIndex<VirtualService>;
  readonly audience: VirtualServiceAudience;
}

/** Sorts out VirtualServices by their hosts: there may be thousands. */
export function otherVirtualServices(objects: readonly KubernetesObject[], audience: VirtualServiceAudience): OtherVirtualServices {
  const byHost = new HostIndex<VirtualService>();
  for (const service of objects.map((object) => virtualServiceOf(object)).filter(isMeshBound)) {
    service.hosts.forEach((host) => byHost.add(completed(service, host), service));
  }
  return { byHost, audience };
}

/**
 * What a VirtualService that is bound to an ingress gateway holds once callers inside the mesh find it too: the in-mesh host
 * beside its own, and `mesh` beside its gateways.
 * @param inMeshHost a short name or the full name of a Service; absent, the one host that the routes lead to
 * @param others @default - none is looked at
 */
export function planVirtualServiceHosts(object: KubernetesObject, inMeshHost?: string, others?: OtherVirtualServices): VirtualServicePlan {
  const service = virtualServiceOf(object);
  const problem = shapeProblem(service);
  if (problem !== undefined) return { addMesh: false, findings: [problem] };
  const host = hostFor(service, inMeshHost);
  if (typeof host !== 'string') return { addMesh: false, findings: [host] };
  const addition = forMesh(service, host);
  const hosts = addition.addHost === undefined ? service.hosts : [...service.hosts, host];
  return { ...addition, findings: others === undefined ? [] : takenHosts(service, hosts, others) };
}

function shapeProblem(service: VirtualService): Finding | undefined {
  const { hosts, object } = service;
  const title = objectTitle(object);
  const place = { object: title };
  if (hosts.length === 0) return finding('virtual-service-without-hosts', { object: title }, place);
  if (hosts.includes('*')) return finding('virtual-service-holds-every-host', { object: title }, place);
  return isMeshBound(service) || hasRoutesForMesh(service) ? undefined : finding('virtual-service-routes-not-for-mesh', { object: title }, place);
}

/** The in-mesh host in full, or why there is none. */
function hostFor(service: VirtualService, stated: string | undefined): string | Finding {
  const title = objectTitle(service.object);
  const place = { object: title };
  const named = stated === undefined ? destinations(service).map(({ host }) => host) : [stated];
  const candidates = [...new Set(named.map((host) => completed(service, host)))];
  if (candidates.length !== 1) return finding('virtual-service-host-unclear', { object: title, hosts: candidates.map((host) => `"${host}"`).join(', ') }, place);
  const [host] = candidates;
  if (!host.includes('.')) return finding('namespace-not-given', {}, place);
  return /^[^.*]+\.[^.]+\.svc\..+$/.test(host) ? host : finding('virtual-service-host-not-in-mesh', { object: title, host }, place);
}

/** Of hosts in the mesh that two VirtualServices hold, Istio keeps the older's and says nothing (pilot/pkg/networking/core/httproute.go). */
function takenHosts(service: VirtualService, hosts: readonly string[], { byHost, audience }: OtherVirtualServices): readonly Finding[] {
  const title = objectTitle(service.object);
  const seen = audience(service);
  const rivals = [...byHost.overlapping(hosts.map((host) => completed(service, host)))]
    .filter((other) => objectTitle(other.object) !== title && isSeen(bothSeenBy(seen, audience(other))));
  return rivals.flatMap((other) => hosts.flatMap((host) => {
    const theirs = other.hosts.find((each) => overlaps(completed(other, each), completed(service, host)));
    return theirs === undefined ? [] : [finding('virtual-service-host-taken', { object: title, host, other: objectTitle(other.object), theirs }, { object: title })];
  }));
}
