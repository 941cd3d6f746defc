import * as fc from 'fast-check';
import { Inventory, inventoryEntry } from '../../../src/kubernetes/inventory';
import { kubernetesObject } from '../../../src/kubernetes/object';
import { draftSettings, DraftSources } from '../../../src/mesh/draft/draft-settings';
import { survey } from '../../../src/mesh/draft/survey';
import { meshFacts } from '../../../src/mesh/facts/mesh-facts';
import { readConfig } from '../../../src/settings/read-config';
import { ResolvedConfig, resolveConfig } from '../../../src/settings/resolve-config';

const inventory = (objects: readonly object[], file = 'x.yaml') =>
  new Inventory(objects.map((object) => inventoryEntry(kubernetesObject(object)!, (path) => ({ file, line: 1 + path.length }))));
const sources: DraftSources = { schema: './schema.json', manifests: ['deploy'], files: 1, objects: 2, remarks: [] };
/** With it, pods of "shop" see Speedscale's ServiceEntry. */
const replay = { apiVersion: 'speedscale.com/v1', kind: 'TrafficReplay', metadata: { name: 'nightly', namespace: 'shop' }, spec: {} };
const draft = (...objects: object[]) => draftSettings(survey(inventory(objects), []), sources);

/** The settings of a text, which has to be one that can be used. */
function settingsOf(text: string): ResolvedConfig {
  const { source, findings } = readConfig(text, 'speedscale.yaml');
  expect(findings).toEqual([]);
  const config = resolveConfig([source!]);
  expect(config.findings).toEqual([]);
  return config;
}

const meshConfig = (config: object, name = 'istio') =>
  ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'istio-system' }, data: { mesh: JSON.stringify(config) } });
const istiod = (tag: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'istiod', namespace: 'istio-system' },
  spec: { selector: {}, template: { spec: { containers: [{ name: 'discovery', image: `istio/pilot:${tag}` }] } } },
});
const workload = (name: string, namespace: string | undefined, annotations: object = {}, kind = 'Deployment') => ({
  apiVersion: 'apps/v1', kind, metadata: { name, namespace, annotations }, spec: { selector: {}, template: { spec: { containers: [{ image: 'x' }] } } },
});
const istio = (kind: string, name: string, namespace: string | undefined, spec: unknown) => ({ apiVersion: 'networking.istio.io/v1', kind, metadata: { name, namespace }, spec });
const namespace = (name: string, labels: object = {}) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
const goproxy = { 'sidecar.speedscale.com/inject': 'true' };

describe('a fact of the mesh', () => {
  test.each<[string, object, object]>([
    ['its policy', meshConfig({ outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } }), { outboundTrafficPolicy: 'REGISTRY_ONLY' }],
    ['its release, without the patch, which upgrades change', istiod('1.29.1'), { version: '1.29' }],
    ['another root namespace', meshConfig({ rootNamespace: 'mesh' }), { outboundTrafficPolicy: 'ALLOW_ANY', rootNamespace: 'mesh' }],
    ['discoverySelectors of labels', meshConfig({ discoverySelectors: [{ matchLabels: { mesh: 'on' } }] }), { outboundTrafficPolicy: 'ALLOW_ANY', discoverySelectors: [{ matchLabels: { mesh: 'on' } }] }],
    ['who sees a service', meshConfig({ defaultServiceExportTo: ['.'] }), { outboundTrafficPolicy: 'ALLOW_ANY', defaultServiceExportTo: ['.'] }],
  ])('is set where it is shown: %s', (_, object, expected) => {
    expect(settingsOf(draft(object)).spec.istio).toEqual(expected);
  });

  test.each<[string, object]>([
    ['outboundTrafficPolicy', meshConfig({ outboundTrafficPolicy: { mode: 'ALLOW_SOME' } })],
    ['discoverySelectors', meshConfig({ discoverySelectors: [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }] })],
  ])('that settings cannot state is a remark: %s', (fact, object) => {
    const text = draft(object);
    expect(settingsOf(text).spec.istio?.[fact as never]).toBeUndefined();
    expect(text).toContain(`# ${fact} is read from the manifests, and cannot be stated here: `);
  });

  test('on which the manifests differ is left for the reader, with both', () => {
    const text = draft(istiod('1.29.1'), istiod('1.26.1'));
    expect(settingsOf(text).spec.istio).toBeUndefined();
    expect(text).toMatch(/# {3}# version is unknown until you state it, since the manifests differ:\n.*"1.29.1" at x.yaml.*\n.*"1.26.1" at x.yaml.*\n {2}# {3}version: "1.29"\n/);
  });
});

