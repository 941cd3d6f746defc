import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emittedBy, emittedCases, Judged } from '../oracle/emitted';

const folder = join('test', 'oracle', 'answers');
const files = readdirSync(folder).filter((file) => file.startsWith('emitted-'));

test.each(emittedCases.map((one) => [one.title, one] as const))('something is generated for %s', (_, one) => {
  expect(emittedBy(one)).not.toEqual([]);
});

describe.each(files)('Istio\'s CRDs and webhook, %s', (file) => {
  const lines = readFileSync(join(folder, file), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Judged);

  test('judged each case', () => {
    expect(lines.map(({ title }) => title)).toEqual(emittedCases.map(({ title }) => title));
  });

  test.each(emittedCases.map((one, position) => [one.title, one, position] as const))('take, without a warning, what is generated for %s', (_, one, position) => {
    const { objects, rejected, warnings } = lines[position];
    expect(emittedBy(one)).toEqual(objects);
    expect([rejected, warnings]).toEqual([[], []]);
  });
});

test('some release has judged', () => {
  expect(files).not.toEqual([]);
});
