import { type } from './transcript';
import { folderOf } from '../files/folder';

const settings = `apiVersion: cdk8s-speedscale/v1alpha1
kind: SpeedscaleOnIstio
spec: { istio: { version: "1.30", hasRootSidecar: false, cni: false } }
`;
const json = (apiVersion: string, kind: string, title: string, more: object) => {
  const [namespace, name] = title.split('/');
  return JSON.stringify({ apiVersion, kind, metadata: { namespace, name }, ...more });
};
const registryOnly = { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } };
const meshConfig = (more: object = {}, name = 'istio') => json('v1', 'ConfigMap', `istio-system/${name}`, { data: { mesh: JSON.stringify({ ...registryOnly, ...more }) } });
const namespace = (labels: object = { 'istio-injection': 'enabled' }) => JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels } });
const entry = json('networking.istio.io/v1', 'ServiceEntry', 'shop/good', { spec: { hosts: ['api.example.com'], ports: [{ number: 443, name: 'tls', protocol: 'TLS' }], resolution: 'NONE', location: 'MESH_EXTERNAL' } });
const web = { name: 'web', image: 'x' };
const asProxy = { ...web, securityContext: { runAsUser: 1337 } };

/** The Deployment shop/web, by what its pod template holds. */
const deployment = (annotations: object = {}, spec: object = {}, own: object = {}) => JSON.stringify({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop', annotations: own },
  spec: { selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' }, annotations }, spec: { containers: [web], ...spec } } },
});
const treeOf = (documents: readonly string[]) => folderOf({ 'm.yaml': documents.join('\n---\n'), 'speedscale.yaml': settings });

async function explain(documents: readonly string[], host = 'other.example.net', more = '') {
  const folder = treeOf(documents);
  return (await type(`explain -c ${folder}/speedscale.yaml shop/web ${host} ${folder}/m.yaml ${more}`)).stdout;
}
async function verdict(documents: readonly string[], host?: string) {
  const { outcome, reason, detail } = JSON.parse(await explain(documents, host, '--format json')) as Readonly<Record<string, string | undefined>>;
  return [outcome, reason, detail].filter((part) => part !== undefined);
}

/** The changes of egress, each as its id and a workload whose calls it is about. */
async function changes(before: readonly string[], after: readonly string[]) {
  const [base, now] = [treeOf(before), treeOf(after)];
  const { stdout } = await type(`check ${now}/m.yaml -c ${now}/speedscale.yaml --diff-base ${base}/m.yaml --format json`);
  interface Change { readonly id: string; readonly callers: readonly { readonly names: readonly string[] }[] }
  const { changes: found } = JSON.parse(stdout) as { readonly changes: readonly Change[] };
  return [...new Set(found.flatMap(({ id, callers }) => callers.flatMap(({ names }) => names.map((name) => `${id} ${name}`))))];
}

const mesh = [meshConfig(), namespace(), entry];
const plain = [...mesh, deployment()];
const template = (annotations: object, spec: object = {}) => [...mesh, deployment(annotations, spec)];
const freed = ['egress-blocked-to-allowed Deployment shop/web'];
const open = ['egress-blocked-to-unknown Deployment shop/web'];
const values = (value: object) => json('v1', 'ConfigMap', 'istio-system/istio-sidecar-injector', { data: { values: JSON.stringify(value) } });

describe('--diff-base sees that a pod gets past its proxy', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['by an excluded interface', template({ 'traffic.sidecar.istio.io/excludeInterfaces': 'eth0' }), freed],
    ['by an excluded port', template({ 'traffic.sidecar.istio.io/excludeOutboundPorts': '443' }), freed],
    ['by excluded ranges', template({ 'traffic.sidecar.istio.io/excludeOutboundIPRanges': '10.0.0.0/8' }), open],
    ['by the mode of its annotation', template({ 'sidecar.istio.io/interceptionMode': 'NONE' }), freed],
    ['by the mode of its configuration', template({ 'proxy.istio.io/config': 'interceptionMode: NONE' }), freed],
    ['by the mode of its configuration, in JSON', template({ 'proxy.istio.io/config': '{"interceptionMode":"NONE"}' }), freed],
    ['by the user of its container', template({}, { containers: [asProxy] }), freed],
    ['by the user of the pod', template({}, { securityContext: { runAsUser: 1337 } }), freed],
    ['by the user of one of its containers', template({}, { containers: [web, { ...asProxy, name: 'log' }] }), open],
    ['by a template without interception', template({ 'inject.istio.io/templates': 'grpc-agent' }), freed],
    ['by a template of the user\'s own', template({ 'inject.istio.io/templates': 'own' }), open],
    ['by a setting with which it does not start', template({ 'proxy.istio.io/config': 'interceptionMode: off' }), [...open, 'egress-allowed-to-unknown Deployment shop/web']],
    ['by the mode of the mesh', [meshConfig({ defaultConfig: { interceptionMode: 'NONE' } }), ...plain.slice(1)], freed],
    ['by ports that the injector excludes', [...plain, values({ global: { proxy: { excludeOutboundPorts: '443' } } })], freed],
    ['by ranges that values of the chart exclude', [...plain, JSON.stringify({ global: { proxy: { excludeIPRanges: '0.0.0.0/0' } } })], freed],
    ['by templates of an IstioOperator', [...plain, json('install.istio.io/v1alpha1', 'IstioOperator', 'istio-system/mesh', { spec: { values: { sidecarInjectorWebhook: { defaultTemplates: ['grpc-simple'] } } } })], freed],
  ])('%s', async (_, after, expected) => {
    expect(await changes(plain, after)).toEqual(expected);
  });

  test('but not by annotations of the workload itself, which Istio does not read', async () => {
    const own = { 'traffic.sidecar.istio.io/excludeInterfaces': 'eth0', 'sidecar.istio.io/interceptionMode': 'NONE', 'inject.istio.io/templates': 'grpc-agent' };
    expect(await changes(plain, [...mesh, deployment({}, {}, own)])).toEqual([]);
  });
});

