import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { differences } from './cases/case';
import { askedOf, handmade } from './cases/handmade';
import { Answer } from './format';

const folder = join('test', 'oracle', 'answers');
const files = readdirSync(folder).filter((file) => file.startsWith('handmade-'));

test('no two hand-made cases share an id', () => {
  expect(new Set(handmade.map(({ id }) => id)).size).toBe(handmade.length);
});

describe.each(files)('%s', (file) => {
  const asked = askedOf(file.slice('handmade-'.length, -'.jsonl'.length));
  const lines = readFileSync(join(folder, file), 'utf8').trimEnd().split('\n');
  const answers = new Map(lines.map((line) => JSON.parse(line) as Answer).map((answer) => [answer.id, answer]));

  test('holds an answer to each hand-made case that it was asked, and none besides', () => {
    expect([...answers.keys()]).toEqual(asked.map(({ id }) => id));
  });

  test.each(asked.map((one) => [one.title, one] as const))('%s', (_, one) => {
    const answer = answers.get(one.id);
    expect(answer).toBeDefined();
    expect(differences(one, answer!)).toEqual([]);
  });
});

test('a stated outcome that is not the answer is a difference', () => {
  const [one] = handmade;
  const [line] = readFileSync(join(folder, files[0]), 'utf8').split('\n');
  const wrong = { ...one, calls: one.calls.map((call) => ({ ...call, ends: 'elsewhere' })), sidecar: 'no/such', rejected: ['Sidecar no/such'] };
  expect(differences(wrong, JSON.parse(line) as Answer)).toHaveLength(one.calls.length + 2);
});
