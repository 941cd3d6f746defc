import { SurveyedNamespace, surveyNamespaces } from './survey-namespaces';
import { peerAuthentication } from '../../istio/peer-authentication';
import { Inventory, InventoryEntry } from '../../kubernetes/inventory';
import { isNamespaceName } from '../../kubernetes/names';
import { Finding } from '../../message/message';
import { KnownIstio, ResolvedMesh, resolveMesh } from '../../settings/resolve-mesh';
import { speedscaleEntries } from '../adopt/adopt-service-entry';
import { Missing, notInSight } from '../facts/missing-context';
import { namespaceLabels } from '../facts/namespace-labels';
import { OtherDocument, readFacts } from '../facts/read-facts';
import { FactName } from '../facts/statement';
import { Agreement, agreement, STATEABLE, sumUp } from '../facts/sum-up';
import { unsetNamespaces } from '../facts/unset-namespaces';
import { MeshInSight, meshInSight, namespaceSidecars } from '../in-sight';
import { takeover } from '../plan-service-entries';
import { registeredHosts } from '../service-entry';

/** What manifests show of a mesh, as far as settings are drafted from it. */
export interface Survey {
  readonly mesh: ResolvedMesh;
  /** The facts that settings can state, in their order; without an agreement where no manifest says anything. */
  readonly facts: readonly { readonly fact: FactName; readonly agreement: Agreement | undefined }[];
  readonly rootSidecar: InventoryEntry | undefined;
  /** PeerAuthentications that ask every pod of the mesh, or of Speedscale's namespace, for mutual TLS. */
  readonly strict: readonly InventoryEntry[];
  readonly speedscale: SurveyedSpeedscale;
  readonly namespaces: readonly SurveyedNamespace[];
  /** Namespaces with workloads whose names are none, such as those that a template has still to fill in. */
  readonly unnamed: readonly string[];
  readonly missing: Missing | undefined;
  readonly unset: readonly Finding[];
  /** What there is to say of the manifests: facts on which they do not agree, and what of them could not be read. */
  readonly findings: readonly Finding[];
}

/** What is in sight of Speedscale's own namespace. */
export interface SurveyedSpeedscale {
  readonly namespace: string;
  /** What shows that it is this one; `undefined` where that is only what the chart would do. */
  readonly shownBy: InventoryEntry | undefined;
  readonly isLabelled: boolean;
  /** ServiceEntries with Speedscale's hosts in its namespace. */
  readonly entries: readonly InventoryEntry[];
  /** Hosts that ServiceEntries of others register where Speedscale's would be seen. */
  readonly taken: readonly { readonly entry: InventoryEntry; readonly hosts: readonly string[] }[];
}

/** The Service of the webhooks, which the operator's chart makes in the namespace of its release. */
const OPERATOR = 'speedscale-operator';

/** Surveys everything in sight. Nothing is concluded from what is not there. */
export function survey(inventory: Inventory, others: readonly OtherDocument[]): Survey {
  const statements = readFacts(inventory, others);
  const { known, findings } = sumUp(statements, {}, () => ({}));
  const { labels } = namespaceLabels(inventory, {}, () => ({}));
  const inSight = meshInSight(inventory, known.version, labels);
  const operator = operatorOf(inventory);
  const namespace = operator?.object.metadata.namespace;
  const base = resolveMesh({ speedscale: { namespace } }, known);
  const { namespaces, unnamed } = surveyNamespaces(base, inventory, labels);
  const mesh = withNamespaces(namespace, known, namespaces);
  return {
    mesh,
    facts: STATEABLE.map((fact) => ({ fact, agreement: agreement(fact, statements) })),
    rootSidecar: namespaceSidecars(inSight, mesh.istio.rootNamespace)[0],
    strict: inventory.byKind('PeerAuthentication.security.istio.io').filter(({ object }) => asksAllForMutualTls(object, mesh)),
    speedscale: {
      namespace: mesh.speedscale.namespace,
      shownBy: operator ?? inventory.find('Namespace', undefined, mesh.speedscale.namespace)[0],
      isLabelled: labels.has(mesh.speedscale.namespace),
      ...entriesOf(mesh, inSight),
    },
    namespaces,
    unnamed,
    missing: notInSight(mesh, inventory, labels),
    unset: unsetNamespaces(inventory),
    findings,
  };
}

/** The one Service by its name; where several namespaces have one, which of them is deployed is not in sight. */
function operatorOf(inventory: Inventory): InventoryEntry | undefined {
  const services = inventory.byKind('Service').filter(({ object: { metadata } }) => metadata.name === OPERATOR && isNamespaceName(metadata.namespace ?? ''));
  return services.every(({ object }) => object.metadata.namespace === services[0].object.metadata.namespace) ? services[0] : undefined;
}

/** The mesh as the drafted settings will have it. */
function withNamespaces(namespace: string | undefined, known: KnownIstio, namespaces: readonly SurveyedNamespace[]): ResolvedMesh {
  const listed = namespaces.map(({ name, replays }) => ({ name, replay: replays.length > 0 }));
  return resolveMesh({ speedscale: { namespace }, namespaces: listed }, known, (index) => namespaces[index].captures.some(({ mode }) => mode === 'goproxy'));
}

function asksAllForMutualTls(object: InventoryEntry['object'], { istio, speedscale }: ResolvedMesh): boolean {
  const { namespace } = object.metadata;
  const { mode, selectsPods } = peerAuthentication(object);
  return mode === 'STRICT' && !selectsPods && (namespace === istio.rootNamespace || namespace === speedscale.namespace);
}

function entriesOf(mesh: ResolvedMesh, inSight: MeshInSight): Pick<SurveyedSpeedscale, 'entries' | 'taken'> {
  const entries = speedscaleEntries(mesh, inSight);
  const others = inSight.serviceEntries.filter((entry) => !entries.includes(entry) && takeover(mesh, entry, inSight).length > 0);
  const registered = (entry: InventoryEntry) => mesh.speedscale.hosts.filter((host) => registeredHosts(entry).includes(host));
  return { entries, taken: others.map((entry) => ({ entry, hosts: registered(entry) })) };
}
