import { kustomizationsOver, overlaysIn } from '../../../src/mesh/adopt/overlays';

const overlays = (kustomizations: Readonly<Record<string, unknown>>, file: string) =>
  overlaysIn(Object.entries(kustomizations).map(([folder, value]) => ({ file: `${folder}/kustomization.yaml`, value })))(file);

const base = { resources: ['web.yaml'] };

test.each<[string, Readonly<Record<string, unknown>>, readonly string[]]>([
  ['that none names', { other: base }, []],
  ['of a base that nobody overlays', { base }, ['base']],
  ['under one overlay', { base, prod: { resources: ['../base'] } }, ['base']],
  ['under two', { base, dev: { resources: ['../base'] }, prod: { resources: ['../base/'] } }, ['dev', 'prod']],
  ['under two by the old key', { base, dev: { bases: ['../base'] }, prod: { bases: ['../base'] } }, ['dev', 'prod']],
  ['of a component under two', { base: { kind: 'Component', ...base }, dev: { components: ['../base'] }, prod: { components: ['../base'] } }, ['dev', 'prod']],
  ['under two, through one that both share', { base, common: { resources: ['../base'] }, dev: { resources: ['../common'] }, prod: { resources: ['../common'] } }, ['dev', 'prod']],
  ['under two that a third brings together', { base, dev: { resources: ['../base'] }, prod: { resources: ['../base'] }, all: { resources: ['../dev', '../prod'] } }, ['dev', 'prod']],
  ['under one and, further up, two', { base, a: { resources: ['../base'] }, b: { resources: ['../base'] }, dev: { resources: ['../a'] }, prod: { resources: ['../a'] } }, ['b', 'dev', 'prod']],
  ['that two name themselves', { base, prod: { resources: ['../base/web.yaml'] } }, ['base', 'prod']],
  ['that one takes as a patch', { base, prod: { patches: [{ path: '../base/web.yaml' }] } }, ['base', 'prod']],
  ['that one takes as a patch by the old key', { base, prod: { patchesStrategicMerge: ['../base/web.yaml'] } }, ['base', 'prod']],
  ['beside what is no path', { base, prod: { resources: ['https://example.com/base', 3, null, ''], patchesStrategicMerge: ['kind: x\nmetadata: {}'], patches: [null, { patch: 'x' }] } }, ['base']],
  ['in a circle', { base: { resources: ['web.yaml', '../base'] } }, ['base']],
  ['beside malformed ones', { base, a: null, b: 'x', c: { resources: 'x' } }, ['base']],
])('the overlays of a file %s', (_, kustomizations, expected) => {
  expect(overlays(kustomizations, 'base/web.yaml')).toEqual(expected);
});

test('a million slashes are taken off a path in one go, and those inside of it stay', () => {
  const slashes = '/'.repeat(2 ** 20);
  expect(overlays({ base, prod: { resources: [`${slashes}x`, `../base${slashes}`] } }, 'base/web.yaml')).toEqual(['base']);
});

test('a file that two overlays share in each of many layers is followed once', () => {
  const layers = Array.from({ length: 60 }, (_, layer) => ['a', 'b'].map((side) => [
    `${side}${layer}`, { resources: layer === 0 ? ['../base/web.yaml'] : [`../a${layer - 1}`, `../b${layer - 1}`] },
  ]));
  expect(overlays(Object.fromEntries(layers.flat()), 'base/web.yaml')).toEqual(['a59', 'b59']);
});

const over = (kustomizations: Readonly<Record<string, unknown>>) =>
  kustomizationsOver(Object.entries(kustomizations).map(([folder, value]) => ({ file: `${folder}/kustomization.yaml`, value })))('base/web.yaml').map(({ file }) => file.split('/')[0]);

test.each<[string, Readonly<Record<string, unknown>>, readonly string[]]>([
  ['those above it', { base, prod: { resources: ['../base/'] }, all: { resources: ['../prod'] }, other: { resources: ['cart.yaml'] } }, ['base', 'prod', 'all']],
  ['components beside it, and theirs', { base, prod: { resources: ['../base'], components: ['../c'] }, c: { components: ['../d'] }, d: {}, e: { components: ['../c'] } }, ['base', 'prod', 'c', 'd']],
  ['each once in a circle', { base: { resources: ['web.yaml', '../prod'] }, prod: { resources: ['../base'], components: ['../prod'] } }, ['base', 'prod']],
  ['none where none names it', { other: base }, []],
])('the kustomizations whose patches reach a file: %s', (_, kustomizations, expected) => {
  expect(over(kustomizations)).toEqual(expected);
});
