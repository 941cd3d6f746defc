import { decideEgress } from './decide';
import { KubernetesObject } from '../../kubernetes/object';
import { buildMesh } from '../mesh';
import { Audience } from '../visibility';

/** A name that nobody has (RFC 6761, 6.4): it stands for every host that no object names. */
export const NOBODY = 'nobody.invalid';

/**
 * Whether a ServiceEntry by itself takes TLS calls to every host on a port, for the pods that see it.
 * @param release of Istio
 */
export function takesAnyHost(entry: KubernetesObject, port: number, release: string): boolean {
  const mesh = buildMesh({ release, meshConfig: { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } }, objects: [entry] });
  const namespace = mesh.services.all.map(({ audience, namespace: own }) => seenIn(audience, own))[0];
  if (namespace === undefined) return false;
  const { clusters } = decideEgress(mesh, { namespace, labels: {}, host: NOBODY, port, protocol: 'TLS' });
  return clusters.length > 0 && clusters.every((cluster) => cluster.startsWith('outbound|'));
}

/** A namespace in which something is seen; `undefined` where it is in none. */
function seenIn(audience: Audience, own: string): string | undefined {
  return audience === 'everybody' ? own : [...audience][0];
}
