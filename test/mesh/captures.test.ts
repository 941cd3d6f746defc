import { ApiObject, Testing } from 'cdk8s';
import { EbpfCapture, GoproxyCapture, ICapture } from '../../src';
import { Inventory, inventoryEntry } from '../../src/kubernetes/inventory';
import { KubernetesObject } from '../../src/kubernetes/object';
import { formatPath } from '../../src/kubernetes/value';
import { planCaptures } from '../../src/mesh/captures';
import { CaptureSettings } from '../../src/settings/config-file';

const containers = [{ name: 'app', image: 'app' }];

function workload(name: string, { kind = 'Deployment', apiVersion = 'apps/v1', labels = {}, annotations = {}, namespace = 'shop', pod = {}, template = {} } = {}): KubernetesObject {
  return {
    apiVersion,
    kind,
    metadata: { name, namespace, labels, annotations },
    spec: { selector: {}, template: { metadata: { annotations: template }, spec: { containers, restartPolicy: 'Always', ...pod } } },
  };
}

function plan(objects: readonly KubernetesObject[], capture: readonly unknown[], cni?: boolean) {
  const inventory = new Inventory(objects.map((object) => inventoryEntry(object, () => ({ file: 'shop.yaml' }))));
  const { captures, findings } = planCaptures([{ name: 'shop', capture: capture as CaptureSettings[] }], inventory, cni, (path) => ({ object: formatPath(path) }));
  return {
    captured: Object.fromEntries(captures.map(({ workload: { object }, annotations }) => [`${object.kind} ${object.metadata.name}`, annotations])),
    found: findings.map(({ id, place }) => `${id} ${place.object}`),
  };
}

const INJECT = { 'sidecar.speedscale.com/inject': 'true' };
const ENABLED = { 'capture.speedscale.com/enabled': 'true' };
const CNI = { 'sidecar.speedscale.com/istio-cni': 'true' };
const shop = [workload('cart', { labels: { tier: 'back' } }), workload('web', { labels: { tier: 'front' } }), workload('cart', { kind: 'StatefulSet' })];

test.each<[string, unknown, readonly string[]]>([
  ['by kind and name', { workloads: [{ kind: 'Deployment', name: 'cart' }] }, ['Deployment cart']],
  ['by labels', { selector: { labels: { tier: 'front' } } }, ['Deployment web']],
  ['all of the namespace', {}, ['Deployment cart', 'Deployment web', 'StatefulSet cart']],
])('workloads are chosen %s', (_, chosen, expected) => {
  const others = [workload('cart', { namespace: 'bank' }), workload('report', { kind: 'CronJob', apiVersion: 'batch/v1' })];
  expect(plan([...shop, ...others], [{ ...chosen as object, goproxy: {} }], false))
    .toEqual({ captured: Object.fromEntries(expected.map((title) => [title, INJECT])), found: [] });
});

test('what a patch lays over a workload is not one', () => {
  const fragment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'db', namespace: 'shop' }, spec: { replicas: 2 } };
  expect(plan([...shop, fragment], [{ workloads: [{ kind: 'Deployment', name: 'db' }], goproxy: {} }], false).found)
    .toEqual(['capture-matches-nothing namespaces[0].capture[0].workloads[0]']);
});

test.each<[string, unknown, string]>([
  ['a name', { workloads: [{ kind: 'Deployment', name: 'cart' }, { kind: 'Deployment', name: 'crat' }] }, 'namespaces[0].capture[0].workloads[1]'],
  ['a kind', { workloads: [{ kind: 'Job', name: 'cart' }] }, 'namespaces[0].capture[0].workloads[0]'],
  ['labels', { selector: { labels: { tier: 'middle' } } }, 'namespaces[0].capture[0]'],
  ['labels that every object has', { selector: { labels: { constructor: 'x' } } }, 'namespaces[0].capture[0]'],
])('an entry that matches nothing by %s is an error, where it was written', (_, chosen, place) => {
  expect(plan(shop, [{ ...chosen as object, goproxy: {} }], false).found).toEqual([`capture-matches-nothing ${place}`]);
});

test('two entries that match one workload are an error where they differ, and none where they say the same', () => {
  const cart = { workloads: [{ kind: 'Deployment', name: 'cart' }] };
  const back = { selector: { labels: { tier: 'back' } } };
  expect(plan(shop, [{ ...cart, goproxy: { tlsOut: true } }, { ...back, goproxy: {} }], false).found).toEqual(['capture-entries-collide namespaces[0].capture[1]']);
  expect(plan(shop, [{ ...cart, goproxy: {} }, { ...back, ebpf: {} }], false).found).toEqual(['capture-entries-collide namespaces[0].capture[1]']);
  expect(plan(shop, [{ ...cart, goproxy: { tlsOut: true } }, { ...back, goproxy: { tlsOut: true } }], false).found).toEqual([]);
});

