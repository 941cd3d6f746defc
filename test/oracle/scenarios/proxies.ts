import { Place, Spec } from './place';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { Proxy } from '../format';

const proxiesOfCase = 4;

/** What a proxy is told of itself: its environment, and how its pod's traffic is redirected. */
interface ProxyConfig {
  readonly proxyMetadata?: Readonly<Record<string, string>>;
  readonly interceptionMode?: string;
}

interface Setting {
  readonly annotations: Readonly<Record<string, string>>;
  readonly config: ProxyConfig;
}

/**
 * The pods that call, in the teams' namespaces; some set their proxy up otherwise than the mesh.
 * @param objects those that their istiod reads
 */
export function proxies(place: Place, mesh: Readonly<Record<string, unknown>>, objects: readonly KubernetesObject[]): readonly Proxy[] {
  const { random } = place;
  return random.times(proxiesOfCase, (index) => {
    const namespace = random.chance(0.93) ? place.namespace() : 'speedscale';
    const labels = random.weighted<Readonly<Record<string, string>>>([[4, { app: 'web' }], [2, { app: 'worker' }], [1, { app: 'web', version: 'v2' }], [1, {}]]);
    const { annotations, config } = setting(place);
    const own = objects.filter(({ kind, metadata }) => kind === 'ProxyConfig' && metadata.namespace === namespace).map(ofObject);
    const metadata = nodeMetadata([(mesh.defaultConfig ?? {}) as ProxyConfig, ...own, config]);
    return {
      id: `pod-${index}`, namespace, labels, ...(Object.keys(annotations).length > 0 && { annotations }), ...(Object.keys(metadata).length > 0 && { metadata }),
    };
  });
}

/** A ProxyConfig for all pods of a namespace. */
export function proxyConfig(place: Place): KubernetesObject {
  const namespace = place.namespace();
  const [, name] = place.path('ProxyConfig', namespace, 'dns').split('/');
  return {
    apiVersion: 'networking.istio.io/v1beta1', kind: 'ProxyConfig', metadata: { name, namespace }, spec: { environmentVariables: { ISTIO_META_DNS_CAPTURE: 'true' } },
  };
}

function ofObject({ spec }: KubernetesObject): ProxyConfig {
  return { proxyMetadata: (spec as { environmentVariables: Readonly<Record<string, string>> }).environmentVariables };
}

/** Go's ParseBool takes more than `true`. */
const truths = ['true', 'true', '1', 't', 'True'];

function setting({ random }: Place): Setting {
  const text = (config: ProxyConfig) => ({ annotations: { 'proxy.istio.io/config': JSON.stringify(config) }, config });
  const capture = (value: string) => text({ proxyMetadata: { ISTIO_META_DNS_CAPTURE: value } });
  const annotated = (interceptionMode: string) => ({ annotations: { 'sidecar.istio.io/interceptionMode': interceptionMode }, config: { interceptionMode } });
  return random.weighted<() => Setting>([
    [24, () => ({ annotations: {}, config: {} })], [2, () => capture(random.pick(truths))], [0.5, () => capture('false')], [0.5, () => text({ interceptionMode: 'NONE' })],
    [0.5, () => annotated('NONE')], [0.5, () => annotated('TPROXY')],
  ])();
}

/** What the proxy tells istiod: each setting overrides those before it (istio pilot/pkg/model/proxy_config.go). */
function nodeMetadata(configs: readonly ProxyConfig[]): Readonly<Record<string, string>> {
  const environment: Spec = Object.assign({}, ...configs.map(({ proxyMetadata }) => proxyMetadata));
  const mode = configs.reduce<string | undefined>((last, { interceptionMode }) => interceptionMode ?? last, undefined);
  const capture = environment.ISTIO_META_DNS_CAPTURE as string | undefined;
  return { ...(capture !== undefined && { DNS_CAPTURE: capture }), ...(mode !== undefined && { INTERCEPTION_MODE: mode }) };
}
