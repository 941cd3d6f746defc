import { stated, Statement } from './statement';
import { isMap, listAt, textAt, valueAt, ValuePath } from '../../kubernetes/value';
import { Place } from '../../message/message';

/** Finds where a field of a MeshConfig was written. */
export type PlaceOfField = (path: ValuePath) => Place;

/**
 * What a MeshConfig says. A whole one, as istiod reads it, says by a field that it leaves out that Istio's default holds; of
 * one that an installation completes (an IstioOperator's, a chart's) such a field says nothing.
 *
 * Source of the defaults: istio/istio pkg/config/mesh/mesh.go, DefaultMeshConfig, release 1.30.3.
 */
export function meshConfigStatements(config: unknown, whole: boolean, placeOf: PlaceOfField): readonly Statement[] {
  const otherwise = <T>(value: T): T | undefined => whole ? value : undefined;
  const text = (value: unknown): value is string => typeof value === 'string';
  const has = (field: string) => valueAt(config, [field]) !== undefined && valueAt(config, [field]) !== null;
  const list = (field: string) => has(field) ? listAt(config, [field]) : undefined;
  return [
    ...stated('outboundTrafficPolicy', has('outboundTrafficPolicy') ? policyMode(config) : otherwise('ALLOW_ANY'), placeOf(['outboundTrafficPolicy'])),
    ...stated('rootNamespace', textAt(config, ['rootNamespace']) ?? otherwise('istio-system'), placeOf(['rootNamespace'])),
    ...stated('defaultServiceExportTo', list('defaultServiceExportTo')?.filter(text) ?? otherwise(['*']), placeOf(['defaultServiceExportTo'])),
    ...stated('discoverySelectors', list('discoverySelectors') ?? otherwise([]), placeOf(['discoverySelectors'])),
  ];
}

/** An empty policy is REGISTRY_ONLY, the enum's zero: it replaces the default as a whole (the oracle's case policy-mesh-empty). */
function policyMode(config: unknown): string | undefined {
  const policy = valueAt(config, ['outboundTrafficPolicy']);
  if (!isMap(policy)) return undefined;
  return policy.mode === undefined ? 'REGISTRY_ONLY' : textAt(policy, ['mode']);
}
