import { ObjectReference } from '../../kubernetes/object';
import { mapAt, stringMap } from '../../kubernetes/value';
import { isWithin } from '../labels';
import { Mesh } from '../mesh';
import { Service } from '../service';

/** The label that Istio's own gateways carry. */
const GATEWAY_LABEL = 'istio';

/**
 * The Service of a gateway that a route leads to: one whose pods a Gateway in sight selects, or that Istio's charts install as
 * one. What the gateway does with the call is decided there.
 */
export function gatewayBehind(mesh: Mesh, { kubernetes, selector, namespace, name }: Service): ObjectReference | undefined {
  if (!kubernetes || selector === undefined || Object.keys(selector).length === 0) return undefined;
  const gateways = mesh.kinds.get('Gateway.networking.istio.io') ?? [];
  const selected = gateways.some((gateway) => {
    const wanted = stringMap(mapAt(gateway, ['spec', 'selector']));
    return Object.keys(wanted).length > 0 && isWithin(wanted, selector);
  });
  return selected || (selector[GATEWAY_LABEL] ?? '').endsWith('gateway') ? { kind: 'Service', namespace, name } : undefined;
}