test.each([[true, { ...INJECT, ...CNI }, []], [false, INJECT, []], [undefined, INJECT, ['istio-cni-not-in-sight Deployment shop/web']]])(
  'with cni %p goproxy workloads get Istio\'s annotation as the mesh has it', (cni, annotations, found) => {
    expect(plan([workload('web')], [{ goproxy: {} }], cni)).toEqual({ captured: { 'Deployment web': annotations }, found });
  });

test('an agent that is not in sight is one question, however many workloads depend on it', () => {
  expect(plan([workload('web'), workload('cart'), workload('bank')], [{ goproxy: {} }]).found).toEqual(['istio-cni-not-in-sight undefined']);
});

test.each<[string, KubernetesObject, unknown, readonly string[]]>([
  ['another value', workload('web', { annotations: { 'sidecar.speedscale.com/tls-out': 'false' } }), { goproxy: { tlsOut: true } }, ['capture-contradicts-annotation']],
  ['a stated istio-cni', workload('web', { annotations: { 'sidecar.speedscale.com/istio-cni': 'false' } }), { goproxy: {} }, ['istio-cni-contradicts-mesh']],
  ['goproxy', workload('web', { annotations: { ...INJECT } }), { ebpf: { javaAgent: true } }, ['capture-with-both-modes']],
  ['goproxy in its pod template', workload('web', { template: { ...INJECT } }), { ebpf: {} }, ['capture-with-both-modes']],
  ['eBPF', workload('web', { annotations: { ...ENABLED, team: 'a' } }), { goproxy: { istioCni: true } }, ['capture-with-both-modes']],
  ['eBPF in its pod template', workload('web', { annotations: { team: 'a' }, template: { ...ENABLED } }), { goproxy: { istioCni: true } }, ['capture-with-both-modes']],
  ['eBPF in both places', workload('web', { annotations: { ...ENABLED }, template: { ...ENABLED } }), { goproxy: { istioCni: true } }, ['capture-with-both-modes']],
  ['eBPF, off', workload('web', { annotations: { 'capture.speedscale.com/enabled': 'false' } }), { goproxy: { istioCni: true } }, []],
  ['to be ignored', workload('web', { annotations: { 'operator.speedscale.com/ignore': 'true' } }), { ebpf: {} }, ['capture-of-ignored-workload']],
  ['the host network', workload('web', { pod: { hostNetwork: true } }), { goproxy: {} }, ['capture-on-host-network']],
  ['init containers', workload('web', { pod: { initContainers: [{ name: 'migrate' }] } }), { goproxy: {} }, ['capture-init-containers-with-cni']],
  ['init containers that start after istio-proxy', workload('web', { template: { 'sidecar.istio.io/nativeSidecar': 'true' }, pod: { initContainers: [{ name: 'migrate' }] } }),
    { goproxy: {} }, []],
  ['init containers of istio-proxy\'s user', workload('web', { pod: { initContainers: [{ name: 'migrate', securityContext: { runAsUser: 1337 } }] } }), { goproxy: {} }, []],
  ['init containers of istio-proxy\'s group', workload('web', { pod: { securityContext: { runAsGroup: 1337 }, initContainers: [{ name: 'migrate' }] } }), { goproxy: {} }, []],
  ['an init container of Vault\'s webhook', workload('web', { template: { 'vault.hashicorp.com/agent-inject': 'true' } }), { goproxy: {} }, ['capture-init-containers-with-cni']],
  ['none of Vault\'s webhook', workload('web', { template: { 'vault.hashicorp.com/agent-inject': 'true', 'vault.hashicorp.com/agent-pre-populate': 'false' } }), { goproxy: {} }, []],
])('a workload that has %s is told of', (_, object, options, ids) => {
  expect(plan([object], [options], true).found.map((found) => found.split(' ')[0])).toEqual(ids);
});

const goproxy = { tlsOut: true, ignoreDstIps: ['10.0.0.0/8'], extraContainerEnvVars: ['A=1', 'B=2'] };
const ebpf = { javaAgent: true, ignorePorts: [22, 80] };

test.each<[string, object, ICapture]>([
  ['goproxy', goproxy, new GoproxyCapture(goproxy)],
  ['ebpf', ebpf, new EbpfCapture(ebpf)],
])('settings and constructs write the same annotations: %s', (mode, options, capture) => {
  const object = new ApiObject(Testing.chart(), 'web', workload('web') as never);
  capture.applyTo(object);
  expect(plan([workload('web')], [{ [mode]: options }]).captured['Deployment web']).toEqual(object.toJson().metadata.annotations);
});