describe('the mesh\'s settings of interception', () => {
  const ofRevision = meshConfig({ defaultConfig: { interceptionMode: 'NONE' } }, 'istio-1-30');

  test('are those of the istiod that injects the pod', async () => {
    expect(await verdict([...plain, ofRevision])).toEqual(['blocked', 'registry-only']);
    expect(await verdict([meshConfig(), ofRevision, namespace({ 'istio.io/rev': '1-30' }), deployment()])).toEqual(['not-enforced', 'interception-off']);
  });

  test('give way to the pod\'s', async () => {
    expect(await verdict([meshConfig({ defaultConfig: { interceptionMode: 'NONE' } }), namespace(), deployment({ 'sidecar.istio.io/interceptionMode': 'REDIRECT' })])).toEqual(['blocked', 'registry-only']);
    expect(await verdict([...mesh, values({ global: { proxy: { excludeOutboundPorts: '443' } } }), deployment({ 'traffic.sidecar.istio.io/excludeOutboundPorts': '25' })])).toEqual(['blocked', 'registry-only']);
  });
});

describe('where it is not known whether the proxy holds a call', () => {
  const some = template({}, { containers: [web, { ...asProxy, name: 'log' }] });

  test('a call that gets out either way is allowed', async () => {
    expect(await verdict(some, 'api.example.com')).toEqual(['allowed']);
    expect(await verdict(template({ 'traffic.sidecar.istio.io/excludeOutboundIPRanges': '10.0.0.0/8' }), 'api.example.com')).toEqual(['allowed']);
  });

  test('one that the proxy would block is not known', async () => {
    expect(await verdict(some)).toEqual(['unknown', 'container-not-known', '"log"']);
  });

  test('one that the proxy would take elsewhere is not known', async () => {
    const elsewhere = json('networking.istio.io/v1', 'ServiceEntry', 'shop/good', { spec: { hosts: ['api.example.com'], ports: [{ number: 443, name: 'tls', protocol: 'TLS' }], resolution: 'STATIC', endpoints: [{ address: '10.9.9.9' }] } });
    expect(await verdict([meshConfig(), namespace(), elsewhere, deployment({}, { containers: [web, { ...asProxy, name: 'log' }] })], 'api.example.com')).toEqual(['unknown', 'container-not-known', '"log"']);
  });

  test('what is not known of the mesh comes first', async () => {
    expect(await verdict([namespace(), deployment({}, { containers: [web, { ...asProxy, name: 'log' }] })])).toEqual(['unknown', 'policy-not-in-sight']);
  });

  test('an address that is called settles what depends on it', async () => {
    const excluding = template({ 'traffic.sidecar.istio.io/excludeOutboundIPRanges': '10.0.0.0/8' });
    expect(await verdict(excluding)).toEqual(['unknown', 'interception-by-address', 'traffic.sidecar.istio.io/excludeOutboundIPRanges: "10.0.0.0/8"']);
    expect(await verdict(excluding, '10.1.2.3')).toEqual(['not-enforced', 'addresses-excluded']);
    expect(await verdict(excluding, '192.0.2.1')).toEqual(['blocked', 'registry-only']);
  });

  test('explain names the setting', async () => {
    expect(await explain(template({ 'traffic.sidecar.istio.io/excludeOutboundPorts': 'https' }))).toMatch(/: unknown, since .*: traffic\.sidecar\.istio\.io\/excludeOutboundPorts: "https"$/m);
  });
});

