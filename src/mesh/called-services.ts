import { CalledService, letsInService, ListenerHosts } from '../istio/objects/sidecar';
import { CLUSTER_DOMAIN } from '../istio/service';
import { API_SERVER_SERVICE } from '../kubernetes/api-server';
import { ResolvedMesh, ResolvedNamespace } from '../settings/resolve-mesh';
import { FORWARDER } from '../speedscale/runtime';

/** The API server, which pods of Speedscale and of many applications call; as a Sidecar names it. */
export const API_SERVER = `${API_SERVER_SERVICE.namespace}/${fullName(API_SERVER_SERVICE)}`;

/** Speedscale's hosts are called by TLS. */
const HTTPS = 443;

/** The ports on which Speedscale is called. */
export const CALLED_PORTS: readonly number[] = [HTTPS, FORWARDER.port];

/** What is called in the mesh, and the host by which a Sidecar lets it in: wider, since what stands there may change its name. */
export interface Called {
  /** As a Sidecar lists it. */
  readonly host: string;
  readonly services: readonly CalledService[];
}

/**
 * What Speedscale's pods in a namespace call inside the mesh: goproxy the forwarder, the control plane and a replay's pods the hosts and the
 * API server.
 */
export function calledFrom({ speedscale }: ResolvedMesh, { name, replay, callsForwarder }: CallingPods): readonly Called[] {
  const { namespace: own, hosts, served } = speedscale;
  const forwarder = inNamespace(own, fullName({ name: FORWARDER.name, namespace: own }), FORWARDER.port);
  if (!replay && name !== own) return [{ host: `${own}/*`, services: [forwarder] }];
  const external = served?.services ?? hosts.map((host) => ({ host, namespace: own }));
  const registrars = new Set([own, ...external.map(({ namespace }) => namespace)]);
  const registered = external.map(({ host, namespace }) => inNamespace(namespace, host, HTTPS));
  const called = callsForwarder ? [...registered, forwarder] : registered;
  return [
    ...[...registrars].map((registrar): Called => ({ host: `${registrar}/*`, services: called.filter(({ namespace }) => namespace === registrar) })),
    { host: API_SERVER, services: [inNamespace(API_SERVER_SERVICE.namespace, fullName(API_SERVER_SERVICE), API_SERVER_SERVICE.port)] },
  ];
}

/** What of a namespace decides what its pods call. */
export type CallingPods = Pick<ResolvedNamespace, 'name' | 'replay' | 'callsForwarder'>;

/** The hosts by which a Sidecar would let in what it leaves out of what is called. */
export function leftOut(listeners: readonly ListenerHosts[], called: readonly Called[], namespace: string): readonly string[] {
  return called.filter(({ services }) => !services.every((service) => letsInService(listeners, service, namespace))).map(({ host }) => host);
}

function inNamespace(namespace: string, host: string, port: number): CalledService {
  return { host, namespace, port };
}

function fullName({ name, namespace }: { readonly name: string; readonly namespace: string }): string {
  return `${name}.${namespace}.svc.${CLUSTER_DOMAIN}`;
}
