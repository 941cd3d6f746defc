import { config, source } from './config';
import { meshOf, resolveConfig } from '../../src/settings/resolve-config';

const found = (spec: unknown) => resolveConfig([config(spec)]).findings.map(({ id, place }) => `${id} ${place.object}`);
const capture = (...entries: unknown[]) => ({ namespaces: [{ name: 'shop', capture: entries }] });
const cart = { kind: 'Deployment', name: 'cart' };
const web = { kind: 'Deployment', name: 'web' };

test('a config file that says everything has nothing wrong', () => {
  expect(found({
    istio: {
      version: '1.30',
      outboundTrafficPolicy: 'REGISTRY_ONLY',
      cni: true,
      rootNamespace: 'istio-system',
      hasRootSidecar: false,
      defaultServiceExportTo: ['*'],
      discoverySelectors: [{ matchLabels: { mesh: 'on' } }],
    },
    speedscale: {
      namespace: 'speedscale',
      namespaceLabels: { 'istio-injection': 'enabled' },
      region: 'us-east-1',
      appUrl: 'app.speedscale.com',
      hosts: { add: ['api.example.com'], remove: ['sts.amazonaws.com'] },
      exportTo: ['.', 'shop'],
      exportToAlso: ['egress'],
    },
    namespaces: [{
      name: 'shop',
      labels: { 'istio-injection': 'enabled' },
      replay: true,
      sidecar: 'auto',
      egress: ['bank/*'],
      virtualServices: ['web'],
      capture: [
        { workloads: [cart], goproxy: { tlsOut: true, ignoreDstHosts: ['a.example.com'], proxyPort: 80 } },
        { workloads: [web], ebpf: { javaAgent: true, ignorePorts: [22] } },
        { selector: { labels: { app: 'x' } }, ebpf: {} },
      ],
    }],
    emit: ['serviceEntry', 'sidecars'],
    metadata: { labels: { team: 'mesh' }, annotations: { 'argocd.argoproj.io/sync-wave': '-1' } },
    ignore: [{ rule: 'some-rule', object: 'Sidecar shop/default', reason: 'known' }],
    manifests: [{ path: 'deploy/' }, { path: 'overlays/prod/', namespace: 'shop' }],
    context: [{ path: 'cluster.yaml' }],
  })).toEqual([]);
});

