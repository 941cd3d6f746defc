import { groupBy } from '../istio/group';
import { SYSTEM_NAMESPACES } from '../istio/injection';
import { MODEL_KINDS } from '../istio/kinds';
import { Mesh } from '../istio/mesh';
import { Sight } from '../mesh/sight';

/** What Istio can tell of a namespace: callers of namespaces with the same marks are decided alike. */
export type NamespaceMarks = (namespace: string) => string;

/** A namespace with an object that the model reads, or that such an object names, has marks of its own; of all others their labels count. */
export function namespaceMarks({ inventory, labels, mesh: { istio, speedscale } }: Sight, meshes: readonly Mesh[]): NamespaceMarks {
  const told = new Set([istio.rootNamespace, speedscale.namespace, ...SYSTEM_NAMESPACES]);
  for (const kind of MODEL_KINDS) for (const { object } of inventory.byKind(kind)) told.add(object.metadata.namespace ?? '');
  // Of one that is defined twice, each definition is tried.
  const defined = groupBy(inventory.byKind('Namespace'), ({ object }) => object.metadata.name ?? '');
  for (const [name, { length }] of defined) if (length > 1) told.add(name);
  for (const mesh of meshes) namespacesNamed(mesh).forEach((name) => told.add(name));
  return (namespace) => told.has(namespace) ? namespace : `/${JSON.stringify(labels.get(namespace)) ?? ''}`;
}

/** The namespaces that an exportTo or a match of a route names. */
function namespacesNamed({ config, services, virtualServices, rules }: Mesh): readonly string[] {
  const { exportServices, exportVirtualServices, exportDestinationRules } = config;
  const exported = [...services.all, ...virtualServices.all, ...[...rules.values()].flat()].flatMap(({ exportTo }) => exportTo);
  const routes = virtualServices.all.flatMap(({ http, tls, tcp }) => [...http, ...tls, ...tcp]);
  const matched = routes.flatMap(({ match }) => match.map(({ sourceNamespace }) => sourceNamespace));
  return [...exportServices, ...exportVirtualServices, ...exportDestinationRules, ...exported, ...matched];
}