describe('a namespace', () => {
  const names = (...objects: object[]) => settingsOf(draft(...objects)).spec.namespaces?.map(({ name }) => name);

  test('is listed for its workloads, its Sidecars or its replays, by name', () => {
    expect(names(
      workload('web', 'shop'), istio('Sidecar', 'default', 'cart', { egress: [{ hosts: ['./*'] }] }),
      { apiVersion: 'speedscale.com/v1', kind: 'TrafficReplay', metadata: { name: 'r', namespace: 'bank' } },
    )).toEqual(['bank', 'cart', 'shop']);
  });

  test('of Kubernetes, of Istio or of Speedscale itself is not', () => {
    expect(names(workload('dns', 'kube-system'), istiod('1.30.0'), workload('operator', 'speedscale'))).toBeUndefined();
  });

  test('whose name is none is said, and left out', () => {
    const text = draft(workload('web', '${NAMESPACE}'), workload('web', 'shop'));
    expect(settingsOf(text).spec.namespaces).toHaveLength(1);
    expect(text).toContain('left out: "${NAMESPACE}"');
  });

  test('with a replay says so, and its captured workloads are named once, by mode', () => {
    const { spec } = settingsOf(draft(
      { apiVersion: 'speedscale.com/v1', kind: 'TrafficReplay', metadata: { name: 'r', namespace: 'shop' } },
      workload('web', 'shop', goproxy), workload('web', 'shop', goproxy), workload('db', 'shop', { 'capture.speedscale.com/enabled': 'true' }, 'StatefulSet'),
      workload('plain', 'shop'),
    ));
    expect(spec.namespaces).toEqual([{
      name: 'shop',
      replay: true,
      capture: [{ goproxy: {}, workloads: [{ kind: 'Deployment', name: 'web' }] }, { ebpf: {}, workloads: [{ kind: 'StatefulSet', name: 'db' }] }],
    }]);
  });

  test.each<[string, readonly object[]]>([
    ['labels not in sight', []],
    ['outside the mesh, by its labels', [namespace('shop')]],
    ['in ambient mode', [namespace('shop', { 'istio.io/dataplane-mode': 'ambient' })]],
    ['left out by discoverySelectors', [namespace('shop', { 'istio-injection': 'enabled' }), meshConfig({ discoverySelectors: [{ matchLabels: { mesh: 'on' } }] })]],
    ['Sidecar shop/default, which leaves Speedscale out', [istio('Sidecar', 'default', 'shop', { egress: [{ hosts: ['./*'] }] })]],
  ])('is remarked upon: %s', (words, objects) => {
    expect(draft(workload('web', 'shop'), ...objects)).toMatch(new RegExp(`- name: shop  # 1 workload.*; ${words}`));
  });

  test('in the mesh needs no remark', () => {
    expect(draft(workload('web', 'shop'), namespace('shop', { 'istio-injection': 'enabled' }))).toContain('- name: shop  # 1 workload\n');
  });
});

describe('Speedscale', () => {
  test('is where its operator\'s Service is, else where the chart puts it, which is marked as a guess', () => {
    const operator = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'speedscale-operator', namespace: 'tools' } };
    expect(settingsOf(draft(operator)).spec.speedscale).toEqual({ namespace: 'tools' });
    expect(draft(operator)).not.toContain('a guess');
    expect(draft(workload('web', 'shop'))).toMatch(/namespace: speedscale {2}# a guess/);
    expect(draft(namespace('speedscale'))).not.toContain('a guess');
  });

  test('what its ServiceEntry lacks is said', () => {
    expect(draft(istio('ServiceEntry', 'external', 'speedscale', { hosts: ['app.speedscale.com'] }))).toMatch(/# x.yaml:1 ServiceEntry speedscale\/external lacks downloads.speedscale.com, /);
  });

  test('hosts that others register are said, with the setting that leaves them out', () => {
    const text = draft(istio('ServiceEntry', 'aws', 'bank', { hosts: ['sts.amazonaws.com', 'example.com'] }), replay);
    expect(text).toMatch(/ServiceEntry bank\/aws registers sts.amazonaws.com where/);
    expect(text).toContain('# hosts: { remove: [sts.amazonaws.com] }');
  });

  test('mutual TLS that is asked of all is said', () => {
    const strict = (spec: object) => draft({ apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata: { name: 'default', namespace: 'istio-system' }, spec });
    expect(strict({ mtls: { mode: 'STRICT' } })).toContain('PeerAuthentication istio-system/default asks for mutual TLS');
    expect(strict({ mtls: { mode: 'STRICT' }, selector: { matchLabels: { a: 'b' } } })).not.toContain('asks for mutual TLS');
  });
});

