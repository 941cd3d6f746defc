import { KnownMesh, stated, Statement } from './statement';
import { isMap, valueAt, ValuePath } from '../../kubernetes/value';
import { Place } from '../../message/message';
import { KnownIstio } from '../../settings/resolve-mesh';

/** Finds where a field of a MeshConfig was written. */
export type PlaceOfField = (path: ValuePath) => Place;

/** The facts that MeshConfig has a field for. */
export type MeshConfigFact = Exclude<keyof KnownMesh, 'version' | 'cni'>;

/** How a field of MeshConfig is read, and what holds where a whole MeshConfig leaves it out. */
interface Field<F extends MeshConfigFact> {
  /** The way to the field, where the fact is not named as it is. */
  readonly path?: ValuePath;
  /** `undefined` for a value that is not of the field's type. */
  readonly read: (value: unknown) => KnownMesh[F] | undefined;
  readonly otherwise: KnownMesh[F];
}

const text = (value: unknown): string | undefined => typeof value === 'string' && value !== '' ? value : undefined;
const list = (value: unknown): readonly unknown[] | undefined => Array.isArray(value) ? value : undefined;
const texts = (value: unknown): readonly string[] | undefined => list(value)?.filter((item): item is string => typeof item === 'string');
const map = (value: unknown): Readonly<Record<string, unknown>> | undefined => isMap(value) ? value : undefined;

/** Whether proxies answer DNS themselves, with addresses that istiod gave to ServiceEntries. */
const DNS_CAPTURE = ['defaultConfig', 'proxyMetadata', 'ISTIO_META_DNS_CAPTURE'] as const;

/** Source of the defaults: istio/istio pkg/config/mesh/mesh.go, DefaultMeshConfig, release 1.30.3. */
const FIELDS: { readonly [F in MeshConfigFact]: Field<F> } = {
  outboundTrafficPolicy: { read: policyMode, otherwise: 'ALLOW_ANY' },
  rootNamespace: { read: text, otherwise: 'istio-system' },
  defaultServiceExportTo: { read: texts, otherwise: ['*'] },
  defaultVirtualServiceExportTo: { read: texts, otherwise: ['*'] },
  defaultDestinationRuleExportTo: { read: texts, otherwise: ['*'] },
  discoverySelectors: { read: list, otherwise: [] },
  serviceEntryVisibility: { read: map, otherwise: {} },
  dnsCapture: { path: DNS_CAPTURE, read: text, otherwise: 'false' },
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
  return (Object.keys(FIELDS) as MeshConfigFact[]).flatMap((fact) => {
    const { path = [fact], read, otherwise } = FIELDS[fact];
    const value = valueAt(config, path);
    const absent = value === undefined || value === null;
    return stated(fact, absent ? (whole ? otherwise : undefined) : read(value), placeOf(path));
  });
}

/** The MeshConfig that is known, as a map with Istio's own fields. What is unknown is left out of it. */
export function asMeshConfig({ outboundTrafficPolicy, dnsCapture, ...others }: KnownIstio): Readonly<Record<string, unknown>> {
  const [, metadata, variable] = DNS_CAPTURE;
  return {
    ...Object.fromEntries(Object.entries(others).filter(([fact, value]) => Object.hasOwn(FIELDS, fact) && value !== undefined)),
    ...(outboundTrafficPolicy === undefined ? {} : { outboundTrafficPolicy: { mode: outboundTrafficPolicy } }),
    ...(dnsCapture === undefined ? {} : { defaultConfig: { [metadata]: { [variable]: dnsCapture } } }),
  };
}
