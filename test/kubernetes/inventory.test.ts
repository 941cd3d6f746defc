import { Inventory, inventoryEntry } from '../../src/kubernetes/inventory';
import { kubernetesObject, KubernetesObject, objectTitle } from '../../src/kubernetes/object';

const object = (apiVersion: string, kind: string, metadata: object, spec?: unknown): KubernetesObject =>
  kubernetesObject({ apiVersion, kind, metadata, spec })!;
const at = (file: string) => () => ({ file, line: 1, column: 1 });
const deployment = (name: string, namespace?: string) => object('apps/v1', 'Deployment', { name, namespace },
  { selector: {}, template: { spec: { containers: [{ image: 'x' }] } } });
const titles = (entries: readonly { readonly object: KubernetesObject }[]) => entries.map((entry) => objectTitle(entry.object));

const base = inventoryEntry(deployment('web', 'shop'), at('base.yaml'));
const overlay = inventoryEntry(deployment('web', 'shop'), at('overlay.yaml'));
const fragment = inventoryEntry(object('apps/v1', 'Deployment', { name: 'web', namespace: 'shop' }, {}), at('patch.yaml'));
const unset = inventoryEntry(deployment('cart'), at('cart.yaml'));
const istio = inventoryEntry(object('networking.istio.io/v1', 'Gateway', { name: 'gw', namespace: 'shop' }), at('gw.yaml'));
const gatewayApi = inventoryEntry(object('gateway.networking.k8s.io/v1', 'Gateway', { name: 'gw', namespace: 'shop' }), at('gw2.yaml'));
const inventory = new Inventory([base, overlay, fragment, unset, istio, gatewayApi]);

test('objects with one identity are all found, in the order in which they were read', () => {
  expect(inventory.find('Deployment.apps', 'shop', 'web')).toEqual([base, overlay, fragment]);
  expect(inventory.find('Deployment.apps', 'shop', 'none')).toEqual([]);
});

test('kinds of one name and different groups are different kinds', () => {
  expect(inventory.byKind('Gateway.networking.istio.io')).toEqual([istio]);
  expect(inventory.byKind('Gateway')).toEqual([]);
});

test('workloads leave fragments out, and may be asked for by namespace', () => {
  expect(titles(inventory.workloads())).toEqual(['Deployment shop/web', 'Deployment shop/web', 'Deployment cart']);
  expect(titles(inventory.workloads('shop'))).toEqual(['Deployment shop/web', 'Deployment shop/web']);
});

test('an object without a namespace is in none, and not in "default"', () => {
  expect([unset.namespaceUnset, unset.object.metadata.namespace]).toEqual([true, undefined]);
  expect(inventory.find('Deployment.apps', 'default', 'cart')).toEqual([]);
  expect(inventory.find('Deployment.apps', undefined, 'cart')).toEqual([unset]);
});

test('the namespace of the path holds for an object that names none, and for no other', () => {
  const given = inventoryEntry(deployment('cart'), at('cart.yaml'), 'prod');
  expect([given.namespaceUnset, given.place.object]).toEqual([false, 'Deployment prod/cart']);
  expect(inventoryEntry(deployment('web', 'shop'), at('x'), 'prod').object.metadata.namespace).toBe('shop');
});

test('a namespace that is empty is none', () => {
  const [alone, given] = [undefined, 'prod'].map((path) => inventoryEntry(deployment('cart', ''), at('cart.yaml'), path));
  expect([alone.namespaceUnset, alone.place.object, given.place.object]).toEqual([true, 'Deployment cart', 'Deployment prod/cart']);
});

test('a kind that belongs to no namespace has none that could be unset', () => {
  const namespace = inventoryEntry(object('v1', 'Namespace', { name: 'shop' }), at('ns.yaml'), 'prod');
  expect([namespace.namespaceUnset, namespace.object.metadata.namespace]).toEqual([false, undefined]);
});

test('places name the object, unless whoever gives them names it otherwise', () => {
  expect(base.placeOf(['spec'])).toEqual({ file: 'base.yaml', line: 1, column: 1, object: 'Deployment shop/web' });
  expect(inventoryEntry(deployment('web'), () => ({ object: 'app/web' })).place).toEqual({ object: 'app/web' });
});
