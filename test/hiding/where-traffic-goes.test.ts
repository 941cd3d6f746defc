import { KubernetesObject } from '../../src/kubernetes/object';
import { OutboundTrafficPolicy } from '../../src/settings/mesh-settings';
import { checked, deployment, namespace, serviceEntry, virtualService } from '../check/case';

const settings = { istio: { outboundTrafficPolicy: OutboundTrafficPolicy.REGISTRY_ONLY, hasRootSidecar: false } };
const always = [namespace('shop', { 'istio-injection': 'enabled' }), deployment('shop/web')];

/** The ids of what --diff-base says of egress, each with its words. */
function changesOf(before: readonly KubernetesObject[], after: readonly KubernetesObject[]): readonly string[] {
  const { findings } = checked({ objects: [...always, ...after], base: [...always, ...before], settings });
  return findings.filter(({ id }) => id.startsWith('egress-') && !id.startsWith('egress-host-')).map(({ id }) => id);
}

type Fields = Readonly<Record<string, unknown>>;
const https = { number: 443, name: 'https', protocol: 'TLS' };
const entry = (spec: Fields, name = 'api') => serviceEntry(`shop/${name}`, { hosts: ['api.example.com'], ports: [https], resolution: 'NONE', location: 'MESH_EXTERNAL', ...spec });
const object = (apiVersion: string, kind: string, name: string, spec: Fields): KubernetesObject => ({ apiVersion, kind, metadata: { name, namespace: 'shop' }, spec });
const service = (name: string, spec: Fields = {}, port: Fields = {}): KubernetesObject => object('v1', 'Service', name, { selector: { app: name }, ports: [{ port: 80, name: 'http', ...port }], ...spec });
const workload = (address: string) => object('networking.istio.io/v1', 'WorkloadEntry', 'vm', { address, labels: { app: 'vm' } });
const subset = (labels: Fields) => object('networking.istio.io/v1', 'DestinationRule', 'cart', { host: 'cart', subsets: [{ name: 'stable', labels }] });
const route = (more: Fields, destination: Fields = { host: 'cart' }) => virtualService('shop/cart', { hosts: ['cart'], http: [{ route: [{ destination }], ...more }] });
const slice = (address: string): KubernetesObject => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { name: 'cart-1', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'cart' } },
  addressType: 'IPv4',
  ports: [{ name: 'http', port: 80 }],
  endpoints: [{ addresses: [address] }],
});
const [cart, spy] = [service('cart'), service('spy')];

