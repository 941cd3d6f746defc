import { Inventory } from '../../kubernetes/inventory';
import { commandLine } from '../../message/command-line';
import { inSentence } from '../../message/text';
import { ResolvedMesh } from '../../settings/resolve-mesh';
import { meshInSight, namespaceSidecars } from '../in-sight';

/** Kinds of which a dump is asked for together: what egress is decided from, wherever in the cluster it stands. */
const DECIDING_KINDS = 'namespaces,services,sidecars,serviceentries,virtualservices,destinationrules';

/** What is not in sight, and the command that gets it. */
export interface Missing {
  /** In words. */
  readonly what: string;
  readonly command: string;
}

/**
 * What the decision about egress needs and neither manifests nor settings show.
 * @param labels the labels of the namespaces that are known: `namespaceLabels`
 */
export function notInSight(mesh: ResolvedMesh, inventory: Inventory, labels: ReadonlyMap<string, unknown>): Missing | undefined {
  const { rootNamespace, hasRootSidecar, outboundTrafficPolicy } = mesh.istio;
  const calling = mesh.namespaces.filter(({ callsSpeedscale }) => callsSpeedscale);
  const unlabelled = [...new Set([mesh.speedscale.namespace, ...calling.map(({ name }) => name)])].filter((name) => !labels.has(name));
  const [root] = namespaceSidecars(meshInSight(inventory, mesh.istio.version), rootNamespace);
  const ofCluster = [
    ...(root === undefined && hasRootSidecar !== false ? [`whether the root namespace "${rootNamespace}" has a Sidecar`] : []),
    ...(unlabelled.length > 0 ? [`the labels of ${namespacesInWords(unlabelled)}`] : []),
  ];
  const ofMesh = outboundTrafficPolicy === undefined ? ['the mesh\'s outboundTrafficPolicy'] : [];
  if (ofCluster.length + ofMesh.length === 0) return undefined;
  const commands = [
    ...(ofCluster.length > 0 ? [`kubectl get ${DECIDING_KINDS} -A -o yaml`] : []),
    ...(ofMesh.length > 0 ? [commandLine('kubectl', 'get', 'configmap', 'istio', '-n', rootNamespace, '-o', 'yaml')] : []),
  ];
  const command = commands.length === 1 ? `${commands[0]} > cluster.yaml` : `(${commands.join('; echo ---; ')}) > cluster.yaml`;
  return { what: inSentence([...ofMesh, ...ofCluster]), command };
}

/** How many namespaces are named: a repository may have a thousand. */
const MOST_NAMED = 3;

function namespacesInWords(names: readonly string[]): string {
  const named = names.slice(0, names.length > MOST_NAMED + 1 ? MOST_NAMED : names.length).map((name) => `Namespace ${name}`);
  return named.length === names.length ? named.join(', ') : `${named.join(', ')} and ${names.length - named.length} more`;
}
