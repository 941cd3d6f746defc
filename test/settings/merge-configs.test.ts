import { assert, array, constantFrom, dictionary, integer, oneof, property, record } from 'fast-check';
import { config } from './config';
import { valueAt } from '../../src/kubernetes/value';
import { ConfigSource, mergeConfigs } from '../../src/settings/merge-configs';
import { SettingsPath } from '../../src/settings/place';
import { resolveConfig } from '../../src/settings/resolve-config';

const base = (spec: unknown) => config(spec, 'base.yaml');
const prod = (spec: unknown) => config(spec, 'prod.yaml');
const spec = (merged: ConfigSource) => (merged.value as { spec: unknown }).spec;
const at = (merged: ConfigSource, ...path: SettingsPath) => {
  const { file, object } = merged.placeOf(['spec', ...path]);
  return `${file} ${object}`;
};

test('maps are merged, and each value is where its own file has it', () => {
  const merged = mergeConfigs([base({ istio: { version: '1.30', cni: true } }), prod({ istio: { cni: false } })]);
  expect(spec(merged)).toEqual({ istio: { version: '1.30', cni: false } });
  expect([at(merged, 'istio', 'version'), at(merged, 'istio', 'cni')]).toEqual(['base.yaml spec.istio.version', 'prod.yaml spec.istio.cni']);
});

test('namespaces are merged by name, whatever their positions; what is new comes last', () => {
  const merged = mergeConfigs([
    base({ namespaces: [{ name: 'shop', replay: true, egress: ['a/*'] }, { name: 'cart', sidecar: 'root' }] }),
    prod({ namespaces: [{ name: 'bank' }, { name: 'cart', replay: true }, { name: 'shop', egress: ['b/*'] }] }),
  ]);
  expect(spec(merged)).toEqual({
    namespaces: [{ name: 'shop', replay: true, egress: ['b/*'] }, { name: 'cart', sidecar: 'root', replay: true }, { name: 'bank' }],
  });
  expect([at(merged, 'namespaces', 0, 'replay'), at(merged, 'namespaces', 0, 'egress', 0), at(merged, 'namespaces', 1, 'replay'), at(merged, 'namespaces', 2, 'name')])
    .toEqual(['base.yaml spec.namespaces[0].replay', 'prod.yaml spec.namespaces[2].egress[0]', 'prod.yaml spec.namespaces[1].replay', 'prod.yaml spec.namespaces[0].name']);
});

test('any other list replaces the earlier one', () => {
  const merged = mergeConfigs([base({ manifests: [{ path: 'a' }, { path: 'b' }] }), prod({ manifests: [{ path: 'c' }] })]);
  expect([spec(merged), at(merged, 'manifests', 0, 'path')]).toEqual([{ manifests: [{ path: 'c' }] }, 'prod.yaml spec.manifests[0].path']);
});

test('three files are laid over each other in their order', () => {
  const merged = mergeConfigs([base({ istio: { version: '1.28' } }), prod({ istio: { version: '1.29' } }), config({ istio: { version: '1.30' } }, 'last.yaml')]);
  expect([spec(merged), at(merged, 'istio', 'version')]).toEqual([{ istio: { version: '1.30' } }, 'last.yaml spec.istio.version']);
});

test('a name that one file has twice is found, in that file', () => {
  const { findings } = resolveConfig([base({ namespaces: [{ name: 'shop' }] }), prod({ namespaces: [{ name: 'shop' }, { name: 'shop' }] })]);
  expect(findings.map(({ id, place }) => [id, place.file])).toEqual([['namespace-listed-twice', 'prod.yaml']]);
});

test.each<[string, unknown, string]>([
  ['a key', { speedscale: { namespaces: 'x' } }, 'prod.yaml spec.speedscale.namespaces:'],
  ['a type', { speedscale: [] }, 'prod.yaml spec.speedscale'],
  ['a type among namespaces', { namespaces: ['shop'] }, 'prod.yaml spec.namespaces[0]'],
  ['a value', { speedscale: { namespace: 'Bad' } }, 'prod.yaml spec.speedscale.namespace'],
])('%s that is wrong in one of the files names that file', (_, wrong, expected) => {
  const { findings } = resolveConfig([base({ speedscale: { region: 'us-east-1' }, namespaces: [{ name: 'shop' }] }), prod(wrong)]);
  expect(findings.map(({ place }) => `${place.file} ${place.object}`)).toEqual([expected]);
});

test('a key __proto__ stays a key of the result', () => {
  const proto = JSON.parse('{"__proto__":{"istio":{"cni":true}}}') as unknown;
  const merged = spec(mergeConfigs([base({ istio: {} }), prod(proto)])) as Record<string, unknown>;
  expect([Object.keys(merged), Object.getPrototypeOf(merged) === Object.prototype]).toEqual([['istio', '__proto__'], true]);
});

describe('whatever the files hold', () => {
  const leaf = oneof(integer(), constantFrom('x', null, true), array(integer(), { maxLength: 2 }));
  const namespace = record({ name: constantFrom('shop', 'cart', 'bank'), a: leaf, b: dictionary(constantFrom('x', 'y'), leaf) }, { requiredKeys: [] });
  const anySpec = record({
    istio: oneof(leaf, dictionary(constantFrom('x', 'y', '__proto__'), leaf)),
    namespaces: oneof(leaf, array(namespace, { maxLength: 3 })),
  }, { requiredKeys: [] });
  /** A config file whose places tell the file and the way to the value there. */
  const numbered = (value: unknown, index: number): ConfigSource => {
    const placeOf = (path: SettingsPath) => ({ file: String(index), object: JSON.stringify(path) });
    return { value: { spec: value }, placeOf, placeOfKey: placeOf };
  };
  const leaves = (value: unknown, path: SettingsPath = []): readonly SettingsPath[] => {
    if (typeof value !== 'object' || value === null) return [path];
    const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
    return keys.flatMap((key) => leaves(valueAt(value, [key]), [...path, key]));
  };

  test('every leaf of the result is where its place says, in the file that the place names', () => {
    assert(property(array(anySpec, { minLength: 1, maxLength: 3 }), (specs) => {
      const sources = specs.map(numbered);
      const merged = mergeConfigs(sources as [ConfigSource, ...ConfigSource[]]);
      for (const path of leaves(merged.value)) {
        const { file, object } = merged.placeOf(path);
        expect(valueAt(sources[Number(file)].value, JSON.parse(object!) as SettingsPath)).toEqual(valueAt(merged.value, path));
      }
    }));
  });

  test('a file laid over itself changes nothing, and neither does an empty one', () => {
    assert(property(anySpec, (value) => {
      const names = Array.isArray(value.namespaces) ? value.namespaces.map((entry) => (entry as { name?: string } | null)?.name) : [];
      const [once, empty] = [numbered(value, 0), numbered({}, 1)];
      expect(mergeConfigs([once, empty]).value).toEqual(once.value);
      expect(mergeConfigs([empty, once]).value).toEqual(once.value);
      if (names.includes(undefined)) return;
      expect(mergeConfigs([once, once]).value).toEqual(once.value);
    }));
  });
});
