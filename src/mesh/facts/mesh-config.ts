import { KnownMesh, stated, Statement } from './statement';
import { readProxyConfig } from '../../istio/config/proxy-config';
import { DNS_AUTO_ALLOCATE, DNS_CAPTURE, REDIRECTION_VARIABLES } from '../../istio/proxy-config';
import { InjectionDefaults } from '../../istio/redirection';
import { isUnfinishedText } from '../../kubernetes/unfinished';
import { isMap, StringMap, stringMap, valueAt, ValuePath } from '../../kubernetes/value';
import { Place } from '../../message/message';
import { KnownIstio } from '../../settings/resolve-mesh';

/** Finds where a field of a MeshConfig was written. */
export type PlaceOfField = (path: ValuePath) => Place;

/** The facts that MeshConfig has a field for. */
export type MeshConfigFact = Exclude<keyof KnownMesh, 'version' | keyof InjectionDefaults>;

/** How a field of MeshConfig is read, and what holds where a whole MeshConfig leaves it out. */
interface Field<F extends MeshConfigFact> {
  /** The ways to the field, where the fact is not named as it is; istiod takes two spellings of a field of `defaultConfig`. */
  readonly paths?: readonly ValuePath[];
  /** `undefined` for a value that is not of the field's type. */
  readonly read: (value: unknown) => KnownMesh[F] | undefined;
  readonly otherwise: KnownMesh[F];
}

/** A text that is still to be filled in is of no type. */
const text = (value: unknown): string | undefined => typeof value === 'string' && value !== '' && !isUnfinishedText(value) ? value : undefined;
const list = (value: unknown): readonly unknown[] | undefined => Array.isArray(value) ? value : undefined;
const texts = (value: unknown): readonly string[] | undefined => list(value)?.filter((item): item is string => typeof item === 'string');
const map = (value: unknown): Readonly<Record<string, unknown>> | undefined => isMap(value) ? value : undefined;

const METADATA: readonly ValuePath[] = [['defaultConfig', 'proxyMetadata'], ['defaultConfig', 'proxy_metadata']];
const variable = (name: string): readonly ValuePath[] => METADATA.map((path) => [...path, name]);

/** Source of the defaults: istio/istio pkg/config/mesh/mesh.go, DefaultMeshConfig, release 1.30.3. */
const FIELDS: { readonly [F in MeshConfigFact]: Field<F> } = {
  outboundTrafficPolicy: { read: policyMode, otherwise: 'ALLOW_ANY' },
  rootNamespace: { read: text, otherwise: 'istio-system' },
  defaultServiceExportTo: { read: texts, otherwise: ['*'] },
  defaultVirtualServiceExportTo: { read: texts, otherwise: ['*'] },
  defaultDestinationRuleExportTo: { read: texts, otherwise: ['*'] },
  discoverySelectors: { read: list, otherwise: [] },
  serviceEntryVisibility: { read: map, otherwise: {} },
  interceptionMode: {
    paths: [['defaultConfig', 'interceptionMode'], ['defaultConfig', 'interception_mode']],
    read: interceptionMode,
    otherwise: 'REDIRECT',
  },
  dnsCapture: { paths: variable(DNS_CAPTURE), read: text, otherwise: 'false' },
  dnsAutoAllocate: { paths: variable(DNS_AUTO_ALLOCATE), read: text, otherwise: 'false' },
  redirectionVariables: { paths: METADATA, read: redirectionVariables, otherwise: {} },
};

/** An empty policy is REGISTRY_ONLY, the enum's zero: it replaces the default as a whole (the oracle's case policy-mesh-empty). */
function policyMode(policy: unknown): string | undefined {
  if (!isMap(policy)) return undefined;
  return policy.mode === undefined ? 'REGISTRY_ONLY' : text(policy.mode);
}

function interceptionMode(value: unknown): string | undefined {
  const problems: string[] = [];
  const { interceptionMode: mode } = readProxyConfig({ interceptionMode: value }, '', problems);
  return problems.length > 0 ? undefined : mode;
}

function redirectionVariables(metadata: unknown): StringMap | undefined {
  return isMap(metadata) ? stringMap(Object.fromEntries(REDIRECTION_VARIABLES.map((name) => [name, valueAt(metadata, [name])]))) : undefined;
}

/**
 * What a MeshConfig says. A whole one, as istiod reads it, says by a field that it leaves out that Istio's default holds; of
 * one that an installation completes (an IstioOperator's, a chart's) such a field says nothing.
 */
export function meshConfigStatements(config: unknown, whole: boolean, placeOf: PlaceOfField): readonly Statement[] {
  return (Object.keys(FIELDS) as MeshConfigFact[]).flatMap((fact) => {
    const { paths = [[fact]], read, otherwise } = FIELDS[fact];
    const path = paths.find((each) => isThere(valueAt(config, each))) ?? paths[0];
    const value = valueAt(config, path);
    const absent = !isThere(value);
    return stated(fact, absent ? (whole ? otherwise : undefined) : read(value), placeOf(path));
  });
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** The MeshConfig that is known, as a map with Istio's own fields. What is unknown is left out of it. */
export function asMeshConfig({ outboundTrafficPolicy, ...others }: KnownIstio): Readonly<Record<string, unknown>> {
  const { interceptionMode: mode, dnsCapture, dnsAutoAllocate, redirectionVariables: variables, ...rest } = others;
  const proxyMetadata = ofKnown({ [DNS_CAPTURE]: dnsCapture, [DNS_AUTO_ALLOCATE]: dnsAutoAllocate, ...variables });
  return {
    ...ofKnown(Object.fromEntries(Object.entries(rest).filter(([fact]) => Object.hasOwn(FIELDS, fact)))),
    ...ofKnown({
      outboundTrafficPolicy: outboundTrafficPolicy === undefined ? undefined : { mode: outboundTrafficPolicy },
      defaultConfig: ofKnown({ interceptionMode: mode, proxyMetadata }),
    }),
  };
}

/** The map without what is not known; `undefined` where nothing is. */
function ofKnown(facts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | undefined {
  const entries = Object.entries(facts).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
