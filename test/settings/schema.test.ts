import { readFileSync } from 'node:fs';
import { settingsFiles } from '../../scripts/generate/schema';
import { Schema } from '../../scripts/generate/typed-schema';
import { workloadKind, WORKLOAD_KINDS } from '../../src/kubernetes/workload';
import { CapturedKind } from '../../src/settings/config-file';

const schema = JSON.parse(readFileSync('schema/speedscale.v1alpha1.json', 'utf8')) as Schema;
const definitions = Object.entries(schema.definitions!);
const keys = definitions.flatMap(([name, { properties = {} }]) => Object.entries(properties).map(([key, value]): [string, Schema] => [`${name}.${key}`, value]));

test('the schema, its validator and its reference are what the types say', () => {
  for (const [path, text] of Object.entries(settingsFiles())) expect([path, readFileSync(path, 'utf8') === text]).toEqual([path, true]);
}, 60_000);

test.each(keys)('the key %s is explained', (_, { description }) => {
  expect(description).toMatch(/^[A-Z].*\w/);
});

test.each(keys)('the key %s says its default in words alone, and in those of a YAML file', (_, key) => {
  expect(key).not.toHaveProperty('default');
  expect(key.description).not.toMatch(/@default|Default: -|\b[A-Z]\w+\.[A-Z_]+\b/);
});

test.each(definitions.filter(([, { type }]) => type === 'object'))('%s takes no other keys', (_, { additionalProperties }) => {
  expect(additionalProperties).toBe(false);
});

test('no value may be of several types: the settings are read in Python, Java and Go too', () => {
  const written = readFileSync('schema/speedscale.v1alpha1.json', 'utf8');
  expect(written).not.toMatch(/"(anyOf|oneOf|allOf)"|"type": \[/);
});

test('the schema uses the keywords for which there are messages, and no other', () => {
  const keywords = new Set<string>();
  const visit = (part: Schema): void => {
    Object.keys(part).forEach((keyword) => keywords.add(keyword));
    Object.values({ ...part.properties, ...part.definitions }).forEach(visit);
    for (const inside of [part.items, part.additionalProperties]) if (typeof inside === 'object') visit(inside);
  };
  visit(schema);
  const structure = ['$schema', '$ref', 'definitions', 'properties', 'items', 'description'];
  expect([...keywords].filter((keyword) => !structure.includes(keyword)).sort()).toEqual(['additionalProperties', 'const', 'enum', 'required', 'type']);
});

test('the kinds that can be captured are those that the operator watches, but for a bare Pod', () => {
  const watched = WORKLOAD_KINDS.filter((kind) => kind.watchedByOperator && kind !== workloadKind({ apiVersion: 'v1', kind: 'Pod' }));
  expect(Object.values(CapturedKind).sort()).toEqual(watched.map(({ groupKind }) => groupKind.split('.')[0]).sort());
});
