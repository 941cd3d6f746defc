import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ask, asker, binaryOf } from './ask';
import { endOf, isSameEnd } from './end';
import { Fixture, Judgement } from './fixture';
import { Answer, Request } from './format';
import { generate } from './generate/mesh';
import { Kinds } from './kinds';
import { changedByOrder, Doubt } from './order';

/** The releases that answer; the last chooses. */
const releases = ['1.28.10', '1.30.3', '1.31.0-rc.0'];
const seed = 2026;
/** Cases from which fixtures are chosen, and calls of each. */
const [candidates, callsOfCandidate] = [800, 50];
const casesOfBatch = 400;
/** In how many orders an undated case is asked. */
const orders = [12];
/** How often a dated case is asked again as it is. */
const repetitions = 16;

interface Answered {
  readonly request: Request;
  readonly answers: readonly { readonly release: string; readonly answer: Answer }[];
}

/** Chooses cases by the kinds of decision that are in them, and writes them with the judgements of each release. */
function main(): void {
  const kinds = new Kinds();
  const chosen: Answered[] = [];
  for (let first = 0; first < candidates; first += casesOfBatch) {
    for (const { request, answers } of answeredFrom(first)) {
      const kept = kinds.take(request, answers.map(({ answer }) => answer));
      if (kept.length === 0) continue;
      chosen.push({ request: only(request, kept), answers: answers.map(({ release, answer }) => ({ release, answer: only(answer, kept) })) });
    }
  }
  const fixtures = judged(chosen);
  const folder = join('test', 'oracle', 'fixtures');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'generated.jsonl'), fixtures.map((fixture) => `${JSON.stringify(fixture)}\n`).join(''));
  const calls = fixtures.reduce((sum, { request }) => sum + request.calls.length, 0);
  process.stdout.write(`${fixtures.length} cases, ${calls} calls, ${kinds.size} kinds of decision\n`);
}

/** Every fourth case is for the newest release alone: older ones do not know all fields of its MeshConfig. */
function answeredFrom(first: number): readonly Answered[] {
  const requests = Array.from({ length: casesOfBatch }, (_, index) => generate(seed, first + index, index % 4 === 0 ? 31 : 30, callsOfCandidate));
  const newest = releases[releases.length - 1];
  const asked = releases.map((release) => {
    const known = requests.filter((_, index) => index % 4 !== 0 || release === newest);
    return { release, answers: new Map(asker(binaryOf(release))(known).map((answer) => [answer.id, answer])) };
  });
  return requests.map((request) => ({
    request,
    answers: asked.flatMap(({ release, answers }) => answers.has(request.id) ? [{ release, answer: answers.get(request.id)! }] : []),
  }));
}

function only<T extends { readonly calls: readonly unknown[] }>(of: T, kept: readonly number[]): T {
  return { ...of, calls: kept.map((position) => of.calls[position]) };
}

function judged(chosen: readonly Answered[]): readonly Fixture[] {
  const changed = new Map(releases.map((release) => [release, changedIn(release, chosen)]));
  return chosen.map(({ request, answers }) => {
    const judgements: Judgement[] = [];
    for (const { release, answer } of answers) {
      const judgement = judgementOf(answer, changed.get(release)!.get(request.id));
      const same = judgements.findIndex(({ releases: _, ...other }) => JSON.stringify(other) === JSON.stringify(judgement));
      if (same < 0) judgements.push({ releases: [release], ...judgement });
      else judgements[same] = { ...judgements[same], releases: [...judgements[same].releases, release] };
    }
    return { request, judgements };
  });
}

function judgementOf({ rejected, proxies, calls }: Answer, changed: ReadonlySet<number> = new Set()): Omit<Judgement, 'releases'> {
  return {
    rejected,
    proxies: proxies.map(({ id, sidecar }) => ({ id, sidecar })),
    calls: calls.map(endOf),
    changedByOrder: [...changed].sort((a, b) => a - b),
  };
}

function changedIn(release: string, chosen: readonly Answered[]): ReadonlyMap<string, ReadonlySet<number>> {
  const doubts = chosen.flatMap(({ request, answers }) => {
    const answer = answers.find((one) => one.release === release)?.answer;
    return answer === undefined ? [] : [{ request, answer, positions: request.calls.map((_, position) => position) }];
  });
  const ask = asker(binaryOf(release));
  const [undated, dated] = [doubts.filter(({ request }) => isUndated(request)), doubts.filter(({ request }) => !isUndated(request))];
  const changed = changedByOrder(undated, ask, orders);
  const varying = variedBy(dated, ask);
  return new Map([
    ...undated.map(({ request }, index) => [request.id, changed[index]] as const),
    ...dated.map(({ request }, index) => [request.id, varying[index]] as const),
  ]);
}

/** Of each case the calls that Istio ends elsewhere when it is asked again as it is: the order is not in the objects. */
function variedBy(doubts: readonly Doubt[], ask: Ask): readonly ReadonlySet<number>[] {
  const answers = ask(doubts.flatMap(({ request }) => Array.from({ length: repetitions }, () => request)));
  return doubts.map(({ answer, positions }, index) => {
    const again = answers.slice(index * repetitions, (index + 1) * repetitions);
    return new Set(positions.filter((position) => again.some(({ calls }) => !isSameEnd(calls[position], answer.calls[position]))));
  });
}

function isUndated({ objects }: Request): boolean {
  return objects.every(({ metadata }) => metadata.creationTimestamp === undefined);
}

main();