describe('the shape of a config file', () => {
  test.each<[string, unknown, string[]]>([
    ['an unknown key', { namespaces: [{ name: 'shop', replays: true }] }, ['settings-key-unknown spec.namespaces[0].replays:']],
    ['a key named as one of every object\'s', { constructor: {} }, ['settings-key-unknown spec.constructor:']],
    ['a missing key', { namespaces: [{ replay: true }] }, ['settings-key-missing spec.namespaces[0]']],
    ['a number for text', { istio: { version: 1.3 } }, ['settings-value-of-wrong-type spec.istio.version']],
    ['text for a boolean', { istio: { cni: 'yes' } }, ['settings-value-of-wrong-type spec.istio.cni']],
    ['text for a list', { speedscale: { exportTo: '*' } }, ['settings-value-of-wrong-type spec.speedscale.exportTo']],
    ['a list for a map', { istio: [] }, ['settings-value-of-wrong-type spec.istio']],
    ['nothing', { speedscale: null }, ['settings-value-of-wrong-type spec.speedscale']],
    ['an item of the wrong type', { speedscale: { hosts: { add: ['a.example.com', 1] } } }, ['settings-value-of-wrong-type spec.speedscale.hosts.add[1]']],
    ['a number among labels', { metadata: { labels: { 'a/b~c': 1 } } }, ['settings-value-of-wrong-type spec.metadata.labels["a/b~c"]']],
    ['an unknown value', { namespaces: [{ name: 'shop', sidecar: 'atuo' }] }, ['settings-value-not-known spec.namespaces[0].sidecar']],
    ['a number for one of a few values', { namespaces: [{ name: 'shop', sidecar: 1 }] }, ['settings-value-of-wrong-type spec.namespaces[0].sidecar']],
    ['a kind that is not captured', capture({ workloads: [{ kind: 'CronJob', name: 'x' }], ebpf: {} }), ['settings-value-not-known spec.namespaces[0].capture[0].workloads[0].kind']],
    ['a reason that is missing', { ignore: [{ rule: 'some-rule' }] }, ['settings-key-missing spec.ignore[0]']],
  ])('%s is found at its place', (_, spec, expected) => {
    expect(found(spec)).toEqual(expected);
  });

  test.each<[string, unknown, string[]]>([
    ['nothing', null, ['settings-value-of-wrong-type ']],
    ['a list', [], ['settings-value-of-wrong-type ']],
    ['another kind', { apiVersion: 'v1', kind: 'Service', spec: {} }, ['settings-value-not-known apiVersion', 'settings-value-not-known kind']],
    ['no spec', { apiVersion: 'cdk8s-speedscale/v1alpha1', kind: 'SpeedscaleOnIstio' }, ['settings-key-missing ']],
    ['a spec that is a list', { apiVersion: 'cdk8s-speedscale/v1alpha1', kind: 'SpeedscaleOnIstio', spec: [1] }, ['settings-value-of-wrong-type spec']],
  ])('a file that is %s is no config file', (_, value, expected) => {
    expect(resolveConfig([source(value)]).findings.map(({ id, place }) => `${id} ${place.object}`)).toEqual(expected);
  });

  test('a key __proto__ is an unknown key, and sets nothing', () => {
    const spec: unknown = JSON.parse('{"__proto__":{"namespaces":"x"},"istio":{"__proto__":{"version":1}}}');
    expect(found(spec)).toEqual(['settings-key-unknown spec.__proto__:', 'settings-key-unknown spec.istio.__proto__:']);
  });

  test('the nearest right name is given, or all there are', () => {
    const fix = (spec: unknown) => resolveConfig([config(spec)]).findings[0].fix;
    expect(fix({ namespaces: [{ name: 'shop', replays: true }] })).toContain('"replay"');
    expect(fix({ speedscale: { hosts: { plus: [] } } })).toContain('add, remove');
  });
});

describe('the values of a config file', () => {
  test.each<[string, unknown, string[]]>([
    ['a bad host', { speedscale: { hosts: { add: ['https://x'] } } }, ['host-not-a-name spec.speedscale.hosts.add[0]']],
    ['a namespace listed twice', { namespaces: [{ name: 'shop' }, { name: 'shop' }] }, ['namespace-listed-twice spec.namespaces[1].name']],
    ['an exportTo to nobody', { speedscale: { exportTo: ['~'] } }, ['export-to-nobody spec.speedscale.exportTo[0]']],
    ['an exportTo that contradicts itself', { speedscale: { exportTo: ['*', 'shop'] } }, ['export-to-not-alone spec.speedscale.exportTo[0]']],
    ['a name that no VirtualService can have', { namespaces: [{ name: 'shop', virtualServices: ['Web'] }] }, ['object-name-not-a-name spec.namespaces[0].virtualServices[0]']],
    ['a reason of spaces', { ignore: [{ rule: 'some-rule', reason: ' ' }] }, ['settings-value-empty spec.ignore[0].reason']],
    ['an object that is no title', { ignore: [{ rule: 'some-rule', object: 'shop/default', reason: 'known' }] }, ['ignored-object-not-a-title spec.ignore[0].object']],
    ['an empty path', { manifests: [{ path: '' }] }, ['settings-value-empty spec.manifests[0].path']],
    ['a bad namespace of a path', { context: [{ path: 'x', namespace: 'Shop' }] }, ['namespace-not-a-name spec.context[0].namespace']],
  ])('%s is found at its place', (_, spec, expected) => {
    expect(found(spec)).toEqual(expected);
  });

  test('everything that is wrong is said at once, whatever is wrong with another section\'s shape', () => {
    expect(found({ istio: { cni: 'yes' }, speedscale: { appUrl: 'x y', namspace: 'x' }, manifests: [{ path: '' }] })).toEqual([
      'settings-value-of-wrong-type spec.istio.cni', 'settings-key-unknown spec.speedscale.namspace:',
      'host-not-a-name spec.speedscale.appUrl', 'settings-value-empty spec.manifests[0].path',
    ]);
  });
});