/** What moves traffic though the same object serves it, or copies it to somebody else; the reverse of each moves it, too. */
const moved: readonly (readonly [string, readonly KubernetesObject[], readonly KubernetesObject[]])[] = [
  ['resolution NONE becomes STATIC with an endpoint', [entry({})], [entry({ resolution: 'STATIC', endpoints: [{ address: '6.6.6.6' }] })]],
  ['resolution NONE becomes DNS', [entry({})], [entry({ resolution: 'DNS' })]],
  ['resolution DNS gets another name as its endpoint', [entry({ resolution: 'DNS' })], [entry({ resolution: 'DNS', endpoints: [{ address: 'other.example.net' }] })]],
  ['an endpoint is put beside another', [entry({ resolution: 'STATIC', endpoints: [{ address: '5.5.5.5' }] })], [entry({ resolution: 'STATIC', endpoints: [{ address: '5.5.5.5' }, { address: '6.6.6.6' }] })]],
  ['an endpoint gets a port of its own', [entry({ resolution: 'STATIC', endpoints: [{ address: '5.5.5.5' }] })], [entry({ resolution: 'STATIC', endpoints: [{ address: '5.5.5.5', ports: { https: 8443 } }] })]],
  ['a targetPort of an entry', [entry({ resolution: 'DNS' })], [entry({ resolution: 'DNS', ports: [{ ...https, targetPort: 8443 }] })]],
  ['a workloadSelector selects other pods', [entry({ resolution: 'STATIC', workloadSelector: { labels: { app: 'a' } } })], [entry({ resolution: 'STATIC', workloadSelector: { labels: { app: 'b' } } })]],
  ['a WorkloadEntry moves', [entry({ resolution: 'STATIC', workloadSelector: { labels: { app: 'vm' } } }), workload('10.0.0.1')], [entry({ resolution: 'STATIC', workloadSelector: { labels: { app: 'vm' } } }), workload('10.0.0.2')]],
  ['a second entry of the host brings endpoints', [entry({ resolution: 'STATIC', endpoints: [{ address: '5.5.5.5' }] })], [entry({ resolution: 'STATIC', endpoints: [{ address: '5.5.5.5' }] }), entry({ resolution: 'STATIC', endpoints: [{ address: '6.6.6.6' }] }, 'more')]],
  ['a targetPort of a Service', [cart], [service('cart', {}, { targetPort: 8080 })]],
  ['a Service selects other pods', [cart], [service('cart', { selector: { app: 'spy' } })]],
  ['an EndpointSlice that is written by hand', [service('cart', { selector: undefined }), slice('10.0.0.1')], [service('cart', { selector: undefined }), slice('10.0.0.2')]],
  ['a route gets a mirror', [cart, spy, route({})], [cart, spy, route({ mirror: { host: 'spy' } })]],
  ['a route gets several mirrors', [cart, spy, route({})], [cart, spy, route({ mirrors: [{ destination: { host: 'spy' }, percentage: { value: 0.5 } }] })]],
  ['a mirror of no request becomes one of some', [cart, spy, route({ mirror: { host: 'spy' }, mirrorPercentage: { value: 0 } })], [cart, spy, route({ mirror: { host: 'spy' }, mirrorPercentage: { value: 10 } })]],
  ['a mirror is new with the VirtualService', [cart, spy], [cart, spy, route({ mirror: { host: 'spy' } })]],
  ['a route leads to another subset', [cart, subset({ track: 'a' }), route({})], [cart, subset({ track: 'a' }), route({}, { host: 'cart', subset: 'stable' })]],
  ['a subset has other labels', [cart, subset({ track: 'a' }), route({}, { host: 'cart', subset: 'stable' })], [cart, subset({ track: 'b' }), route({}, { host: 'cart', subset: 'stable' })]],
];

test.each(moved)('--diff-base shows where traffic goes now: %s', (_, before, after) => {
  expect(changesOf(before, after)).toContain('egress-served-otherwise');
  expect(changesOf(after, before)).toContain('egress-served-otherwise');
});

test.each(moved)('--diff-base shows no change between two copies: %s', (_, before, after) => {
  expect([changesOf(before, before), changesOf(after, after)]).toEqual([[], []]);
});

const reordered = { labels: { a: 'b' }, ports: { https: 8443 }, address: '5.5.5.5' };
test.each<readonly [string, readonly KubernetesObject[], readonly KubernetesObject[]]>([
  ['the fields of an endpoint are written in another order', [entry({ resolution: 'STATIC', endpoints: [{ address: '5.5.5.5', ports: { https: 8443 }, labels: { a: 'b' } }] })], [entry({ resolution: 'STATIC', endpoints: [reordered] })]],
  ['an entry is labelled', [entry({})], [{ ...entry({}), metadata: { ...entry({}).metadata, labels: { team: 'shop' } } }]],
  ['a targetPort is written out that is the port', [cart], [service('cart', {}, { targetPort: 80 })]],
  ['a mirror of no request', [cart, spy, route({})], [cart, spy, route({ mirror: { host: 'spy' }, mirrorPercent: 0 })]],
  ['the percentage is written out that holds without', [cart, spy, route({ mirror: { host: 'spy' } })], [cart, spy, route({ mirror: { host: 'spy' }, mirrorPercentage: { value: 100 } })]],
  ['a timeout of a route', [cart, route({})], [cart, route({ timeout: '5s' })]],
])('--diff-base is silent where traffic goes where it went: %s', (_, before, after) => {
  expect(changesOf(before, after)).toEqual([]);
});
