import { checkSelector } from './checks';
import { Fields } from './fields';
import { Config, Read, readSpec } from './object';
import { KubernetesObject } from '../../kubernetes/object';
import { isMap, StringMap } from '../../kubernetes/value';

/** How a pod's traffic gets to its proxy, by the enumeration's numbers (istio/api mesh/v1alpha1/proxy.proto, InboundInterceptionMode). */
export const INTERCEPTION_MODES = ['REDIRECT', 'TPROXY', 'NONE'] as const;
export type InterceptionMode = typeof INTERCEPTION_MODES[number];

/** What is read of the ProxyConfig in MeshConfig's `defaultConfig` and in a pod's annotation `proxy.istio.io/config`. */
export interface ProxyConfig {
  /** `REDIRECT` is the enumeration's zero, which istiod cannot tell from an unset field. */
  readonly interceptionMode: InterceptionMode;
  /** `proxyMetadata`: environment variables of the proxy, and of the init container that sets up the redirection. */
  readonly metadata: StringMap;
}

/** Reads a ProxyConfig; a field of another type is a problem. */
export function readProxyConfig(value: unknown, path: string, problems: string[]): ProxyConfig {
  const fields = Fields.of(inJsonNames(value), path, problems);
  return { interceptionMode: fields.oneOf('interceptionMode', INTERCEPTION_MODES), metadata: fields.textMap('proxyMetadata') };
}

/** istiod reads two spellings of a field, JSON's and the proto's, and a name of an enumeration or its number (golang/protobuf jsonpb). */
function inJsonNames(value: unknown): unknown {
  if (!isMap(value)) return value;
  const { interceptionMode: mode = value.interception_mode, proxyMetadata = value.proxy_metadata } = value;
  return { interceptionMode: typeof mode === 'number' ? INTERCEPTION_MODES[mode] ?? mode : mode, proxyMetadata };
}

/** An object of kind ProxyConfig, which has no interception mode. */
export interface ProxyConfigObject extends Config {
  /** The pods that it applies to; `undefined` where it has no selector and applies to its whole namespace. */
  readonly selector: StringMap | undefined;
  readonly environment: StringMap;
}

/** Reads an object of kind ProxyConfig as the CRD and istiod's webhook accept it. */
export function readProxyConfigObject(object: KubernetesObject): Read<ProxyConfigObject> {
  return readSpec(object, (spec, config) => {
    const selector = spec.child('selector', (fields) => fields.textMap('matchLabels'));
    if (selector !== undefined) checkSelector(spec, selector);
    return { ...config, selector, environment: spec.textMap('environmentVariables') };
  });
}
