import { Inventory, inventoryEntry } from '../../../src/kubernetes/inventory';
import { formatPath } from '../../../src/kubernetes/value';
import { asMeshConfig } from '../../../src/mesh/facts/mesh-config';
import { meshFacts } from '../../../src/mesh/facts/mesh-facts';
import { OtherDocument } from '../../../src/mesh/facts/read-facts';
import { IstioSettings } from '../../../src/settings/mesh-settings';
import { resolveMesh } from '../../../src/settings/resolve-mesh';
import { placeOfValue } from '../../../src/yaml/path';
import { readStream } from '../../../src/yaml/read';

/** Manifests, each as the n-th file, written as JSON and read as any other; what is no manifest counts as another document. */
function inSight(...values: unknown[]): { readonly inventory: Inventory; readonly others: readonly OtherDocument[] } {
  const documents = values.flatMap((value, index) => [...readStream(JSON.stringify(value), { file: `${index}.yaml` })]);
  return {
    inventory: new Inventory(documents.flatMap((document) => document.type === 'object'
      ? [inventoryEntry(document.value, (path) => ({ ...placeOfValue(document, path), object: path.join('.') }))] : [])),
    others: documents.flatMap((document) => document.type === 'not-a-manifest'
      ? [{ value: document.value, placeOf: (path) => placeOfValue(document, path) }] : []),
  };
}

function facts(settings: IstioSettings, ...values: unknown[]) {
  const { inventory, others } = inSight(...values);
  return meshFacts(inventory, others, { istio: settings }, (path) => ({ object: formatPath(path) }));
}
const known = (...values: unknown[]) => facts({}, ...values).known;
const found = (settings: IstioSettings, ...values: unknown[]) => facts(settings, ...values).findings.map(({ id, place }) => `${id} ${place.file ?? ''}${place.file === undefined ? '' : ':'}${place.object}`);

const configMap = (name: string, data: unknown) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'istio-system' }, data });
const mesh = (text: string) => configMap('istio', { mesh: text });
const operator = (spec: unknown) => ({ apiVersion: 'install.istio.io/v1alpha1', kind: 'IstioOperator', metadata: { name: 'mesh' }, spec });
const pod = (containers: unknown[]) => ({ selector: {}, template: { spec: { containers } } });
const istiod = (image: string, labels = {}) =>
  ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'istiod', labels }, spec: pod([{ name: 'discovery', image }]) });
const agent = (spec: unknown) => ({ apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'istio-cni-node', namespace: 'kube-system' }, spec });

describe('the MeshConfig of the ConfigMap istio', () => {
  const istiodsDefaults = {
    outboundTrafficPolicy: 'ALLOW_ANY',
    rootNamespace: 'istio-system',
    defaultServiceExportTo: ['*'],
    defaultVirtualServiceExportTo: ['*'],
    defaultDestinationRuleExportTo: ['*'],
    discoverySelectors: [],
    serviceEntryVisibility: {},
    interceptionMode: 'REDIRECT',
    dnsCapture: 'false',
    dnsAutoAllocate: 'false',
    redirectionVariables: {},
  };

  test.each<[string, string, object]>([
    ['says by a field that it leaves out that the default holds', 'trustDomain: cluster.local', {}],
    ['may be empty', '', {}],
    ['says its policy', 'outboundTrafficPolicy:\n  mode: REGISTRY_ONLY', { outboundTrafficPolicy: 'REGISTRY_ONLY' }],
    ['means REGISTRY_ONLY by an empty policy', 'outboundTrafficPolicy: {}', { outboundTrafficPolicy: 'REGISTRY_ONLY' }],
    ['means the default by a policy that is null', 'outboundTrafficPolicy:', {}],
    ['says the rest', 'rootNamespace: mesh\ndefaultServiceExportTo: ["."]\ndiscoverySelectors: [{matchExpressions: [{key: a, operator: Exists}]}]',
      { rootNamespace: 'mesh', defaultServiceExportTo: ['.'], discoverySelectors: [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }] }],
  ])('%s', (_, text, expected) => {
    expect(known(mesh(text))).toEqual({ ...istiodsDefaults, ...expected });
  });

  test('is given back as the map that it was', () => {
    const config = { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' }, rootNamespace: 'mesh', discoverySelectors: [{ matchLabels: { a: '1' } }], serviceEntryVisibility: { defaultVisibility: 'NONE' }, defaultConfig: { interceptionMode: 'NONE', proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'true', ISTIO_META_DNS_AUTO_ALLOCATE: '1', SKIP_RULE_APPLY: 'true' } } };
    expect(asMeshConfig(known(mesh(JSON.stringify(config)), agent(pod([{ image: 'x' }]))))).toMatchObject(config);
    expect(asMeshConfig({ version: '1.30', cni: true })).toEqual({});
  });

  test.each<[string, unknown, object]>([
    ['its mode', { interceptionMode: 'NONE' }, { interceptionMode: 'NONE' }],
    ['its mode, by the name that the proto has', { interception_mode: 'NONE' }, { interceptionMode: 'NONE' }],
    ['its metadata', { proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'True', OTHER: 'x', PROXY_GID: '1' } }, { dnsCapture: 'True', redirectionVariables: { PROXY_GID: '1' } }],
    ['its metadata, by the name that the proto has', { proxy_metadata: { ISTIO_META_DNS_AUTO_ALLOCATE: 't' } }, { dnsAutoAllocate: 't' }],
    ['nothing where it is of another shape', 'NONE', {}],
  ])('says of the proxies\' configuration %s', (_, defaultConfig, expected) => {
    expect(known(mesh(JSON.stringify({ defaultConfig })))).toMatchObject({ ...istiodsDefaults, ...expected });
  });

  test('a mode that Istio does not know is unknown', () => {
    expect(known(mesh('defaultConfig: { interceptionMode: none }'))).not.toHaveProperty('interceptionMode');
  });

  test('a policy that is no map leaves the policy unknown', () => {
    expect(known(mesh('outboundTrafficPolicy: REGISTRY_ONLY'))).not.toHaveProperty('outboundTrafficPolicy');
  });

  test('a text that is no YAML is said, and shows nothing', () => {
    expect(found({}, mesh('{'))).toEqual(['mesh-config-unreadable 0.yaml:data.mesh']);
    expect(known(mesh('{'))).toEqual({});
  });

  test('a ConfigMap of another name, or without the text, says nothing', () => {
    expect(known(configMap('mesh', { mesh: 'rootNamespace: x' }), configMap('istio', {}), configMap('istio', null))).toEqual({});
  });
});

