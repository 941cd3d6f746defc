import fc from 'fast-check';
import { compareEgress } from '../../../src/check/changes/changes';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { OutboundTrafficPolicy } from '../../../src/settings/mesh-settings';
import { deployment, goproxy, namespace, replay, serviceEntry, sidecar, sight, virtualService } from '../case';

const NAMESPACES = ['shop', 'cart', 'speedscale', 'istio-system'] as const;
const HOSTS = ['api.example.com', '*.example.com', 'logs.example.com', 'app.speedscale.com', 'web.shop.svc.cluster.local', 'web.cart.svc.cluster.local', 'web'] as const;
const PROTOCOLS = ['TLS', 'HTTP', 'TCP', 'HTTPS', ''] as const;

const inNamespace = fc.constantFrom(...NAMESPACES);
const someHosts = fc.uniqueArray(fc.constantFrom(...HOSTS.slice(0, 6)), { minLength: 1, maxLength: 2 });
const port = fc.record({ number: fc.constantFrom(443, 80, 8080), protocol: fc.constantFrom(...PROTOCOLS) }).map((each) => ({ ...each, name: 'port' }));
const exportTo = fc.constantFrom<readonly string[]>([], ['.'], ['*'], ['shop', 'speedscale'], ['~']);
const labels = fc.constantFrom<Readonly<Record<string, string>>>({ app: 'web' }, { app: 'cart' }, { tier: 'front' });

const serviceOf = fc.record({ in: inNamespace, name: fc.constantFrom('web', 'api'), number: fc.constantFrom(80, 443, 8080), named: fc.constantFrom('http', 'tcp', 'tls', 'x') })
  .map(({ in: ns, name, number, named }): KubernetesObject => ({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: ns }, spec: { ports: [{ port: number, name: named }] } }));
const entry = fc.record({
  in: inNamespace,
  name: fc.constantFrom('a', 'b'),
  hosts: someHosts,
  ports: fc.tuple(port),
  exportTo,
  resolution: fc.constantFrom('NONE', 'DNS'),
  addresses: fc.constantFrom<readonly string[]>([], [], ['240.1.0.1'], ['10.0.0.0/8']),
}).map(({ in: ns, name, ...spec }) => serviceEntry(`${ns}/${name}`, spec));
const imports = fc.uniqueArray(fc.constantFrom('./*', '*/*', 'speedscale/*', 'shop/*', '*/api.example.com', '*/*.example.com', '~/*'), { minLength: 1, maxLength: 3 });
const narrowing = fc.record({
  in: inNamespace,
  name: fc.constantFrom('default', 'web'),
  hosts: imports,
  number: fc.constantFrom(undefined, 443, 80),
  selector: fc.option(labels, { nil: undefined }),
  mode: fc.constantFrom(undefined, 'REGISTRY_ONLY', 'ALLOW_ANY'),
}).map(({ in: ns, name, hosts, number, selector, mode }) => sidecar(`${ns}/${name}`, {
  egress: [{ hosts, ...number === undefined ? {} : { port: { number, name: 'port', protocol: 'TLS' } } }],
  ...selector === undefined ? {} : { workloadSelector: { labels: selector } },
  ...mode === undefined ? {} : { outboundTrafficPolicy: { mode } },
}));
const routed = fc.record({ in: inNamespace, name: fc.constantFrom('a', 'b'), hosts: someHosts, to: fc.constantFrom(...HOSTS), kind: fc.constantFrom('http', 'tls'), exportTo, from: fc.option(labels, { nil: undefined }) })
  .map(({ in: ns, name, hosts, to, kind, from, exportTo: seenBy }) => virtualService(`${ns}/${name}`, {
    hosts,
    exportTo: seenBy,
    [kind]: [{
      ...kind === 'tls' ? { match: [{ port: 443, sniHosts: hosts, ...from === undefined ? {} : { sourceLabels: from } }] } : from === undefined ? {} : { match: [{ sourceLabels: from }] },
      route: [{ destination: { host: to } }],
    }],
  }));
