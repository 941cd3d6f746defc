import { selects } from '../../src/kubernetes/label-selector';

const labels = { app: 'web', tier: 'front' };

test.each([
  [{}, true],
  [{ matchLabels: { app: 'web' } }, true],
  [{ matchLabels: { app: 'web', tier: 'back' } }, false],
  [{ matchLabels: { constructor: 'x' } }, false],
  [{ matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'api'] }] }, true],
  [{ matchExpressions: [{ key: 'none', operator: 'In', values: ['web'] }] }, false],
  [{ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] }, false],
  [{ matchExpressions: [{ key: 'none', operator: 'NotIn', values: ['web'] }] }, true],
  [{ matchExpressions: [{ key: 'app', operator: 'Exists' }] }, true],
  [{ matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] }, false],
  [{ matchExpressions: [{ key: 'none', operator: 'DoesNotExist' }] }, true],
  [{ matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'Exists' }] }, true],
])('%j on the labels of a web front end: %s', (selector, expected) => {
  expect(selects(selector, labels)).toBe(expected);
});

test.each([
  [null], ['app=web'], [{ matchExpressions: [{ key: 'app', operator: 'Like', values: ['w*'] }] }], [{ matchExpressions: [null] }],
])('%j cannot be decided', (selector) => {
  expect(selects(selector, labels)).toBeUndefined();
});

test('what is certainly not met decides, whatever cannot be decided beside it', () => {
  expect(selects({ matchLabels: { app: 'api' }, matchExpressions: [null] }, labels)).toBe(false);
});
