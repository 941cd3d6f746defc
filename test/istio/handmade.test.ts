import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contradiction, meshOf, rejectedTitles, verdictOf } from './compare';
import { toRequest } from '../oracle/cases/case';
import { askedOf } from '../oracle/cases/handmade';
import { Answer } from '../oracle/format';

const folder = join('test', 'oracle', 'answers');
const files = readdirSync(folder).filter((file) => file.startsWith('handmade-'));

describe.each(files)('the model decides as Istio answered in %s', (file) => {
  const answers = new Map(readFileSync(join(folder, file), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Answer).map((answer) => [answer.id, answer]));

  test.each(askedOf(file.slice('handmade-'.length, -'.jsonl'.length)).map((one) => [one.title, one] as const))('%s', (_, one) => {
    const answer = answers.get(one.id)!;
    const request = toRequest(one);
    const mesh = meshOf(request, answer.istio.replace('-dev', ''));
    const found = request.calls.map((call, position) => {
      const verdict = verdictOf(mesh, call, request.proxies.find(({ id }) => id === call.proxy)!);
      return { call, verdict, contradiction: contradiction(verdict, call, answer.calls[position]) };
    });
    expect(found.filter((each) => each.contradiction !== undefined)).toEqual([]);
    expect(rejectedTitles(mesh)).toEqual([...new Set(answer.rejected.map(({ object }) => object))].sort());
  });
});
