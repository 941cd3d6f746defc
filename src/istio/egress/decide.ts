import { Call, Verdict } from './verdict';
import { Mesh } from '../mesh';

/** What Istio's egress rules do with a call of a pod that a sidecar holds. */
export function decideEgress(_mesh: Mesh, _call: Call): Verdict {
  return { outcome: 'unknown', reason: 'not-modelled', clusters: [], steps: [], notDecided: [] };
}
