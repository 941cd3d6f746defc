import { AdoptionPart, changed, together } from './change';
import { sidecarOf } from '../../istio/config/read';
import { isWithin } from '../../istio/labels';
import { listenerEdits, ListenerHosts, listenersOf, withHosts } from '../../istio/objects/sidecar';
import { InventoryEntry } from '../../kubernetes/inventory';
import { objectTitle } from '../../kubernetes/object';
import { StringMap } from '../../kubernetes/value';
import { podTemplate } from '../../kubernetes/workload';
import { finding } from '../../message/catalogue';
import { Finding } from '../../message/message';
import { SidecarPlacement } from '../../settings/mesh-settings';
import { ResolvedMesh, ResolvedNamespace } from '../../settings/resolve-mesh';
import { CALLED_PORTS, calledFrom, leftOut } from '../called-services';
import { MeshInSight, namespaceSidecars } from '../in-sight';
import { isGenerated, withoutOurs } from '../ours';
import { callingNamespaces, missingIn, rootFindings } from '../plan-sidecars';

/**
 * Lets Speedscale into the Sidecars that are in effect: a namespace's own, or the root namespace's where the settings say so. Where the
 * root's is in effect and they do not, `synth` writes the namespace one of its own.
 * @param all the Sidecars that synth wrote among it: they are not edited
 */
export function adoptSidecars(mesh: ResolvedMesh, all: MeshInSight): AdoptionPart {
  const inSight = withoutOurs(all);
  const root = namespaceSidecars(inSight, mesh.istio.rootNamespace);
  const namespaces = new Map<InventoryEntry, ResolvedNamespace[]>();
  const findings: Finding[] = [];
  const withoutRoot: string[] = [];
  for (const namespace of callingNamespaces(mesh)) {
    const own = namespaceSidecars(inSight, namespace.name);
    const inEffect = own.length > 0 ? own : root;
    if (own.length > 0 || namespace.sidecar === SidecarPlacement.ROOT) {
      inEffect.forEach((sidecar) => namespaces.set(sidecar, [...namespaces.get(sidecar) ?? [], namespace]));
    } else if (!isSeenTo(mesh, namespace, all)) {
      findings.push(...inEffect.slice(0, 1).flatMap((sidecar) => leftToSynth(mesh, namespace, sidecar)));
    }
    if (inEffect.length === 0 && mesh.istio.hasRootSidecar !== false) withoutRoot.push(namespace.name);
  }
  return together(
    ...[...namespaces].map(([sidecar, served]) => letIn(mesh, sidecar, served)),
    { changes: [], findings: [...findings, ...rootFindings(mesh, root[0], withoutRoot)] },
  );
}

/** The edits by which a Sidecar lets in what the pods of the namespaces call. */
function letIn(mesh: ResolvedMesh, entry: InventoryEntry, namespaces: readonly ResolvedNamespace[]): AdoptionPart {
  const before = listenersOf(sidecarOf(entry.object));
  const after = namespaces.reduce<readonly ListenerHosts[]>((listeners, namespace) => {
    const missing = leftOut(listeners, calledFrom(mesh, namespace), namespace.name);
    return missing.length === 0 ? listeners : withHosts(listeners, missing, namespace.name, CALLED_PORTS);
  }, before);
  return { changes: after === before ? [] : changed(entry, listenerEdits(entry.object, after)), findings: [] };
}

/** Whether the Sidecar that synth wrote for the namespace is in sight, and lets in what its pods call. */
function isSeenTo(mesh: ResolvedMesh, namespace: ResolvedNamespace, inSight: MeshInSight): boolean {
  return namespaceSidecars(inSight, namespace.name).some((sidecar) => isGenerated(sidecar) && missingIn(mesh, sidecar, namespace).length === 0);
}

function leftToSynth(mesh: ResolvedMesh, namespace: ResolvedNamespace, root: InventoryEntry): readonly Finding[] {
  const missing = missingIn(mesh, root, namespace);
  if (missing.length === 0) return [];
  const facts = { namespace: namespace.name, sidecar: objectTitle(root.object), hosts: inQuotes(missing) };
  return [finding('sidecar-left-to-synth', facts, root.place)];
}

/**
 * Sidecars with a workloadSelector that select a captured workload and leave Speedscale out: they win over the namespace's, and
 * are made for a purpose that only their owner knows.
 */
export function selectiveSidecars(mesh: ResolvedMesh, inSight: MeshInSight, captured: readonly InventoryEntry[]): readonly Finding[] {
  const calling = callingNamespaces(mesh);
  return inSight.sidecars.flatMap((sidecar) => {
    const { object, place } = sidecar;
    const namespace = calling.find(({ name }) => name === object.metadata.namespace);
    const { selector } = sidecarOf(object);
    if (namespace === undefined || selector === undefined) return [];
    const missing = missingIn(mesh, sidecar, { ...namespace, replay: false, callsForwarder: true });
    const selected = captured.filter((workload) => workload.object.metadata.namespace === namespace.name && selectsPods(selector, workload));
    if (missing.length === 0 || selected.length === 0) return [];
    const facts = { sidecar: objectTitle(object), workloads: selected.map((workload) => objectTitle(workload.object)).join(', '), hosts: inQuotes(missing) };
    return [finding('sidecar-selects-captured-workload', facts, place)];
  });
}

/** Istio compares a Sidecar's labels with the pod's; an empty selector selects every pod. */
function selectsPods(selector: StringMap, { object }: InventoryEntry): boolean {
  return isWithin(selector, podTemplate(object)?.metadata.labels ?? {});
}

function inQuotes(texts: readonly string[]): string {
  return texts.map((text) => `"${text}"`).join(' and ');
}
