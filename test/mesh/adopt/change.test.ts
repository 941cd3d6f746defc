import { applyChanges, changeList, removeEntries } from '../../../src/mesh/adopt/change';
import { describeChanges } from '../../../src/mesh/adopt/words';

test.each<[string, readonly unknown[], readonly unknown[]]>([
  ['items at the end', ['a'], ['a', 'b', 'c']],
  ['an item out of the middle', ['a', 'b', 'c'], ['a', 'c']],
  ['both at once', ['a', 'b'], ['a', 'c']],
  ['nothing', ['a', 'a'], ['a', 'a']],
])('a list changed by %s is the list that was wanted', (_, before, wanted) => {
  expect(applyChanges({ spec: { hosts: before } }, changeList({ spec: { hosts: before } }, ['spec', 'hosts'], wanted))).toEqual({ spec: { hosts: wanted } });
});

test('positions of items that go are those before any went', () => {
  const object = { list: ['a', 'b', 'c', 'd'] };
  expect(applyChanges(object, changeList(object, ['list'], ['b', 'd']))).toEqual({ list: ['b', 'd'] });
});

test('a map that is emptied goes, and what held nothing else around it, but never a whole field of the object\'s', () => {
  expect(applyChanges({ metadata: { name: 'x', annotations: { a: '1' } } }, removeEntries({ metadata: { name: 'x', annotations: { a: '1' } } }, ['metadata', 'annotations'], ['a'])))
    .toEqual({ metadata: { name: 'x' } });
  expect(applyChanges({ metadata: { annotations: { a: '1' } } }, removeEntries({ metadata: { annotations: { a: '1' } } }, ['metadata', 'annotations'], ['a']))).toEqual({});
});

test('__proto__ is a key like another', () => {
  const annotations: unknown = JSON.parse('{"__proto__": "x", "a": "1"}');
  expect(JSON.stringify(applyChanges({ annotations }, removeEntries({ annotations }, ['annotations'], ['a'])))).toBe('{"annotations":{"__proto__":"x"}}');
});

test('changes are described by place', () => {
  const object = { spec: { hosts: ['~/*'] } };
  expect(describeChanges(object, [
    { type: 'set', path: ['metadata', 'annotations', 'a'], value: '1' },
    { type: 'set', path: ['metadata', 'annotations', 'b'], value: '2' },
    ...changeList(object, ['spec', 'hosts'], ['speedscale/*']),
    { type: 'append', path: ['spec', 'egress'], value: { hosts: ['x/*'] } },
  ])).toBe('metadata.annotations gets a: "1", b: "2"; spec.hosts loses "~/*"; spec.hosts gets "speedscale/*"; spec.egress gets a listener with "x/*"');
});
