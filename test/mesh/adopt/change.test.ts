import { withEdits } from '../../../src/kubernetes/edit';
import { changeList, removeEntries, setEntries } from '../../../src/kubernetes/make-edits';
import { describeEdits } from '../../../src/mesh/adopt/words';

test.each<[string, readonly string[], readonly string[]]>([
  ['items at the end', ['a'], ['a', 'b', 'c']],
  ['an item out of the middle', ['a', 'b', 'c'], ['a', 'c']],
  ['both at once', ['a', 'b'], ['a', 'c']],
  ['nothing', ['a', 'a'], ['a', 'a']],
])('a list changed by %s is the list that was wanted', (_, before, wanted) => {
  const object = { spec: { hosts: before } };
  expect(withEdits(object, changeList(object, ['spec', 'hosts'], wanted))).toEqual({ spec: { hosts: wanted } });
});

test('where nothing differs there is no edit', () => {
  expect([changeList({ hosts: ['a'] }, ['hosts'], ['a']), setEntries(['a'], {}), removeEntries(['a'], [])]).toEqual([[], [], []]);
});

test('a value of several lines is described on one', () => {
  expect(describeEdits(setEntries(['metadata', 'annotations'], { env: 'A="1"\nB=2\n' }))).toBe('metadata.annotations gets env: "A=\\"1\\"\\nB=2\\n"');
});

test('edits are described by place', () => {
  expect(describeEdits([
    ...setEntries(['metadata', 'annotations'], { a: '1', b: '2' }),
    ...changeList({ spec: { egress: [{ hosts: ['~/*'] }] } }, ['spec', 'egress', 0, 'hosts'], ['speedscale/*']),
    ...removeEntries(['metadata', 'labels'], ['c']),
  ])).toBe('metadata.annotations gets a: "1", b: "2"; spec.egress[0].hosts loses "~/*"; spec.egress[0].hosts gets "speedscale/*"; metadata.labels loses c');
});