describe('an installation', () => {
  test('an IstioOperator says what it states, and nothing by what it leaves to its profile', () => {
    expect(known(operator({ profile: 'demo' }))).toEqual({});
    expect(known(operator({
      tag: '1.29.1',
      meshConfig: { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } },
      components: { cni: { enabled: true } },
      values: { global: { istioNamespace: 'mesh', proxy: { excludeIPRanges: '10.0.0.0/8' } } },
    }))).toEqual({ version: '1.29.1', outboundTrafficPolicy: 'REGISTRY_ONLY', cni: true, rootNamespace: 'mesh', excludeIPRanges: '10.0.0.0/8' });
  });

  test.each<[string, unknown, object]>([
    ['meshConfig', { meshConfig: { defaultServiceExportTo: ['.'] } }, { defaultServiceExportTo: ['.'] }],
    ['pilot.cni', { pilot: { cni: { enabled: false } } }, { cni: false }],
    ['global.istioNamespace', { global: { istioNamespace: 'mesh', tag: '1.30.3' } }, { rootNamespace: 'mesh', version: '1.30.3' }],
    ['global.proxy', { global: { proxy: { includeIPRanges: '10.0.0.0/8', excludeIPRanges: '', includeOutboundPorts: '443', excludeOutboundPorts: 25 } } },
      { includeIPRanges: '10.0.0.0/8', excludeIPRanges: '', includeOutboundPorts: '443', excludeOutboundPorts: '25' }],
    ['sidecarInjectorWebhook', { sidecarInjectorWebhook: { defaultTemplates: ['sidecar', 'hello'] } }, { defaultTemplates: ['sidecar', 'hello'] }],
    ['a global proxy of another chart', { global: { proxy: { url: 'http://proxy.example.com' } } }, {}],
    ['nothing but a global tag, as any chart may', { global: { tag: '1.30.3' } }, {}],
    ['another chart\'s pilot', { pilot: { name: 'Amelia' } }, {}],
  ])('values of a chart with %s', (_, values, expected) => {
    expect(known(values)).toEqual(expected);
  });

  test('the injector\'s values say whether the CNI agent redirects, and what', () => {
    const values = '{"pilot": {"cni": {"enabled": true}}, "global": {"proxy": {"includeIPRanges": "*"}}}';
    expect(known(configMap('istio-sidecar-injector', { values }))).toEqual({ cni: true, includeIPRanges: '*' });
  });

  test('the CNI agent\'s DaemonSet says that it is in use, a fragment that patches it says nothing', () => {
    expect(known(agent(pod([{ name: 'install-cni', image: 'x' }])))).toEqual({ cni: true });
    expect(known(agent({ template: {} }))).toEqual({});
  });

  test.each<[string, object, string | undefined]>([
    ['docker.io/istio/pilot:1.30.3', {}, '1.30.3'],
    ['localhost:5000/pilot:1.29-distroless', {}, '1.29'],
    ['istio/pilot:1.30.3@sha256:aa', {}, '1.30.3'],
    ['istio/pilot:latest', { 'app.kubernetes.io/version': '1.28.1' }, '1.28.1'],
    ['istio/pilot@sha256:aa', {}, undefined],
    ['localhost:5000/pilot', {}, undefined],
    ['istio/pilot:1.31-alpha.9f', {}, undefined],
  ])('istiod with the image %s and labels %j is of release %s', (image, labels, expected) => {
    expect(known(istiod(image, labels)).version).toBe(expected);
  });
});

