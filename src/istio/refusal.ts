import { Read } from './config/object';
import { readObject } from './config/read';
import { Call } from './egress/verdict';
import { overlaps } from './host-match';
import { Mesh } from './mesh';
import { once } from './once';
import { qualified } from './short-name';
import { KubernetesObject } from '../kubernetes/object';
import { isUnfinishedName, unfinishedIn } from '../kubernetes/unfinished';
import { formatPath, listAt, textAt, ValuePath } from '../kubernetes/value';

/** Why Istio's CRD or webhook refuses an object, or why it is not known whether they do. */
export interface Refusal {
  /** Istio's reason, as a clause. */
  readonly because: string;
  /** The part of the object that it is about. */
  readonly path: ValuePath;
  /** Whether that part is still to be filled in: Istio never sees the object as it is. */
  readonly isUnfinished: boolean;
}

const known = new WeakMap<Read<unknown>, { readonly refusal: Refusal | undefined }>();

/**
 * Why Istio refuses an object; `undefined` where it takes it, or where it is of a kind that decides nothing about egress.
 * @param release that of the mesh; where it is not modelled, the newest that is
 */
export function refusalOf(object: KubernetesObject, release?: string): Refusal | undefined {
  const read = readObject(object, release);
  if (read === undefined) return undefined;
  return once(known, read, () => ({ refusal: unfinished(object) ?? ('value' in read ? undefined : refusal(read.problem)) })).refusal;
}

function unfinished(object: KubernetesObject): Refusal | undefined {
  const path = unfinishedIn(object);
  return path && { because: `${formatPath(path)} is still to be filled in`, path, isUnfinished: true };
}

function refusal(problem: string): Refusal {
  const [, path = '', because = problem] = /^(spec[^: ]*):? (.*)$/s.exec(problem) ?? [];
  return { because: problem.startsWith(`${path}: `) ? because : problem, path: pathOf(path), isUnfinished: false };
}

/** `spec.egress[0].hosts` as keys and positions. */
function pathOf(text: string): ValuePath {
  return [...text.matchAll(/[^.[\]]+/g)].map(([part]) => /^\d+$/.test(part) ? Number(part) : part);
}

/**
 * Whether an object that Istio refuses would decide the call, or take part in it, if it were there. An older version of it may still be in
 * the cluster, so nothing is concluded from its absence.
 */
export function refusedOn(mesh: Mesh, call: Pick<Call, 'namespace' | 'host'>): KubernetesObject | undefined {
  return once(hostsOfRefused, mesh, () => mesh.rejected.map(({ object }) => ({ object, hosts: hostsNamedBy(object) })))
    .find(({ object, hosts }) => takesPart(object, hosts, call, mesh.config.rootNamespace))?.object;
}

/** Whether a refused object takes part in any of the calls that pods of namespaces make to hosts. */
export function isRefusedOn(object: KubernetesObject, namespaces: readonly string[], hosts: readonly string[], rootNamespace: string): boolean {
  const named = hostsNamedBy(object);
  return namespaces.some((namespace) => hosts.some((host) => takesPart(object, named, { namespace, host }, rootNamespace)));
}

function takesPart({ kind, metadata }: KubernetesObject, hosts: readonly string[], call: Pick<Call, 'namespace' | 'host'>, rootNamespace: string): boolean {
  if (kind === 'Sidecar' || kind === 'ProxyConfig') {
    return metadata.namespace === call.namespace || metadata.namespace === rootNamespace || isUnfinishedName(metadata.namespace ?? '');
  }
  return hosts.some((host) => isUnfinishedName(host) || overlaps(host, call.host.toLowerCase()));
}

const hostsOfRefused = new WeakMap<Mesh, readonly { readonly object: KubernetesObject; readonly hosts: readonly string[] }[]>();

/** The hosts of calls inside the mesh that an object is for: none of a VirtualService that is for gateways alone. */
export function hostsNamedBy(object: KubernetesObject): readonly string[] {
  const gateways = object.kind === 'VirtualService' ? listAt(object, ['spec', 'gateways']) : [];
  if (gateways.length > 0 && !gateways.includes('mesh')) return [];
  const named = [...listAt(object, ['spec', 'hosts']), textAt(object, ['spec', 'host'])].filter((host): host is string => typeof host === 'string');
  return named.map((host) => object.kind === 'ServiceEntry' ? host : qualified(host, object.metadata.namespace ?? '')).map((host) => host.toLowerCase());
}
