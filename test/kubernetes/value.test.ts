import { formatPath } from '../../src/kubernetes/value';

test.each([
  [['spec', 'egress', 0, 'hosts'], 'spec.egress[0].hosts'],
  [['metadata', 'annotations', 'example.com/team'], 'metadata.annotations["example.com/team"]'],
  [['items', 2], 'items[2]'],
  [[], ''],
])('the path %j is written as %s', (path, written) => {
  expect(formatPath(path)).toBe(written);
});
