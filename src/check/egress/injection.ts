import { Question } from './questions';
import { NotEnforcedReason } from '../../istio/egress/verdict';
import { isAmbient } from '../ambient';
import { Sight } from '../sight';

/** Whether a sidecar of Istio holds the pods of a question; where not, why. */
export function injectionOf({ labels }: Sight, { namespace }: Question): 'injected' | 'unknown' | NotEnforcedReason {
  const own = labels.get(namespace);
  if (own === undefined) return 'unknown';
  if (isAmbient(own)) return 'ambient';
  if (own['istio-injection'] === 'disabled') return 'injection-disabled';
  return own['istio-injection'] === 'enabled' || own['istio.io/rev'] !== undefined ? 'injected' : 'not-injected';
}