test.each([
  ['no YAML', '{', /^proxy\.istio\.io\/config: ./],
  ['a template', 'interceptionMode: {{ .Values.mode }}', /^proxy\.istio\.io\/config: ./],
  ['a list', '[NONE]', /^proxy\.istio\.io\/config is not a map$/],
])('a pod whose configuration is %s does not start', async (_, text, detail) => {
  expect(await verdict(template({ 'proxy.istio.io/config': text }))).toEqual(['unknown', 'proxy-setting-invalid', expect.stringMatching(detail)]);
});

test('a pod whose configuration is empty has none', async () => {
  expect(await verdict(template({ 'proxy.istio.io/config': '' }))).toEqual(['blocked', 'registry-only']);
});

describe('DNS capture', () => {
  const tcp = json('networking.istio.io/v1', 'ServiceEntry', 'shop/tcp', { spec: { hosts: ['www.example.org'], location: 'MESH_EXTERNAL', resolution: 'DNS', ports: [{ number: 443, name: 'tcp', protocol: 'TCP' }] } });
  const all = [meshConfig(), namespace(), tcp];
  const capture = (value: string) => ({ proxyMetadata: { ISTIO_META_DNS_CAPTURE: value } });
  const annotated = (value: string) => deployment({ 'proxy.istio.io/config': JSON.stringify(capture(value)) });
  const proxyConfig = (selector?: object) => json('networking.istio.io/v1beta1', 'ProxyConfig', 'shop/dns', { spec: { environmentVariables: { ISTIO_META_DNS_CAPTURE: 'true' }, selector } });

  test.each<[string, readonly string[], readonly string[]]>([
    ['is off where nothing sets it', [...all, deployment()], ['allowed']],
    ['is set by a pod', [...all, annotated('true')], ['unknown', 'address']],
    ['is set by a pod, in another spelling of Go\'s', [...all, annotated('1')], ['unknown', 'address']],
    ['is set by the mesh', [meshConfig({ defaultConfig: capture('T') }), namespace(), tcp, deployment()], ['unknown', 'address']],
    ['is set by the mesh, and off for the pod', [meshConfig({ defaultConfig: capture('true') }), namespace(), tcp, annotated('false')], ['allowed']],
    ['is set by a ProxyConfig', [...all, deployment(), proxyConfig()], ['unknown', 'address']],
    ['is set by a ProxyConfig that selects the pod', [...all, deployment(), proxyConfig({ matchLabels: { app: 'web' } })], ['unknown', 'address']],
    ['is not set by a ProxyConfig that selects others', [...all, deployment(), proxyConfig({ matchLabels: { app: 'api' } })], ['allowed']],
  ])('%s', async (_, documents, expected) => {
    expect(await verdict(documents, 'github.com')).toEqual(expected);
  });

  test.each([['a pod', [...all, annotated('true')]], ['a ProxyConfig', [...all, deployment(), proxyConfig()]]])('that %s sets is a change', async (_, after) => {
    expect(await changes([...all, deployment()], after)).toContain('egress-allowed-to-unknown Deployment shop/web');
  });

  test('may be set for pods that nothing is known of but their namespace', async () => {
    const folder = treeOf([...all, proxyConfig({ matchLabels: { app: 'web' } })]);
    const { stdout } = await type(`explain -c ${folder}/speedscale.yaml shop github.com ${folder}/m.yaml --labels app=web`);
    expect(stdout).toMatch(/: unknown/);
  });

  test('of a ProxyConfig that Istio refuses is not concluded to be off', async () => {
    const refused = json('networking.istio.io/v1beta1', 'ProxyConfig', 'shop/dns', { spec: { environmentVariables: { ISTIO_META_DNS_CAPTURE: true } } });
    expect(await verdict([...all, deployment(), refused], 'github.com')).toEqual(['unknown', 'object-refused']);
  });
});

test('goproxy, which is added to a pod, is not of the user that another container has', async () => {
  const captured = (spec: object) => deployment({}, spec, { 'sidecar.speedscale.com/inject': 'true' });
  const outcomeFor = async (spec: object) => {
    const folder = treeOf([meshConfig(), namespace(), captured(spec)]);
    const { stdout } = await type(`check ${folder}/m.yaml -c ${folder}/speedscale.yaml --format json`);
    return (JSON.parse(stdout) as { readonly calls: { readonly notEnforced: number } }).calls.notEnforced;
  };
  expect([await outcomeFor({ containers: [asProxy] }), await outcomeFor({ securityContext: { runAsUser: 1337 } })]).toEqual([0, 1]);
});
