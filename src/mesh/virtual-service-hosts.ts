import { overlaps } from '../istio/host-match';
import { VirtualServiceSpec } from '../istio/manifests';
import { qualified } from '../istio/short-name';
import { SpecPath } from '../kubernetes/manifest';
import { KubernetesObject, objectTitle } from '../kubernetes/object';
import { isMap, listAt, textAt } from '../kubernetes/value';
import { finding } from '../message/catalogue';
import { Finding } from '../message/message';

/** The gateway that stands for every proxy inside the mesh. */
const MESH = 'mesh';

export const HOSTS: SpecPath<VirtualServiceSpec> = ['spec', 'hosts'];
export const GATEWAYS: SpecPath<VirtualServiceSpec> = ['spec', 'gateways'];
const EXPORT_TO: SpecPath<VirtualServiceSpec> = ['spec', 'exportTo'];
const PROTOCOLS: readonly SpecPath<VirtualServiceSpec>[] = [['spec', 'http'], ['spec', 'tls'], ['spec', 'tcp']];

/** What is to be added to a VirtualService: nothing, where it holds everything already. */
export interface VirtualServicePlan {
  /** To the end of `HOSTS`. */
  readonly addHost?: string;
  /** Whether `mesh` goes to the end of `GATEWAYS`. */
  readonly addMesh: boolean;
  /** An `error` among them refuses the change. */
  readonly findings: readonly Finding[];
}

/**
 * What a VirtualService that is bound to an ingress gateway holds once callers inside the mesh find it too: the in-mesh host
 * beside its own, and `mesh` beside its gateways. Istio refuses hosts that overlap in one VirtualService, so a host is added
 * only where none covers it.
 * @param inMeshHost a short name or the full name of a Service; absent, the one host that the routes lead to
 * @param others the VirtualServices in sight
 */
export function planVirtualServiceHosts(
  object: KubernetesObject, inMeshHost: string | undefined, others: readonly KubernetesObject[],
): VirtualServicePlan {
  const hosts = texts(object, HOSTS);
  const gateways = gatewaysOf(object);
  const problem = shapeProblem(object, hosts, gateways);
  if (problem !== undefined) return { addMesh: false, findings: [problem] };
  const host = hostFor(object, inMeshHost);
  if (typeof host !== 'string') return { addMesh: false, findings: [host] };
  const covered = hosts.some((other) => overlaps(completed(object, other), host));
  return {
    addHost: covered ? undefined : host,
    addMesh: !gateways.includes(MESH),
    findings: takenHosts(object, covered ? hosts : [...hosts, host], others),
  };
}

function shapeProblem(object: KubernetesObject, hosts: readonly string[], gateways: readonly string[]): Finding | undefined {
  const title = objectTitle(object);
  const place = { object: title };
  if (hosts.length === 0) return finding('virtual-service-without-hosts', { object: title }, place);
  if (hosts.includes('*')) return finding('virtual-service-holds-every-host', { object: title }, place);
  const matches = routes(object).map((route) => listAt(route, ['match']));
  const forMesh = matches.some((match) => match.length === 0 || match.some((each) => listAt(each, ['gateways']).length === 0 || listAt(each, ['gateways']).includes(MESH)));
  return !gateways.includes(MESH) && matches.length > 0 && !forMesh ? finding('virtual-service-routes-not-for-mesh', { object: title }, place) : undefined;
}

/** The in-mesh host in full, or why there is none. */
function hostFor(object: KubernetesObject, stated: string | undefined): string | Finding {
  const title = objectTitle(object);
  const place = { object: title };
  const candidates = stated === undefined ? [...new Set(destinations(object).map((host) => completed(object, host)))] : [completed(object, stated)];
  if (candidates.length !== 1) return finding('virtual-service-host-unclear', { object: title, hosts: candidates.map((host) => `"${host}"`).join(', ') }, place);
  const [host] = candidates;
  if (!host.includes('.')) return finding('namespace-not-given', {}, place);
  return /^[^.*]+\.[^.]+\.svc\..+$/.test(host) ? host : finding('virtual-service-host-not-in-mesh', { object: title, host }, place);
}

/** The host in full; a short one stays so where the object has no namespace. */
function completed({ metadata: { namespace } }: KubernetesObject, host: string): string {
  return namespace === undefined ? host : qualified(host, namespace);
}

/** Of hosts in the mesh that two VirtualServices hold, Istio keeps the older's and says nothing (pilot/pkg/networking/core/httproute.go). */
function takenHosts(object: KubernetesObject, hosts: readonly string[], others: readonly KubernetesObject[]): readonly Finding[] {
  const title = objectTitle(object);
  const rivals = others.filter((other) => objectTitle(other) !== title && gatewaysOf(other).includes(MESH) && seenTogether(object, other));
  return rivals.flatMap((other) => hosts.flatMap((host) => {
    const theirs = texts(other, HOSTS).find((each) => overlaps(completed(other, each), completed(object, host)));
    return theirs === undefined ? [] : [finding('virtual-service-host-taken', { object: title, host, other: objectTitle(other), theirs }, { object: title })];
  }));
}

/** Whether some namespace sees both; without exportTo every one does. */
function seenTogether(a: KubernetesObject, b: KubernetesObject): boolean {
  const [seenA, seenB] = [a, b].map((object) => texts(object, EXPORT_TO).map((name) => name === '.' ? object.metadata.namespace : name));
  const all = (seen: readonly (string | undefined)[]) => seen.length === 0 || seen.includes('*');
  return all(seenA) || all(seenB) || seenA.some((name) => seenB.includes(name));
}

/** Without gateways a VirtualService is bound to the mesh alone. */
function gatewaysOf(object: KubernetesObject): readonly string[] {
  const gateways = texts(object, GATEWAYS);
  return gateways.length === 0 ? [MESH] : gateways;
}

function routes(object: KubernetesObject): readonly unknown[] {
  return PROTOCOLS.flatMap((path) => listAt(object, path)).filter(isMap);
}

function destinations(object: KubernetesObject): readonly string[] {
  return routes(object).flatMap((route) => listAt(route, ['route'])).flatMap((route) => textAt(route, ['destination', 'host']) ?? []);
}

function texts(object: KubernetesObject, path: SpecPath<VirtualServiceSpec>): readonly string[] {
  return listAt(object, path).filter((each) => typeof each === 'string');
}