test('a key that is commented out is one of the settings: with its comment taken, the file still works', () => {
  const text = draft(istio('ServiceEntry', 'aws', 'bank', { hosts: ['sts.amazonaws.com'] }), replay);
  const taken = text.replace(/^( +)# (?! )(.*)$/gm, (line, margin: string, rest: string) => /^[a-zA-Z]+:( |$)/.test(rest) ? margin + rest : line)
    .replace(/^ {2}# {3}(?=(?:- |[a-zA-Z]+:)(?! ?#))/gm, '    ');
  const { spec } = settingsOf(taken);
  expect(spec.istio).toEqual({ version: '1.31', outboundTrafficPolicy: 'REGISTRY_ONLY', cni: true, hasRootSidecar: false });
  expect(spec.speedscale).toEqual({ namespace: 'speedscale', namespaceLabels: { 'istio-injection': 'enabled' }, hosts: { remove: ['sts.amazonaws.com'] } });
  expect(spec.context).toEqual([{ path: 'cluster.yaml' }]);
});

describe('whatever the manifests hold', () => {
  const nasty = fc.oneof(
    fc.constantFrom('shop', 'on', '123', 'null', '~', '{{ .Values.x }}', 'a: b', '# no', 'a\nspec: {}', 'a\r', '- x', '\u0000', '\u2028', '\u{1f600}', '"', '\'', '__proto__', '${X}', '%', '\ufeff'),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );
  const name = fc.oneof(fc.constantFrom('web', 'shop', 'speedscale', 'istio-system', 'kube-system', 'default', 'yes', '0x1'), nasty);
  const spec = fc.oneof(fc.constant(undefined), fc.constant(null), fc.constant([]), fc.constantFrom<unknown>(
    { egress: [{ hosts: ['./*'] }] }, { egress: [null, { hosts: 'x' }] }, { hosts: ['sts.amazonaws.com', 1], exportTo: ['.'] }, { mtls: { mode: 'STRICT' } },
  ));
  const mode = fc.oneof(fc.constantFrom('REGISTRY_ONLY', 'ALLOW_ANY', undefined), nasty);
  const object = fc.oneof(
    fc.tuple(name, name, fc.constantFrom({}, goproxy, { 'capture.speedscale.com/enabled': 'true', ...goproxy }), fc.constantFrom('Deployment', 'DaemonSet', 'CronJob'))
      .map(([its, where, annotations, kind]) => workload(its, where, annotations, kind)),
    fc.tuple(fc.constantFrom('Sidecar', 'ServiceEntry'), name, name, spec).map(([kind, its, where, value]) => istio(kind, its, where, value)),
    fc.tuple(name, name, spec).map(([its, where, value]) => ({ apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata: { name: its, namespace: where }, spec: value })),
    fc.tuple(name, name).map(([its, where]) => ({ apiVersion: 'speedscale.com/v1', kind: 'TrafficReplay', metadata: { name: its, namespace: where } })),
    fc.tuple(fc.constantFrom('speedscale-operator', 'web'), name).map(([its, where]) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: its, namespace: where } })),
    fc.tuple(name, fc.constantFrom({}, { 'istio-injection': 'enabled' })).map(([its, labels]) => namespace(its, labels)),
    fc.tuple(mode, name, fc.constantFrom<unknown>(undefined, [], [null], [{ matchLabels: {} }], [{ matchLabels: { 'a/b': '{{', 'on': 'off' } }], 'x'))
      .map(([policy, root, discoverySelectors]) => meshConfig({ outboundTrafficPolicy: { mode: policy }, rootNamespace: root, discoverySelectors })),
    fc.constantFrom('1.30.1', '1.29', 'latest', '1.24.0-distroless').map(istiod),
  );

  test('the draft is a file of settings that can be used, that states no more than they show, and names the paths', () => {
    fc.assert(fc.property(fc.array(object, { maxLength: 6 }), name, fc.array(fc.oneof(fc.constant('deploy/'), nasty.filter((path) => path.trim() !== ''))), (objects, file, manifests) => {
      const inSight = inventory(objects, file);
      const text = draftSettings(survey(inSight, []), { ...sources, schema: file, manifests, remarks: [file] });
      const { spec: drafted } = settingsOf(text);
      expect(drafted.manifests ?? []).toEqual(manifests.map((path) => ({ path })));
      expect(meshFacts(inSight, [], drafted, () => ({})).findings.filter(({ id }) => id === 'settings-contradict-manifests')).toEqual([]);
      expect(draftSettings(survey(inventory(objects, file), []), { ...sources, schema: file, manifests, remarks: [file] })).toBe(text);
    }), { numRuns: 500 });
  });
});
