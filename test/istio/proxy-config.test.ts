import { enforcementOf } from '../../src/istio/enforcement';
import { buildMesh } from '../../src/istio/mesh';
import { KubernetesObject } from '../../src/kubernetes/object';
import { istio } from '../oracle/cases/objects';

const CAPTURE = 'ISTIO_META_DNS_CAPTURE';
const ALLOCATE = 'ISTIO_META_DNS_AUTO_ALLOCATE';

/** A proxy, and what of the mesh and its pod configures it. */
interface Given {
  readonly release?: string;
  /** The mesh's metadata. */
  readonly mesh?: Readonly<Record<string, string>>;
  readonly objects?: readonly KubernetesObject[];
  /** The metadata of the pod's annotation. */
  readonly pod?: Readonly<Record<string, unknown>>;
  /** The variables of the pod's own container istio-proxy. */
  readonly container?: readonly unknown[];
}

function capturesDns({ release = '1.30.3', mesh = {}, objects = [], pod, container }: Given): readonly boolean[] {
  const built = buildMesh({ release, meshConfig: { defaultConfig: { proxyMetadata: mesh } }, objects });
  const spec = container === undefined ? {} : { containers: [{ name: 'istio-proxy', env: container }] };
  const config = pod === undefined ? undefined : { value: { proxyMetadata: pod } };
  return enforcementOf(built, { namespace: 'shop', pod: { metadata: { labels: { app: 'web' } }, spec }, config }).capturesDns;
}

const on = { [CAPTURE]: 'true' };
const off = { [CAPTURE]: 'false' };
const proxyConfig = (path: string, environmentVariables: object, selector?: object, age?: number) => (
  istio('ProxyConfig', path, { environmentVariables, ...selector !== undefined && { selector } }, { age }));
const web = { matchLabels: { app: 'web' } };

test.each<[string, Given, readonly boolean[]]>([
  ['not where nothing is said', {}, [false]],
  ['by the mesh', { mesh: on }, [true]],
  ['by the pod', { pod: on }, [true]],
  ['not by the pod, whatever the mesh', { mesh: on, pod: off }, [false]],
  ['by the mesh, where the pod sets something else', { mesh: on, pod: { OTHER: 'x' } }, [true]],
  ['by a ProxyConfig of the root namespace', { objects: [proxyConfig('istio-system/all', on)] }, [true]],
  ['by a ProxyConfig of the namespace', { objects: [proxyConfig('shop/all', on)] }, [true]],
  ['not by a ProxyConfig of another namespace', { objects: [proxyConfig('pay/all', on)] }, [false]],
  ['by the namespace, before the root namespace', { objects: [proxyConfig('istio-system/all', on), proxyConfig('shop/all', off)] }, [false]],
  ['by the pod, before its namespace', { objects: [proxyConfig('shop/all', on)], pod: off }, [false]],
  ['by a ProxyConfig that selects the pod, before the pod itself', { objects: [proxyConfig('shop/web', on, web)], pod: off }, [true]],
  ['not by a ProxyConfig that selects others', { objects: [proxyConfig('shop/api', on, { matchLabels: { app: 'api' } })] }, [false]],
  ['not by a ProxyConfig of the root namespace that selects', { objects: [proxyConfig('istio-system/web', on, web)] }, [false]],
  ['not by a ProxyConfig with an empty selector, which is for no pod', { objects: [proxyConfig('shop/all', on, {})] }, [false]],
  ['by the older of two ProxyConfigs', { objects: [proxyConfig('shop/a', off, undefined, 2), proxyConfig('shop/b', on, undefined, 1)] }, [true]],
  ['perhaps, where it is not told which of two ProxyConfigs is older', { objects: [proxyConfig('shop/a', off), proxyConfig('shop/b', on)] }, [false, true]],
  ['not where two ProxyConfigs agree', { objects: [proxyConfig('shop/a', off), proxyConfig('shop/b', off)] }, [false]],
  ['by the container istio-proxy, before all', { pod: off, container: [{ name: CAPTURE, value: 'true' }] }, [true]],
  ['not by a variable of the container that comes from elsewhere', { container: [{ name: CAPTURE, valueFrom: {} }, 'x'] }, [false]],
  ['before release 1.25 only where addresses are asked for', { release: '1.24.6', mesh: on }, [false]],
  ['before release 1.25 where addresses are asked for', { release: '1.24.6', mesh: on, pod: { [ALLOCATE]: '1' } }, [true]],
  ['not where addresses alone are asked for', { release: '1.24.6', mesh: { [ALLOCATE]: 'true' } }, [false]],
])('a proxy answers DNS with assigned addresses %s', (_, given, expected) => {
  expect(capturesDns(given)).toEqual(expected);
});

test.each(['1', 't', 'T', 'true', 'TRUE', 'True'])('%s is true, as Go reads it', (text) => {
  expect([capturesDns({ mesh: { [CAPTURE]: text } }), capturesDns({ pod: { [CAPTURE]: text } })]).toEqual([[true], [true]]);
});

test.each(['0', 'f', 'F', 'false', 'FALSE', 'False'])('%s is false, as Go reads it', (text) => {
  expect(capturesDns({ mesh: on, pod: { [CAPTURE]: text } })).toEqual([false]);
});
