import { AskedCall } from './calls';
import { Choices } from '../istio/egress/choices';
import { chooseSidecar, scopeOf } from '../istio/egress/scope';
import { Verdict } from '../istio/egress/verdict';
import { Mesh } from '../istio/mesh';
import { CLUSTER_DOMAIN } from '../istio/service';
import { API_SERVER_SERVICE } from '../kubernetes/api-server';
import { ObjectReference } from '../kubernetes/object';
import { StringMap } from '../kubernetes/value';
import { Sight } from '../mesh/sight';

/** A dump of a whole cluster has Services of at least so many namespaces, and the one that every cluster has. */
const NAMESPACES_OF_A_DUMP = 3;

const known = new WeakMap<Sight, ReadonlySet<string> | 'all'>();

/**
 * The namespaces whose Services the input shows: those of which it has one, or all where a context is stated to be complete, or looks like
 * a dump of the whole cluster. What is not in it is missing there; of every other namespace nothing is known.
 */
export function namespacesWithServices(sight: Sight): ReadonlySet<string> | 'all' {
  const found = known.get(sight) ?? findNamespaces(sight);
  known.set(sight, found);
  return found;
}

function findNamespaces({ settings, inventory }: Sight): ReadonlySet<string> | 'all' {
  const { namespace, name } = API_SERVER_SERVICE;
  const namespaces = new Set(inventory.byKind('Service').flatMap(({ object }) => object.metadata.namespace ?? []));
  const isDump = namespaces.size >= NAMESPACES_OF_A_DUMP && inventory.find('Service', namespace, name).length > 0;
  return isDump || (settings.context ?? []).some(({ complete }) => complete === true) ? 'all' : namespaces;
}

/**
 * The Service that a blocked call would end at, where its namespace's Services are not in the input: whether it is there, nothing tells.
 * `undefined` where the Service is missing for certain, and where a Sidecar would keep the call from it.
 */
export function serviceNotShown(sight: Sight, mesh: Mesh, labels: StringMap, call: AskedCall, verdict: Verdict): ObjectReference | undefined {
  if (verdict.outcome !== 'blocked') return undefined;
  const missing = verdict.steps.flatMap((step) => step.step === 'cluster' && !step.exists ? serviceOf(step.name.split('|').at(-1)!, call.namespace) ?? [] : []);
  const named = missing.length > 0 || verdict.reason === 'missing-cluster' ? missing : importable(mesh, labels, call);
  return named.find(({ namespace, name }) => !isShown(sight, namespace!) && !mesh.services.byHost.has(hostOf(namespace!, name)));
}

function isShown(sight: Sight, namespace: string): boolean {
  const shown = namespacesWithServices(sight);
  return shown === 'all' || shown.has(namespace);
}

function hostOf(namespace: string, name: string): string {
  return `${name}.${namespace}.svc.${CLUSTER_DOMAIN}`;
}

/** The Service that the call names, where the Sidecar in effect would import it. */
function importable(mesh: Mesh, labels: StringMap, { namespace, sample }: AskedCall): readonly ObjectReference[] {
  const service = serviceOf(sample, namespace);
  if (service === undefined) return [];
  const scope = scopeOf(mesh, chooseSidecar(mesh, namespace, labels, new Choices()).sidecar, namespace);
  return scope.listeners.some((listener) => listener.hosts.takesService(hostOf(service.namespace!, service.name), service.namespace!)) ? [service] : [];
}

/** The Service that a name of the cluster's DNS is of. A name of two labels may be one of the internet, and is not taken for one. */
function serviceOf(host: string, namespace: string): ObjectReference | undefined {
  const [name, owner = namespace, svc, ...domain] = host.toLowerCase().split('.');
  const isName = name !== '' && (owner === namespace && svc === undefined && !host.includes('.') ? true : svc === 'svc' && ['', CLUSTER_DOMAIN].includes(domain.join('.')));
  return isName ? { kind: 'Service', namespace: owner, name } : undefined;
}
