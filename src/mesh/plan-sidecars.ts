import { API_SERVER, CALLED_PORTS, calledFrom, CallingPods, leftOut } from './called-services';
import { COPIED_FROM, egressSidecar, SIDECAR_NAME, usualHosts } from './egress-sidecar';
import { MeshInSight, sidecarByNamespace } from './in-sight';
import { withoutOurs } from './ours';
import { PlannedObjects } from './planned-objects';
import { sidecarOf } from '../istio/config/read';
import { SidecarManifest } from '../istio/manifests';
import { egressSpecOf, listenersOf, withHosts } from '../istio/objects/sidecar';
import { InventoryEntry } from '../kubernetes/inventory';
import { KubernetesObject, objectTitle } from '../kubernetes/object';
import { finding } from '../message/catalogue';
import { Finding } from '../message/message';
import { SidecarPlacement } from '../settings/mesh-settings';
import { ResolvedMesh, ResolvedNamespace } from '../settings/resolve-mesh';

/** The namespace Sidecars that let Speedscale in where the root namespace's, which is in effect, leaves it out. */
export function planSidecars(mesh: ResolvedMesh, inSight: MeshInSight, apiVersion: string): PlannedObjects<SidecarManifest> {
  const own = sidecarByNamespace(withoutOurs(inSight));
  const root = own.get(mesh.istio.rootNamespace);
  const decided = callingNamespaces(mesh).map((namespace) => decide(mesh, namespace, own.get(namespace.name), root));
  const withoutRoot = decided.flatMap((decision) => decision.needs === 'root-in-sight' ? [decision.namespace] : []);
  return {
    objects: decided.flatMap((decision) => decision.needs === 'sidecar' ? [fromRoot(mesh, decision.namespace, root!.object, apiVersion)] : []),
    findings: [
      ...decided.flatMap((decision) => decision.needs === 'adopt' ? [decision.finding] : []),
      ...rootFindings(mesh, root, withoutRoot.map(({ name }) => name)),
    ],
  };
}

/** The namespaces whose pods call Speedscale and whose Sidecar is ours to see to, Speedscale's own first. */
export function callingNamespaces({ speedscale, namespaces }: ResolvedMesh): readonly ResolvedNamespace[] {
  const own: ResolvedNamespace = {
    name: speedscale.namespace, replay: false, sidecar: SidecarPlacement.AUTO, egress: [], callsForwarder: false, callsSpeedscale: true,
  };
  const listed = namespaces.some(({ name }) => name === own.name);
  return [...(listed ? [] : [own]), ...namespaces].filter(({ callsSpeedscale, sidecar }) => callsSpeedscale && sidecar !== SidecarPlacement.NEVER);
}

type Decision =
  | { readonly needs: 'nothing' }
  | { readonly needs: 'sidecar' | 'root-in-sight'; readonly namespace: ResolvedNamespace }
  | { readonly needs: 'adopt'; readonly finding: Finding };

/** Istio merges no Sidecars: the namespace's own is the one in effect, else the root namespace's, else none narrows. */
function decide(mesh: ResolvedMesh, namespace: ResolvedNamespace, own: InventoryEntry | undefined, root: InventoryEntry | undefined): Decision {
  const inEffect = own ?? root;
  if (inEffect === undefined) return mesh.istio.hasRootSidecar === false ? { needs: 'nothing' } : { needs: 'root-in-sight', namespace };
  const missing = missingIn(mesh, inEffect, namespace);
  if (missing.length === 0) return { needs: 'nothing' };
  if (own === undefined && namespace.sidecar === SidecarPlacement.AUTO) return { needs: 'sidecar', namespace };
  const facts = { namespace: namespace.name, hosts: missing.map((host) => `"${host}"`).join(' and ') };
  return { needs: 'adopt', finding: finding('sidecar-leaves-speedscale-out', facts, inEffect.place) };
}

/** The hosts by which a Sidecar would let in what Speedscale's pods in a namespace call and it leaves out. */
export function missingIn(mesh: ResolvedMesh, { object }: InventoryEntry, namespace: CallingPods): readonly string[] {
  return leftOut(listenersOf(sidecarOf(object)), calledFrom(mesh, namespace), namespace.name);
}

/** A namespace Sidecar that holds what the root's allows, which it displaces, and what Speedscale needs beside. */
function fromRoot(mesh: ResolvedMesh, namespace: ResolvedNamespace, root: KubernetesObject, apiVersion: string): SidecarManifest {
  const { name, egress } = namespace;
  const spec = egressSpecOf(root);
  const called = calledFrom(mesh, namespace).map(({ host }) => host).filter((host) => host !== API_SERVER);
  const hosts = [...called, ...usualHosts(mesh.istio.rootNamespace).filter((host) => !called.includes(host)), ...egress];
  return egressSidecar({
    name: SIDECAR_NAME,
    namespace: name,
    egress: withHosts(spec.egress, hosts, name, CALLED_PORTS),
    outboundTrafficPolicy: spec.outboundTrafficPolicy,
    apiVersion,
    ...mesh.metadata,
    annotations: { ...mesh.metadata.annotations, [COPIED_FROM]: `${root.metadata.namespace}/${root.metadata.name}` },
  });
}

/** What there is to say of the root namespace's Sidecar, which is not in sight for some namespaces, or contradicts the settings. */
export function rootFindings(mesh: ResolvedMesh, root: InventoryEntry | undefined, namespaces: readonly string[]): readonly Finding[] {
  const { rootNamespace, hasRootSidecar } = mesh.istio;
  if (root !== undefined && hasRootSidecar === false) {
    return [finding('root-sidecar-contradicts-settings', { sidecar: objectTitle(root.object) }, root.place)];
  }
  if (namespaces.length === 0) return [];
  return [finding('root-sidecar-unknown', { rootNamespace, namespaces: namespaces.map((name) => `"${name}"`).join(', ') })];
}
