import { nearest } from '../../src/message/nearest';

test.each([
  ['replya', ['replay', 'sidecar', 'egress'], 'replay'],
  ['Sidecar', ['sidecars', 'sidecar'], 'sidecar'],
  ['namespacs', ['namespace', 'namespaces'], 'namespace'],
  ['gcr.io', ['sqs.us-east-1.amazonaws.com'], undefined],
  ['x', [], undefined],
])('the known name nearest to %s is found, or none', (name, known, expected) => {
  expect(nearest(name, known)).toBe(expected);
});

test.each([['inject', 'inject'], ['injekt', 'inject'], ['njet', 'inject'], ['injecters', undefined], ['njt', undefined]])('up to a distance that is given, %s is %s', (name, expected) => {
  expect(nearest(name, ['inject'], 2)).toBe(expected);
});

test('no guess is made for names that are too long to compare', () => {
  const long = 'a'.repeat(2 ** 20);
  expect(nearest(`${long}b`, [`${long}c`])).toBeUndefined();
  expect(nearest('a', [`${long}c`, 'b'])).toBe('b');
  expect(nearest('a'.repeat(100), ['a'.repeat(99)])).toBe('a'.repeat(99));
});