const rule = fc.record({ in: inNamespace, host: fc.constantFrom(...HOSTS), mode: fc.constantFrom('SIMPLE', 'DISABLE') })
  .map(({ in: ns, host, mode }): KubernetesObject => ({ apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { name: 'rule', namespace: ns }, spec: { host, trafficPolicy: { tls: { mode } } } }));
const workload = fc.record({ in: inNamespace, name: fc.constantFrom('web', 'cart'), labels, captured: fc.boolean() })
  .map(({ in: ns, name, labels: own, captured }) => deployment(`${ns}/${name}`, captured ? goproxy() : {}, { labels: own }));
const named = fc.record({ name: inNamespace, injected: fc.boolean() }).map(({ name, injected }) => namespace(name, injected ? { 'istio-injection': 'enabled' } : {}));

const object = fc.oneof(serviceOf, entry, entry, narrowing, narrowing, routed, rule, workload, named);
const titled = ({ kind, metadata }: KubernetesObject) => `${kind} ${metadata.namespace}/${metadata.name}`;
const objects = fc.uniqueArray(object, { selector: titled, maxLength: 8 });

/** A mesh, and what it was before: some objects have gone, some came, some are others of the same name. */
const few = fc.uniqueArray(object, { selector: titled, maxLength: 2 });
const twoTrees = fc.record({ kept: objects, gone: few, come: few });
const always = [...NAMESPACES.map((name) => namespace(name, { 'istio-injection': 'enabled' })), deployment('shop/always'), deployment('cart/always', {}, { labels: { tier: 'front' } }), replay('shop/nightly')];

/** Of a host that two entries register, a change of one keeps the other from taking calls to all hosts of its port, or lets it. */
const catching = (title: string, protocol: string, ...addresses: string[]) => (
  serviceEntry(title, { hosts: ['api.example.com'], ports: [{ number: 443, name: 'port', protocol }], resolution: 'NONE', exportTo: [], addresses }));
const elsewhere = (title: string) => (
  serviceEntry(title, { hosts: ['api.example.com'], ports: [{ number: 8080, name: 'port', protocol: 'TLS' }], resolution: 'NONE', exportTo: ['shop', 'speedscale'] }));
type TwoTrees = Readonly<Record<'kept' | 'gone' | 'come', KubernetesObject[]>>;
const FOUND: readonly TwoTrees[] = [
  { kept: [catching('shop/a', 'TCP')], gone: [], come: [elsewhere('shop/b')] },
  { kept: [catching('shop/a', 'TCP')], gone: [elsewhere('speedscale/a')], come: [] },
  { kept: [catching('shop/a', '')], gone: [elsewhere('shop/b')], come: [] },
  { kept: [catching('shop/a', 'TLS', '10.0.0.0/8')], gone: [], come: [elsewhere('speedscale/a')] },
];

function treeOf(...some: readonly (readonly KubernetesObject[])[]): readonly KubernetesObject[] {
  return [...new Map([...always, ...some.flat()].map((each) => [titled(each), each])).values()];
}

test.each([OutboundTrafficPolicy.REGISTRY_ONLY, OutboundTrafficPolicy.ALLOW_ANY, undefined])(
  'the calls that differences can influence show the same changes as all calls, with the policy %s', (outboundTrafficPolicy) => {
    fc.assert(fc.property(twoTrees, ({ kept, gone, come }) => {
      const settings = { istio: { hasRootSidecar: false, ...outboundTrafficPolicy === undefined ? {} : { outboundTrafficPolicy } } };
      const [before, after] = [treeOf(kept, gone), treeOf(kept, come)].map((each) => sight({ objects: each, settings }));
      const [short, whole] = [false, true].map((everything) => compareEgress(before, after, everything));
      expect(short.changes).toEqual(whole.changes);
      expect(short.unmatched).toEqual(whole.unmatched);
    }), { numRuns: 50, examples: FOUND.map((each): [TwoTrees] => [each]) });
  });
