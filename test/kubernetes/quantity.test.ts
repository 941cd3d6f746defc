import { quantity } from '../../src/kubernetes/quantity';

test.each([
  ['10m', 0.01], ['2', 2], ['0.5', 0.5], ['.5', 0.5], ['5.', 5], ['1k', 1000], ['1Ki', 1024], ['1Gi', 1073741824], ['1e3', 1000], ['1E3', 1000], ['1E', 1e18], ['+1', 1],
])('%s is a quantity', (text, amount) => {
  expect(quantity(text)).toBeCloseTo(amount, 10);
});

test.each([['digits', `${'1'.repeat(2 ** 20)}x`], ['digits behind a point', `.${'1'.repeat(2 ** 20)}x`], ['digits around one', `${'1'.repeat(2 ** 20)}.${'1'.repeat(2 ** 20)}x`]])(
  'a million %s are read in one go', (_, text) => {
    expect(quantity(text)).toBeUndefined();
  });

test.each(['', '1GB', '1K', '1 Gi', 'Gi', '-1', '1ki', '1.2.3', 'NaN', '1e', '0x10', '.'])('"%s" is none that can be a request or a limit', (text) => {
  expect(quantity(text)).toBeUndefined();
});
