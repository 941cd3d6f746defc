import { generatedMeta } from './generated-meta';
import { SidecarEgress, SidecarManifest, SidecarSpec } from '../istio/manifests';
import { CLUSTER_DOMAIN } from '../istio/service';
import { API_SERVER_SERVICE } from '../kubernetes/api-server';

/** The name that Istio's documentation and Speedscale's page give to a namespace's Sidecar. */
export const SIDECAR_NAME = 'default';

/** The API server, which pods of Speedscale and of many applications call; as a Sidecar names it. */
export const API_SERVER = `${API_SERVER_SERVICE.namespace}/${API_SERVER_SERVICE.name}.${API_SERVER_SERVICE.namespace}.svc.${CLUSTER_DOMAIN}`;

/**
 * The annotation of a Sidecar that holds what the root namespace's allows, with that one's `namespace/name`. It tells ours from
 * those that somebody wrote, so that a later run replaces it, and shows a reviewer why it is there.
 */
export const COPIED_FROM = 'cdk8s-speedscale/copied-from';

/** An Istio Sidecar that is to be written, checked already. */
export interface SidecarRequest {
  readonly name: string;
  readonly namespace: string;
  readonly egress: readonly SidecarEgress[];
  readonly outboundTrafficPolicy?: SidecarSpec['outboundTrafficPolicy'];
  readonly apiVersion: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The Istio Sidecar of a request. */
export function egressSidecar(request: SidecarRequest): SidecarManifest {
  const { apiVersion, outboundTrafficPolicy } = request;
  const egress = request.egress.map((listener): SidecarEgress => ({ ...listener, hosts: [...listener.hosts] }));
  return {
    apiVersion,
    kind: 'Sidecar',
    metadata: generatedMeta(request),
    // Two literals: a field that a literal spreads into another is not checked.
    spec: outboundTrafficPolicy === undefined ? { egress } : { egress, outboundTrafficPolicy },
  };
}

/** What a namespace's pods commonly call, besides Speedscale: their neighbours, Istio's own services, the API server. */
export function usualHosts(rootNamespace: string): readonly string[] {
  return ['./*', `${rootNamespace}/*`, API_SERVER];
}

/** The ports on which Speedscale is called: its hosts by TLS on 443, its forwarder by HTTP on 80. */
const CALLED_PORTS = [443, 80];

/**
 * The listeners with further hosts in each of them that could serve a call to Speedscale. A listener with a port of its own
 * locks that port against the catch-all one (istio/istio pilot/pkg/networking/core/listener.go), so a host that stands
 * only in the catch-all would not be reached there. Where no listener is a catch-all, one is added for the new hosts alone.
 * @param namespace the pods' namespace, for which `.` stands
 */
export function egressAlso(listeners: readonly SidecarEgress[], hosts: readonly string[], namespace: string): readonly SidecarEgress[] {
  const also = (listed: readonly string[]) => withHosts(listed, hosts, namespace);
  const widened = listeners.map((listener): SidecarEgress => servesSpeedscale(listener) ? { ...listener, hosts: also(listener.hosts) } : listener);
  return listeners.some(isCatchAll) ? widened : [...widened, { hosts: also([]) }];
}

/** Those of the hosts that some listener does not let in, though it could serve a call to Speedscale. */
export function leftOut(listeners: readonly SidecarEgress[], hosts: readonly string[], namespace: string): readonly string[] {
  const serving = listeners.filter(servesSpeedscale);
  return hosts.filter((host) => !listeners.some(isCatchAll) || !serving.every((listener) => covers(listener.hosts, host, namespace)));
}

function isCatchAll({ port }: SidecarEgress): boolean {
  return port?.number === undefined;
}

function servesSpeedscale(listener: SidecarEgress): boolean {
  return isCatchAll(listener) || CALLED_PORTS.includes(listener.port!.number!);
}

/** `~/*` imports nothing up to Istio 1.30 and excludes everything from 1.31 on: beside a host that is let in it has no place. */
const NOTHING = '~/*';

function withHosts(listed: readonly string[], further: readonly string[], namespace: string): readonly string[] {
  const kept = listed.filter((host) => host !== NOTHING);
  return further.reduce((hosts, host) => covers(hosts, host, namespace) ? hosts : [...hosts, host], kept);
}

/** Whether the list lets the host in as a whole. */
function covers(listed: readonly string[], host: string, namespace: string): boolean {
  const [ns, name] = host.split('/');
  const own = ns === '.' || ns === namespace ? ['./*', `./${name}`, `${namespace}/*`, `${namespace}/${name}`] : [];
  return ['*/*', `*/${name}`, `${ns}/*`, host, ...own].some((wide) => listed.includes(wide));
}
