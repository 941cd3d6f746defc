import { peerAuthentication } from '../istio/peer-authentication';
import { InventoryEntry } from '../kubernetes/inventory';
import { Sight } from '../mesh/sight';

/**
 * The PeerAuthentication that asks for mutual TLS of every pod of Speedscale's namespace: the namespace's own, else the root
 * namespace's (istio.io, PeerAuthentication). `undefined` where none does, where the namespace is known to be outside the mesh,
 * and where one in the namespace selects pods: it may be the exception that is needed.
 */
export function strictForSpeedscale({ inventory, mesh, labels }: Sight): InventoryEntry | undefined {
  const { namespace } = mesh.speedscale;
  if (!mayBeInjected(labels.get(namespace))) return undefined;
  const policies = inventory.byKind('PeerAuthentication.security.istio.io');
  const ofNamespace = (name: string) => policies.filter(({ object }) => object.metadata.namespace === name);
  const selects = ({ object }: InventoryEntry) => peerAuthentication(object).selectsPods;
  if (ofNamespace(namespace).some(selects)) return undefined;
  const own = ofNamespace(namespace).filter((entry) => peerAuthentication(entry.object).mode !== 'UNSET');
  const [inEffect] = [...own, ...ofNamespace(mesh.istio.rootNamespace).filter((entry) => !selects(entry))];
  return inEffect !== undefined && peerAuthentication(inEffect.object).mode === 'STRICT' ? inEffect : undefined;
}

/** What is not known may be. */
function mayBeInjected(labels: Readonly<Record<string, string>> | undefined): boolean {
  return labels === undefined || labels['istio-injection'] === 'enabled' || (labels['istio.io/rev'] !== undefined && labels['istio-injection'] !== 'disabled');
}
