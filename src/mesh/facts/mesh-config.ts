import { KnownMesh, stated, Statement } from './statement';
import { isMap, valueAt, ValuePath } from '../../kubernetes/value';
import { Place } from '../../message/message';
import { KnownIstio } from '../../settings/resolve-mesh';

/** Finds where a field of a MeshConfig was written. */
export type PlaceOfField = (path: ValuePath) => Place;

/** The facts that MeshConfig has a field for, under the same name. */
export type MeshConfigFact = Exclude<keyof KnownMesh, 'version' | 'cni'>;

/** How a field of MeshConfig is read, and what holds where a whole MeshConfig leaves it out. */
interface Field<F extends MeshConfigFact> {
  /** `undefined` for a value that is not of the field's type. */
  readonly read: (value: unknown) => KnownMesh[F] | undefined;
  readonly otherwise: KnownMesh[F];
}

const text = (value: unknown): string | undefined => typeof value === 'string' && value !== '' ? value : undefined;
const list = (value: unknown): readonly unknown[] | undefined => Array.isArray(value) ? value : undefined;
const texts = (value: unknown): readonly string[] | undefined => list(value)?.filter((item): item is string => typeof item === 'string');
const map = (value: unknown): Readonly<Record<string, unknown>> | undefined => isMap(value) ? value : undefined;

/** Source of the defaults: istio/istio pkg/config/mesh/mesh.go, DefaultMeshConfig, release 1.30.3. */
const FIELDS: { readonly [F in MeshConfigFact]: Field<F> } = {
  outboundTrafficPolicy: { read: policyMode, otherwise: 'ALLOW_ANY' },
  rootNamespace: { read: text, otherwise: 'istio-system' },
  defaultServiceExportTo: { read: texts, otherwise: ['*'] },
  defaultVirtualServiceExportTo: { read: texts, otherwise: ['*'] },
  defaultDestinationRuleExportTo: { read: texts, otherwise: ['*'] },
  discoverySelectors: { read: list, otherwise: [] },
  serviceEntryVisibility: { read: map, otherwise: {} },
};

/** An empty policy is REGISTRY_ONLY, the enum's zero: it replaces the default as a whole (the oracle's case policy-mesh-empty). */
function policyMode(policy: unknown): string | undefined {
  if (!isMap(policy)) return undefined;
  return policy.mode === undefined ? 'REGISTRY_ONLY' : text(policy.mode);
}

/**
 * What a MeshConfig says. A whole one, as istiod reads it, says by a field that it leaves out that Istio's default holds; of
 * one that an installation completes (an IstioOperator's, a chart's) such a field says nothing.
 */
export function meshConfigStatements(config: unknown, whole: boolean, placeOf: PlaceOfField): readonly Statement[] {
  return (Object.keys(FIELDS) as MeshConfigFact[]).flatMap((field) => {
    const value = valueAt(config, [field]);
    const absent = value === undefined || value === null;
    return stated(field, absent ? (whole ? FIELDS[field].otherwise : undefined) : FIELDS[field].read(value), placeOf([field]));
  });
}

/** The MeshConfig that is known, as a map with Istio's own fields. What is unknown is left out of it. */
export function asMeshConfig(istio: KnownIstio): Readonly<Record<string, unknown>> {
  const { outboundTrafficPolicy, ...others } = istio;
  const fields = Object.entries(others).filter(([key, value]) => Object.hasOwn(FIELDS, key) && value !== undefined);
  const policy = outboundTrafficPolicy === undefined ? {} : { outboundTrafficPolicy: { mode: outboundTrafficPolicy } };
  return { ...Object.fromEntries(fields), ...policy };
}
