import { writeStandardError } from '../../src/files/standard-error';

test('a line for a person goes to standard error, and nothing to standard output', () => {
  const streams = [process.stderr, process.stdout].map((stream) => jest.spyOn(stream, 'write').mockReturnValue(true));
  writeStandardError('[one/mesh] warning');
  const written = streams.map((stream) => stream.mock.calls.map(([text]) => text));
  streams.forEach((stream) => stream.mockRestore());
  expect(written).toEqual([['[one/mesh] warning\n'], []]);
});
