import { StringMap } from '../kubernetes/value';

/** Whether a namespace's labels take its pods into ambient mode (istio/istio cni/pkg/util/enablement_selector.go). */
export function isAmbient(labels: StringMap = {}): boolean {
  return labels['istio.io/dataplane-mode'] === 'ambient';
}
