import { deployment } from './plan';
import { inventoryEntry } from '../../../src/kubernetes/inventory';
import { putElsewhere } from '../../../src/mesh/adopt/kustomization-namespace';

const entries = ['web', 'cart'].map((name) => inventoryEntry(deployment(name), () => ({})));
const said = (...values: readonly unknown[]) => putElsewhere(entries, () =>
  values.map((value, index) => ({ file: `${index}.yaml`, value, placeOf: () => ({ file: `${index}.yaml` }), patches: [] })));

test('a kustomization that puts objects into another namespace than the settings meant is said once', () => {
  expect(said({ namespace: 'shop-prod' })).toMatchObject([{ id: 'kustomization-sets-namespace', place: { file: '0.yaml' } }]);
});

test('the outermost that states a namespace decides', () => {
  expect(said({ namespace: 'base' }, { namespace: 'shop' }, { resources: [] })).toEqual([]);
  expect(said({ namespace: 'shop' }, { kind: 'Component', namespace: 'any' })).toEqual([]);
  expect(said({ namespace: 'shop' }, { namespace: 'shop-prod' })).toMatchObject([{ place: { file: '1.yaml' } }]);
});

test.each([[[]], [[null]], [[{ namespace: 'shop' }]], [[{ namespace: ['x'] }]]])('kustomizations of %j put nothing elsewhere', (values) => {
  expect(said(...values)).toEqual([]);
});
