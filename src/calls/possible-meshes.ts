import { CallProtocol } from '../istio/egress/verdict';
import { MODEL_KINDS } from '../istio/kinds';
import { buildMesh, Mesh } from '../istio/mesh';
import { once } from '../istio/once';
import { NEWEST_RELEASE } from '../istio/release';
import { REVISION_LABEL } from '../istio/revision';
import { API_SERVER_SERVICE } from '../kubernetes/api-server';
import { InventoryEntry } from '../kubernetes/inventory';
import { groupKind, KubernetesObject } from '../kubernetes/object';
import { textAt } from '../kubernetes/value';
import { isPatchFragment, podTemplate, wayToTemplate } from '../kubernetes/workload';
import { asMeshConfig } from '../mesh/facts/mesh-config';
import { Missing, notInSight } from '../mesh/facts/missing-context';
import { revisionOf } from '../mesh/facts/revisions';
import { Sight } from '../mesh/sight';
import { namespacesWithSpeedscale, speedscaleNamespaces } from '../mesh/speedscale-namespaces';
import { KnownIstio } from '../settings/resolve-mesh';
import { FORWARDER } from '../speedscale/runtime';

/** A mesh as it may be: with a policy, and with a protocol of the port of the forwarder's Service. */
export interface PossibleMesh {
  readonly mesh: Mesh;
  readonly policy: string;
  /** The protocol of the forwarder's port. */
  readonly forwarder: CallProtocol;
}

/** The policies that a mesh may have. */
const POLICIES = ['REGISTRY_ONLY', 'ALLOW_ANY'];

const known = new WeakMap<Sight, Map<string, readonly PossibleMesh[]>>();

/** The meshes of an istiod that agree with what is in sight: one, but for what is not known. Built once. */
export function possibleMeshes(sight: Sight, revision: string = sight.revisions.served): readonly PossibleMesh[] {
  const byRevision = once(known, sight, () => new Map<string, readonly PossibleMesh[]>());
  return once(byRevision, revision, () => buildMeshes(sight, revision));
}

/** The meshes of every istiod that serves a namespace or a pod of the input, those of one behind another. */
export function everyMesh(sight: Sight): readonly PossibleMesh[] {
  const { revisions, labels, inventory } = sight;
  const asking = inventory.workloads().filter(({ object }) => textAt(object, [...wayToTemplate(object) ?? [], 'metadata', 'labels', REVISION_LABEL]) !== undefined);
  const pods = asking.map(({ object }) => [labels.get(object.metadata.namespace ?? ''), podTemplate(object)?.metadata.labels] as const);
  const used = [...labels.values()].map((ofNamespace) => [ofNamespace, undefined] as const);
  const served = [...used, ...pods].flatMap(([ofNamespace, ofPod]) => revisionOf(revisions, ofNamespace, ofPod) ?? []);
  return [...new Set([revisions.served, ...served])].flatMap((revision) => possibleMeshes(sight, revision));
}

function buildMeshes(sight: Sight, revision: string): readonly PossibleMesh[] {
  const { speedscale } = sight.mesh;
  const istio = istioOf(sight, revision);
  const objects = objectsInSight(sight);
  const forwarderInSight = sight.inventory.find('Service', speedscale.namespace, FORWARDER.name).length > 0;
  const protocols: readonly CallProtocol[] = forwarderInSight ? ['HTTP'] : ['HTTP', 'TCP'];
  const policies = istio.outboundTrafficPolicy === undefined ? POLICIES : [istio.outboundTrafficPolicy];
  return policies.flatMap((policy) => protocols.map((forwarder) => ({
    policy,
    forwarder,
    mesh: buildMesh({
      release: istio.version ?? NEWEST_RELEASE,
      meshConfig: asMeshConfig({ ...istio, outboundTrafficPolicy: policy }),
      injection: istio,
      objects: [...objects, ...(forwarderInSight ? [] : [forwarderService(speedscale.namespace, forwarder)])],
      revision,
    }),
  })));
}

/** What the input does not show of what egress is decided from, for the istiods that serve Speedscale's pods. */
export function notShown(sight: Sight): Missing | undefined {
  const { mesh, revisions, labels, inventory } = sight;
  const served = speedscaleNamespaces(sight).map((name) => revisionOf(revisions, labels.get(name), undefined) ?? revisions.served);
  const policies = served.map((revision) => istioOf(sight, revision).outboundTrafficPolicy);
  const outboundTrafficPolicy = policies.includes(undefined) ? undefined : policies[0] ?? mesh.istio.outboundTrafficPolicy;
  return notInSight({ ...mesh, istio: { ...mesh.istio, outboundTrafficPolicy }, namespaces: namespacesWithSpeedscale(sight) }, inventory, labels);
}

/** What is known of an istiod: of one of a revision what manifests say of it, else what the settings state of the mesh. */
function istioOf({ mesh: { istio }, settings, revisions }: Sight, revision: string): KnownIstio {
  if (revision === revisions.served) return istio;
  const { version, outboundTrafficPolicy, defaultServiceExportTo, discoverySelectors } = settings.istio ?? {};
  const { cni, rootNamespace } = istio;
  const own = revisions.known.get(revision) ?? {};
  return { cni, rootNamespace, version, outboundTrafficPolicy, defaultServiceExportTo, discoverySelectors, ...own };
}

/**
 * The mesh of the input with a policy, as an istiod sees it, without the objects that are left out. Nothing of Speedscale's is added to it.
 * @param isLeftOut tells them
 */
export function meshOfInput(sight: Sight, policy: string, isLeftOut: (entry: InventoryEntry) => boolean, revision: string): Mesh {
  const istio = istioOf(sight, revision);
  return buildMesh({
    release: istio.version ?? NEWEST_RELEASE,
    meshConfig: asMeshConfig({ ...istio, outboundTrafficPolicy: policy }),
    objects: objectsInSight(sight, isLeftOut),
    revision,
  });
}

const READ_KINDS: ReadonlySet<string> = new Set(MODEL_KINDS);

/** Whether the object is one that istiod may read. */
export function isModelled({ object, namespaceUnset }: InventoryEntry): boolean {
  return READ_KINDS.has(groupKind(object)) && !namespaceUnset && object.metadata.name !== undefined && !isPatchFragment(object);
}

/** What istiod would read, each identity once, with the Services that every cluster has, and labels that only the settings state. */
function objectsInSight({ inventory, labels }: Sight, isLeftOut: (entry: InventoryEntry) => boolean = () => false): readonly KubernetesObject[] {
  const identities = new Set<string>();
  const objects = inventory.entries.filter((entry) => {
    const { object } = entry;
    if (!isModelled(entry) || object.kind === 'Namespace' || isLeftOut(entry)) return false;
    const identity = `${groupKind(object)} ${object.metadata.namespace} ${object.metadata.name}`;
    return !identities.has(identity) && identities.add(identity) !== undefined;
  }).map(({ object }) => object);
  const namespaces = [...labels].map(([name, own]): KubernetesObject => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: own } }));
  const { namespace, name: ofApiServer, port } = API_SERVER_SERVICE;
  const hasApiServer = inventory.find('Service', namespace, ofApiServer).length > 0;
  return [...objects, ...namespaces, ...(hasApiServer ? [] : [serviceOf(namespace, ofApiServer, { name: 'https', port })])];
}

function forwarderService(namespace: string, protocol: CallProtocol): KubernetesObject {
  return serviceOf(namespace, FORWARDER.name, { name: protocol.toLowerCase(), port: FORWARDER.port });
}

function serviceOf(namespace: string, name: string, port: { readonly name: string; readonly port: number }): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { ports: [port] } };
}
