import { Inventory, inventoryEntry } from '../../../src/kubernetes/inventory';
import { kubernetesObject } from '../../../src/kubernetes/object';
import { formatPath } from '../../../src/kubernetes/value';
import { notInSight } from '../../../src/mesh/facts/missing-context';
import { namespaceLabels } from '../../../src/mesh/facts/namespace-labels';
import { unsetNamespaces } from '../../../src/mesh/facts/unset-namespaces';
import { MeshSettings } from '../../../src/settings/mesh-settings';
import { resolveMesh } from '../../../src/settings/resolve-mesh';

const inventory = (...objects: object[]) => new Inventory(objects.map((object) => inventoryEntry(kubernetesObject(object)!, () => ({ file: 'x.yaml' }))));
const namespace = (name: string, labels?: object) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
const rootSidecar = { apiVersion: 'networking.istio.io/v1', kind: 'Sidecar', metadata: { name: 'default', namespace: 'istio-system' }, spec: { egress: [{ hosts: ['./*'] }] } };
const labels = (settings: MeshSettings, ...objects: object[]) =>
  namespaceLabels(inventory(...objects), settings, (path) => ({ object: formatPath(path) }));

describe('the labels of a namespace', () => {
  test('are those of its object, and the one that Kubernetes puts there', () => {
    expect(labels({}, namespace('shop', { 'istio-injection': 'enabled' })).labels.get('shop'))
      .toEqual({ 'kubernetes.io/metadata.name': 'shop', 'istio-injection': 'enabled' });
  });

  test('are those of the settings where no object is in sight, and unknown where neither is', () => {
    const known = labels({ speedscale: { namespaceLabels: { a: '1' } }, namespaces: [{ name: 'shop', labels: { b: '2' } }, { name: 'cart' }] }).labels;
    expect([known.get('speedscale')?.a, known.get('shop')?.b, known.get('cart')]).toEqual(['1', '2', undefined]);
  });

  test('a label that the settings state otherwise than the object is found at the settings', () => {
    const { findings } = labels({ namespaces: [{ name: 'shop', labels: { a: '1', b: '2' } }] }, namespace('shop', { a: '2' }));
    expect(findings.map(({ id, place }) => `${id} ${place.object}`)).toEqual(['settings-contradict-manifests namespaces[0].labels.a']);
  });
});

describe('what the manifests do not show', () => {
  const missing = (settings: MeshSettings, ...objects: object[]) =>
    notInSight(resolveMesh(settings), inventory(...objects), labels(settings, ...objects).labels);
  const stated: MeshSettings = { istio: { outboundTrafficPolicy: 'REGISTRY_ONLY' as never, hasRootSidecar: false }, speedscale: { namespaceLabels: {} } };

  test('nothing is missing where settings or manifests tell', () => {
    expect(missing(stated)).toBeUndefined();
    expect(missing({ istio: { outboundTrafficPolicy: 'ALLOW_ANY' as never } }, rootSidecar, namespace('speedscale'))).toBeUndefined();
  });

  test.each<[string, MeshSettings, string]>([
    ['the policy', { ...stated, istio: { hasRootSidecar: false } }, '"kubectl get configmap istio -n istio-system -o yaml > cluster.yaml"'],
    ['the root\'s Sidecar', { ...stated, istio: { outboundTrafficPolicy: 'ALLOW_ANY' as never } }, 'sidecars'],
    ['what a root Sidecar that there is lets out', { ...stated, istio: { ...stated.istio, hasRootSidecar: true } }, 'sidecars'],
    ['a namespace\'s labels', { ...stated, namespaces: [{ name: 'shop' }] }, 'kubectl get namespaces,'],
  ])('%s is missing, with the command that gets it', (_, settings, command) => {
    expect(missing(settings)?.command).toContain(command.replaceAll('"', ''));
  });

  test('the labels of a namespace whose pods do not call Speedscale are not missed', () => {
    const mesh = resolveMesh({ ...stated, namespaces: [{ name: 'shop' }] }, {}, () => false);
    expect(notInSight(mesh, inventory(), labels(stated).labels)).toBeUndefined();
  });

  test('everything that is missing is got by one line', () => {
    const found = missing({ namespaces: [{ name: 'shop' }, { name: 'cart' }] })!;
    expect(found.command.match(/kubectl get/g)).toHaveLength(2);
  });
});

describe('objects without a namespace', () => {
  const pods = { selector: {}, template: { spec: { containers: [{ image: 'x' }] } } };
  const deployment = (name: string, namespaceOf?: string, spec: object = pods) =>
    ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: namespaceOf }, spec });

  test('are said once, with how many there are', () => {
    const [only, ...others] = unsetNamespaces(inventory(deployment('web', 'shop'), deployment('cart'), { apiVersion: 'v1', kind: 'Service', metadata: { name: 'cart' } }));
    expect([only.id, only.place.object, others]).toEqual(['namespace-unset', 'Deployment cart', []]);
    expect(only.fact).toContain('2 objects');
  });

  test('are not said where nothing looks at them', () => {
    expect(unsetNamespaces(inventory(
      namespace('shop'), deployment('patch', undefined, {}), { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } },
    ))).toEqual([]);
  });
});
