import { inSidecar } from './paths';
import { Edit } from '../../kubernetes/edit';
import { appendTo, changeList } from '../../kubernetes/make-edits';
import { KubernetesObject, ObjectMeta } from '../../kubernetes/object';
import { isMap, listAt, valueAt } from '../../kubernetes/value';
import { Sidecar } from '../config/sidecar';
import { ImportedHosts } from '../egress/imported-hosts';
import { SidecarEgress, SidecarManifest, SidecarSpec } from '../manifests';

/** What of an egress listener decides whom it lets in. */
export interface ListenerHosts {
  readonly hosts: readonly string[];
  /** Without a number it is for every port that no other listener has. */
  readonly port?: { readonly number?: number };
}

/** A service that pods call: its host as it is registered, by whose namespace, and the port. */
export interface CalledService {
  readonly host: string;
  readonly namespace: string;
  readonly port: number;
}

/** What a Sidecar says of egress. */
export type SidecarEgressSpec = Required<Pick<SidecarSpec, 'egress'>> & Pick<SidecarSpec, 'outboundTrafficPolicy'>;

/** Without egress listeners a Sidecar lets everything in (istio/istio pilot/pkg/model/sidecar.go). */
const EVERYTHING: SidecarEgress = { hosts: ['*/*'] };

/** The Sidecar with the egress that is given. */
export function sidecarManifest(apiVersion: string, metadata: ObjectMeta, egress: SidecarEgressSpec): SidecarManifest {
  const { outboundTrafficPolicy } = egress;
  const listeners = egress.egress.map((listener): SidecarEgress => ({ ...listener, hosts: [...listener.hosts] }));
  return {
    apiVersion,
    kind: 'Sidecar',
    metadata,
    // Two literals: a field that a literal spreads into another is not checked.
    spec: outboundTrafficPolicy === undefined ? { egress: listeners } : { egress: listeners, outboundTrafficPolicy },
  };
}

/** What an object says of egress, for another one that takes its place: what is not read of it is kept. */
export function egressSpecOf(sidecar: KubernetesObject): SidecarEgressSpec {
  const listeners = listAt(sidecar, inSidecar('egress')) as readonly SidecarEgress[];
  const policy = valueAt(sidecar, inSidecar('outboundTrafficPolicy'));
  return { egress: listeners.length > 0 ? listeners : [EVERYTHING], outboundTrafficPolicy: isMap(policy) ? policy : undefined };
}

/** The egress listeners that hold for the pods of a Sidecar. */
export function listenersOf({ egress }: Pick<Sidecar, 'egress'>): readonly ListenerHosts[] {
  return egress.length > 0 ? egress : [EVERYTHING];
}

/** Whether the listeners let in everything that an entry of a Sidecar's hosts, such as `speedscale/*`, stands for, on each of the ports. */
export function letsIn(listeners: readonly ListenerHosts[], host: string, namespace: string, ports: readonly number[]): boolean {
  const serving = listeners.filter((listener) => servesAny(listener, ports));
  return listeners.some(isCatchAll) && serving.every(({ hosts }) => covers(hosts, host, namespace));
}

/** Whether the listener that a call to the service meets lets it in. Pods know nothing else of the mesh. */
export function letsInService(listeners: readonly ListenerHosts[], called: CalledService, namespace: string): boolean {
  const ofPort = listeners.filter(({ port }) => port?.number === called.port);
  const met = ofPort.length > 0 ? ofPort : listeners.filter(isCatchAll);
  return met.some(({ hosts }) => new ImportedHosts(hosts, namespace, true).takesService(called.host, called.namespace));
}

/** Whether a listener lets in anything of a namespace. */
export function importsFrom({ hosts }: ListenerHosts, namespace: string, own: string): boolean {
  const { namespaces } = new ImportedHosts(hosts, own, true);
  return namespaces === undefined || namespaces.includes(namespace);
}

/**
 * The listeners with further hosts in each of them that serves one of the ports. A listener with a port of its own locks that port against
 * the catch-all one (istio/istio pilot/pkg/networking/core/listener.go), so a host that stands only in the catch-all would not be reached
 * there. Where no listener is a catch-all, one is added for the new hosts alone.
 * @param namespace the pods' namespace, for which `.` stands
 */
export function withHosts<Listener extends ListenerHosts>(
  listeners: readonly Listener[], hosts: readonly string[], namespace: string, ports: readonly number[],
): readonly (Listener | { readonly hosts: readonly string[] })[] {
  const also = (listed: readonly string[]) => hostsAlso(listed, hosts, namespace);
  const widened = listeners.map((listener) => servesAny(listener, ports) ? { ...listener, hosts: also(listener.hosts) } : listener);
  return listeners.some(isCatchAll) ? widened : [...widened, { hosts: also([]) }];
}

/** The edits that make the listeners of a Sidecar those: the same ones with other hosts, and further ones behind the last. */
export function listenerEdits(sidecar: KubernetesObject, wanted: readonly ListenerHosts[]): readonly Edit[] {
  const there = listAt(sidecar, inSidecar('egress')).length;
  return wanted.flatMap(({ hosts }, index) => {
    const path = hostsOfListener(index);
    return index < there ? changeList(sidecar, path, hosts) : appendTo(path, hosts);
  });
}

/** Where the hosts of an egress listener stand. */
export function hostsOfListener(index: number): ReturnType<typeof inSidecar> {
  return inSidecar('egress', index, 'hosts');
}

/** Whether an egress listener says nothing but which hosts it lets in. */
export function hasHostsAlone(sidecar: KubernetesObject, index: number): boolean {
  const listener = valueAt(sidecar, inSidecar('egress', index));
  return isMap(listener) && Object.keys(listener).length === 1;
}

function isCatchAll({ port }: ListenerHosts): boolean {
  return port?.number === undefined;
}

function servesAny(listener: ListenerHosts, ports: readonly number[]): boolean {
  return isCatchAll(listener) || ports.includes(listener.port!.number!);
}

/** `~/*` imports nothing up to Istio 1.30 and excludes everything from 1.31 on: beside a host that is let in it has no place. */
const NOTHING = '~/*';

function hostsAlso(listed: readonly string[], further: readonly string[], namespace: string): readonly string[] {
  const kept = listed.filter((host) => host !== NOTHING);
  return further.reduce((hosts, host) => covers(hosts, host, namespace) ? hosts : [...hosts, host], kept);
}

/** Whether the list lets the host in as a whole. */
function covers(listed: readonly string[], host: string, namespace: string): boolean {
  const [ns, name] = host.split('/');
  const own = ns === '.' || ns === namespace ? ['./*', `./${name}`, `${namespace}/*`, `${namespace}/${name}`] : [];
  return ['*/*', `*/${name}`, `${ns}/*`, host, ...own].some((wide) => listed.includes(wide));
}
