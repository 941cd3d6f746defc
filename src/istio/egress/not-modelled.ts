import { Call } from './verdict';
import { KubernetesObject } from '../../kubernetes/object';
import { listAt, mapAt, StringMap, stringMap, textAt, valueAt } from '../../kubernetes/value';
import { isWithin } from '../labels';
import { Mesh } from '../mesh';
import { once } from '../once';
import { Service } from '../service';

/** What an EnvoyFilter can change that only plain HTTP meets. */
const HTTP_ONLY: readonly string[] = ['HTTP_FILTER', 'HTTP_ROUTE', 'VIRTUAL_HOST', 'ROUTE_CONFIGURATION'];
/** What it can change that no call meets on its way. */
const HARMLESS: readonly string[] = ['BOOTSTRAP', 'EXTENSION_CONFIG'];

/** Whether an EnvoyFilter in sight may change what happens to the call. */
export function changedByEnvoyFilter({ kinds, config }: Mesh, call: Call): boolean {
  return (kinds.get('EnvoyFilter.networking.istio.io') ?? []).some((filter) => {
    const { namespace } = filter.metadata;
    return (namespace === call.namespace || namespace === config.rootNamespace)
      && valueAt(filter, ['spec', 'targetRefs']) === undefined
      && isWithin(selectorOfEnvoyFilter(filter), call.labels)
      && listAt(filter, ['spec', 'configPatches']).some((patch) => mayChange(patch, call));
  });
}

/** The labels by which an EnvoyFilter selects pods. */
export function selectorOfEnvoyFilter(filter: KubernetesObject): StringMap {
  return stringMap(mapAt(filter, ['spec', 'workloadSelector', 'labels']));
}

function mayChange(patch: unknown, { port, protocol }: Call): boolean {
  const applyTo = textAt(patch, ['applyTo']) ?? '';
  const context = textAt(patch, ['match', 'context']) ?? 'ANY';
  const onPort = valueAt(patch, ['match', 'listener', 'portNumber']);
  if (HARMLESS.includes(applyTo) || (HTTP_ONLY.includes(applyTo) && protocol !== 'HTTP')) return false;
  return ['ANY', 'SIDECAR_OUTBOUND'].includes(context) && (typeof onPort !== 'number' || onPort === port);
}

const ROUTE_KINDS = [
  'HTTPRoute.gateway.networking.k8s.io', 'GRPCRoute.gateway.networking.k8s.io', 'TLSRoute.gateway.networking.k8s.io', 'TCPRoute.gateway.networking.k8s.io',
] as const;
const routed = new WeakMap<Mesh, ReadonlySet<string>>();

/** Whether a route of the Gateway API is attached to a service itself. */
export function hasGatewayApiRoute(mesh: Mesh, { origin }: Service): boolean {
  const found = once(routed, mesh, () => new Set(ROUTE_KINDS.flatMap((kind) => mesh.kinds.get(kind) ?? []).flatMap(parents)));
  return found.size > 0 && found.has(`${origin.kind} ${origin.metadata.namespace}/${origin.metadata.name}`);
}

function parents(route: KubernetesObject): readonly string[] {
  return listAt(route, ['spec', 'parentRefs']).map((parent) => (
    `${textAt(parent, ['kind']) ?? 'Gateway'} ${textAt(parent, ['namespace']) ?? route.metadata.namespace}/${textAt(parent, ['name'])}`));
}
