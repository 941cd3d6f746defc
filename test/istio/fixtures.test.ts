import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toRequest } from '../oracle/cases/case';
import { askedOf } from '../oracle/cases/handmade';
import { comparisonOf, rejectedByOne, verdictsOf } from '../oracle/compare';
import { Fixture, Judgement } from '../oracle/fixture';
import { Answer, Request } from '../oracle/format';

const folder = join('test', 'oracle');
const linesOf = <T>(...path: readonly string[]): readonly T[] =>
  readFileSync(join(folder, ...path), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as T);

type Judged = Pick<Judgement, 'rejected' | 'proxies' | 'calls' | 'changedByOrder'>;

/** How the model's verdicts on a case stand to Istio's answers, call by call. */
function comparisons(release: string, request: Request, judged: Judged): readonly string[] {
  return verdictsOf(release, request).map((verdict, position) =>
    comparisonOf(request, judged, verdict, position, judged.changedByOrder.includes(position)));
}

function differing(release: string, request: Request, judged: Judged): readonly string[] {
  const calls = comparisons(release, request, judged).flatMap((comparison, position) =>
    comparison === 'different' ? [`case ${request.id}: ${JSON.stringify(request.calls[position])}`] : []);
  return [...calls, ...rejectedByOne(release, request, judged).map((text) => `case ${request.id}: ${text}`)];
}

const fixtures = readdirSync(join(folder, 'fixtures')).flatMap((file) => linesOf<Fixture>('fixtures', file));
const releases = [...new Set(fixtures.flatMap(({ judgements }) => judgements.flatMap((one) => one.releases)))];

describe.each(releases)('generated cases, Istio %s', (release) => {
  const judged = fixtures.flatMap(({ request, judgements }) =>
    judgements.filter((one) => one.releases.includes(release)).map((one) => ({ request, one })));

  test('each verdict is Istio\'s, or is unknown for a reason that its answers bear out', () => {
    expect(judged.flatMap(({ request, one }) => differing(release, request, one))).toEqual([]);
  });
});

const files = readdirSync(join(folder, 'answers')).filter((file) => file.startsWith('handmade-'));

describe.each(files)('hand-made cases, %s', (file) => {
  const answers = linesOf<Answer>('answers', file);

  test.each(askedOf(answers[0].istio).map((one, position) => [one.title, one, answers[position]] as const))('%s', (_, one, answer) => {
    expect(differing(answer.istio, toRequest(one), { ...answer, changedByOrder: [] })).toEqual([]);
  });
});
