import { isAmbient } from '../istio/injection';
import { StringMap } from '../kubernetes/value';

/**
 * Whether ambient mode takes the pods of a namespace: where it is labelled for injection too, they get a sidecar, which wins
 * (istio/istio cni/pkg/util).
 */
export function isAmbientNamespace(labels: StringMap | undefined): boolean {
  return isAmbient(labels) && labels?.['istio-injection'] !== 'enabled';
}
