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