describe('what does not agree', () => {
  test('two manifests that differ leave the fact unknown, and that is said at the first', () => {
    const [registry, any] = [mesh('outboundTrafficPolicy: {mode: REGISTRY_ONLY}'), mesh('outboundTrafficPolicy: {mode: ALLOW_ANY}')];
    expect(known(registry, any)).not.toHaveProperty('outboundTrafficPolicy');
    expect(found({}, registry, any)).toEqual(['manifests-contradict-each-other 0.yaml:data.mesh']);
  });

  test('two manifests that agree are one', () => {
    expect(found({}, mesh('rootNamespace: a'), mesh('rootNamespace: "a"'), operator({ meshConfig: { discoverySelectors: [] } }))).toEqual([]);
  });

  test('a release without its patch agrees with it, and the precise one is kept', () => {
    expect([known(operator({ tag: '1.30' }), istiod('pilot:1.30.3')).version, found({}, operator({ tag: '1.30' }), istiod('pilot:1.30.3'))]).toEqual(['1.30.3', []]);
    expect(found({}, operator({ tag: '1.30.1' }), istiod('pilot:1.30.3'))).toHaveLength(1);
    expect(found({}, operator({ tag: '1.3' }), istiod('pilot:1.30.3'))).toHaveLength(1);
  });

  test('settings without the patch are made exact by the manifests, where those agree on it', () => {
    const version = (stated: string, ...values: unknown[]) =>
      resolveMesh({ istio: { version: stated } }, facts({ version: stated }, ...values).known).istio.version;
    expect(version('1.30', istiod('pilot:1.30.1'))).toBe('1.30.1');
    expect(version('1.30', istiod('pilot:1.30.1'), operator({ tag: '1.30.3' }))).toBe('1.30');
    expect(version('1.30.3', operator({ tag: '1.30' }))).toBe('1.30.3');
    expect(version('1.3', istiod('pilot:1.30.1'))).toBe('1.3');
  });

  test.each<[string, IstioSettings, unknown, string[]]>([
    ['cni', { cni: false }, agent(pod([{ image: 'x' }])), ['settings-contradict-manifests istio.cni']],
    ['version', { version: '1.29' }, istiod('pilot:1.30.3'), ['settings-contradict-manifests istio.version']],
    ['a release without its patch', { version: '1.30' }, istiod('pilot:1.30.3'), []],
    ['the root namespace', { rootNamespace: 'istio-system' }, mesh('rootNamespace: mesh'), ['settings-contradict-manifests istio.rootNamespace']],
    ['selectors written in another order', { discoverySelectors: [{ matchLabels: { a: '1', b: '2' } }] }, mesh('discoverySelectors: [{matchLabels: {b: "2", a: "1"}}]'), []],
  ])('settings and a manifest about %s', (_, settings, manifest, expected) => {
    expect(found(settings, manifest)).toEqual(expected);
  });

  test('where manifests differ, the settings that agree with one of them decide', () => {
    const [yes, no] = [operator({ components: { cni: { enabled: true } } }), { pilot: { cni: { enabled: false } } }];
    expect(found({ cni: true }, yes, no)).toEqual([]);
    expect(found({}, yes, no)).toEqual(['manifests-contradict-each-other 0.yaml:spec.components.cni.enabled']);
  });
});

test('malformed manifests say nothing, and throw nothing', () => {
  for (const odd of [undefined, null, 'x', [], [null], { tag: 1, meshConfig: [], components: null, values: { pilot: { cni: 1 }, global: null } }]) {
    expect(known(operator(odd), { meshConfig: odd }, configMap('istio', odd), { ...istiod('x'), spec: odd }, agent(odd))).toEqual({});
  }
});