test('an option that does not exist is said once, and so is one whose value cannot be', () => {
  expect(found(capture({ goproxy: { tlsOtu: true, proxyPort: 0 } }))).toEqual([
    'settings-key-unknown spec.namespaces[0].capture[0].goproxy.tlsOtu:', 'annotation-not-a-port spec.namespaces[0].capture[0].goproxy.proxyPort',
  ]);
});

describe('captures', () => {
  const entry = 'spec.namespaces[0].capture[0]';
  test.each<[string, unknown, string[]]>([
    ['no mode', { workloads: [cart] }, [`capture-without-mode ${entry}`]],
    ['both modes', { workloads: [cart], goproxy: {}, ebpf: {} }, [`capture-with-both-modes ${entry}.ebpf`]],
    ['both workloads and a selector', { workloads: [cart], selector: { labels: { app: 'cart' } }, ebpf: {} }, [`capture-chosen-twice ${entry}.selector`]],
    ['an empty list of workloads', { workloads: [], ebpf: {} }, [`capture-of-nothing ${entry}.workloads`]],
    ['a selector without labels', { selector: { labels: {} }, ebpf: {} }, [`capture-of-nothing ${entry}.selector`]],
    ['a name that no workload can have', { workloads: [{ kind: 'Job', name: 'A b' }], ebpf: {} }, [`object-name-not-a-name ${entry}.workloads[0].name`]],
  ])('an entry with %s is refused', (_, bad, expected) => {
    expect(found(capture(bad))).toEqual(expected);
  });

  test.each<[string, unknown[], string[]]>([
    ['the same workload in two modes', [{ workloads: [cart], goproxy: {} }, { workloads: [web, cart], ebpf: {} }], ['capture-entries-collide spec.namespaces[0].capture[1]']],
    ['the same workload with the same options', [{ workloads: [cart], goproxy: {} }, { workloads: [cart], goproxy: {} }], []],
    ['every workload and one of them', [{ goproxy: {} }, { workloads: [cart], ebpf: {} }], ['capture-entries-collide spec.namespaces[0].capture[1]']],
    ['every workload twice', [{ goproxy: {} }, { ebpf: {} }], ['capture-entries-collide spec.namespaces[0].capture[1]']],
    ['two workloads', [{ workloads: [cart], goproxy: {} }, { workloads: [web], ebpf: {} }], []],
    ['two kinds of one name', [{ workloads: [cart], goproxy: {} }, { workloads: [{ kind: 'Job', name: 'cart' }], ebpf: {} }], []],
    ['a selector, of which the manifests will tell', [{ workloads: [cart], goproxy: {} }, { selector: { labels: { app: 'cart' } }, ebpf: {} }], []],
  ])('two entries that match %s', (_, entries, expected) => {
    expect(found(capture(...entries))).toEqual(expected);
  });

  test.each<[string, object, boolean]>([
    ['a replay', { replay: true }, true],
    ['goproxy', { capture: [{ goproxy: {} }] }, true],
    ['eBPF alone', { capture: [{ ebpf: {} }] }, false],
    ['nothing', {}, false],
  ])('pods of a namespace with %s call Speedscale: see the flag', (_, namespace, expected) => {
    const { namespaces } = meshOf(resolveConfig([config({ namespaces: [{ name: 'shop', ...namespace }] })]));
    expect(namespaces[0].callsSpeedscale).toBe(expected);
  });
});
