import { CallProtocol } from '../istio/egress/verdict';
import { MODEL_KINDS } from '../istio/kinds';
import { buildMesh, Mesh } from '../istio/mesh';
import { NEWEST_RELEASE } from '../istio/release';
import { API_SERVER_SERVICE } from '../kubernetes/api-server';
import { InventoryEntry } from '../kubernetes/inventory';
import { groupKind, KubernetesObject } from '../kubernetes/object';
import { isPatchFragment, workloadKind } from '../kubernetes/workload';
import { asMeshConfig } from '../mesh/facts/mesh-config';
import { Sight } from '../mesh/sight';
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

const known = new WeakMap<Sight, readonly PossibleMesh[]>();

/** The meshes that agree with what is in sight: one, but for what is not known. Built once. */
export function possibleMeshes(sight: Sight): readonly PossibleMesh[] {
  const found = known.get(sight) ?? buildMeshes(sight);
  known.set(sight, found);
  return found;
}

function buildMeshes(sight: Sight): readonly PossibleMesh[] {
  const { istio, speedscale } = sight.mesh;
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
      objects: [...objects, ...(forwarderInSight ? [] : [forwarderService(speedscale.namespace, forwarder)])],
    }),
  })));
}

/**
 * The mesh of the input with a policy, without the objects that are left out. Nothing of Speedscale's is added to it.
 * @param isLeftOut tells them
 */
export function meshOfInput(sight: Sight, policy: string, isLeftOut: (entry: InventoryEntry) => boolean): Mesh {
  const { istio } = sight.mesh;
  return buildMesh({
    release: istio.version ?? NEWEST_RELEASE,
    meshConfig: asMeshConfig({ ...istio, outboundTrafficPolicy: policy }),
    objects: objectsInSight(sight, isLeftOut),
  });
}

const READ_KINDS: ReadonlySet<string> = new Set(MODEL_KINDS);

/** What istiod would read, each identity once, with the Services that every cluster has, and labels that only the settings state. */
function objectsInSight({ inventory, labels }: Sight, isLeftOut: (entry: InventoryEntry) => boolean = () => false): readonly KubernetesObject[] {
  const identities = new Set<string>();
  const objects = inventory.entries.filter((entry) => {
    const { object, namespaceUnset } = entry;
    const kind = groupKind(object);
    if (!READ_KINDS.has(kind) || isLeftOut(entry)) return false;
    const identity = `${kind} ${object.metadata.namespace} ${object.metadata.name}`;
    if (namespaceUnset || object.kind === 'Namespace' || identities.has(identity)) return false;
    if (workloadKind(object) !== undefined && isPatchFragment(object)) return false;
    identities.add(identity);
    return true;
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
