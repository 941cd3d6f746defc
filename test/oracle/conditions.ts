import { KubernetesObject } from '../../src/kubernetes/object';

type Fields = Readonly<Record<string, unknown>>;

/** What istiod itself compares; the rest it leaves to the proxy, request by request. */
const comparedByIstiod = ['name', 'port', 'gateways', 'sourceLabels', 'sourceNamespace'];

/** Whether routes depend on what the simulator is not asked: it calls the path `/` alone, and looks at no header. */
export function hasRouteConditions(objects: readonly KubernetesObject[]): boolean {
  const routes = objects.filter(({ kind }) => kind === 'VirtualService').flatMap(({ spec }) => (spec as { readonly http?: readonly Fields[] } | undefined)?.http ?? []);
  return routes.flatMap(({ match }) => (match ?? []) as readonly Fields[]).some((match) => Object.entries(match).some(isCondition));
}

function isCondition([field, value]: readonly [string, unknown]): boolean {
  return !comparedByIstiod.includes(field) && !(field === 'uri' && (value as Fields).prefix === '/');
}
