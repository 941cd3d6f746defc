import { KubernetesObject } from '../kubernetes/object';
import { mapAt, textAt, ValuePath } from '../kubernetes/value';

/** What a PeerAuthentication asks of the pods that it is for. */
export interface PeerAuthentication {
  /** `UNSET` where it leaves that to a wider one. */
  readonly mode: string;
  /** Whether it is for some pods of its namespace alone. */
  readonly selectsPods: boolean;
}

/** Where its mode is written. */
export const MTLS: ValuePath = ['spec', 'mtls'];

/** Reads a PeerAuthentication; a field of another type than the CRD's counts as absent. */
export function peerAuthentication(object: KubernetesObject): PeerAuthentication {
  return {
    mode: textAt(object, [...MTLS, 'mode']) ?? 'UNSET',
    selectsPods: Object.keys(mapAt(object, ['spec', 'selector', 'matchLabels'])).length > 0,
  };
}
