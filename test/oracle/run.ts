import { parseArgs } from 'node:util';
import { Ask, askAnyway, Oracle, oraclesFor } from './ask';
import { askMesh } from './ask-mesh';
import { outcome } from './cases/case';
import { compare, Compared, comparisonOf, rejectedByOne, verdictsOf } from './compare';
import { isSameEnd } from './end';
import { Answer, Request } from './format';
import { generate } from './generate/mesh';
import { tellMore } from './more-input';
import { changedByOrder } from './order';
import { askPassingOver } from './pass-over';
import { scenarioCase } from './scenarios/case';
import { mayLeadTo } from './scenarios/dns';
import { shrink } from './shrink';
import { summary, Tally } from './tally';

const usage = `usage: npm run oracle -- [--generator objects|scenarios] [--decisions N] [--seed N] [--release X.Y.Z [--binary PATH]] [--shrink]
       npm run oracle -- ask MESH.yaml --call NAMESPACE,PROTOCOL,HOST,PORT[,ADDRESS]
Decides generated calls by the model and by Istio itself, and compares. Without --release: by each oracle that is built.
ask prints both answers for a mesh of your own; its options: npm run oracle -- ask
`;

/** What makes the cases: objects drawn one by one, or whole scenarios. */
const generators: Readonly<Record<string, typeof generate>> = { objects: generate, scenarios: scenarioCase };

const callsOfCase = 100;
/** How many cases are held in memory at a time. */
const casesOfBatch = 200;
/** Of how many kinds of difference --shrink makes the first one small. */
const mostShrunk = 8;

const options = {
  generator: { type: 'string', default: 'objects' },
  decisions: { type: 'string', default: '100000' },
  seed: { type: 'string', default: '1' },
  release: { type: 'string' },
  binary: { type: 'string' },
  shrink: { type: 'boolean', default: false },
} as const;

interface Run extends Oracle {
  readonly generator: typeof generate;
  readonly decisions: number;
  readonly seed: number;
  readonly shrink: boolean;
}

function main(): number {
  if (process.argv[2] === 'ask') return askMesh(process.argv.slice(3));
  const { values } = parseArgs({ options });
  const [decisions, seed, generator] = [Number(values.decisions), Number(values.seed), generators[values.generator]];
  if (generator === undefined || !(decisions > 0) || !Number.isInteger(seed) || (values.binary !== undefined && values.release === undefined)) {
    process.stderr.write(usage);
    return 2;
  }
  const oracles = oraclesFor(values.release, values.binary);
  if (oracles === undefined) return 2;
  return Math.max(...oracles.map((oracle) => compareRelease({ ...oracle, generator, decisions, seed, shrink: values.shrink })));
}

function compareRelease(run: Run): number {
  const { release, seed, generator } = run;
  const ask: Ask = (requests) => askAnyway(run.binary, requests);
  const minor = Number(release.split('.')[1].split('-')[0]);
  const cases = Math.ceil(run.decisions / callsOfCase);
  const tally = new Tally();
  for (let first = 0; first < cases; first += casesOfBatch) {
    const requests = Array.from({ length: Math.min(casesOfBatch, cases - first) }, (_, index) => generator(seed, first + index, minor, callsOfCase));
    const { answered, passedOver } = askPassingOver(ask, requests);
    tally.passedOver += passedOver;
    answered.forEach(({ request, answer }) => tally.addCase(request, answer, rejectedByOne(release, request, answer)));
    const compared = compare(release, answered.map(({ request }) => request), answered.map(({ answer }) => answer), ask);
    tally.addCalls(compared);
    for (const { request, answer } of answered) {
      const unknown = compared.filter((one) => one.request === request && one.verdict.outcome === 'unknown' && one.comparison !== 'different');
      if (unknown.length > 0) tally.addTold(tellMore(release, request, answer, unknown));
    }
  }
  process.stdout.write(summary(release, tally));
  if (run.shrink) tally.kinds.slice(0, mostShrunk).forEach(([, [difference]]) => showSmallest(run, difference));
  return tally.agrees ? 0 : 1;
}

/** Prints the smallest case that still differs, in the form of the hand-made ones. */
function showSmallest({ release, binary }: Run, { request, position, verdict, answer: given }: Compared): void {
  const ask: Ask = (requests) => askAnyway(binary, requests);
  const call = request.calls[position];
  const alone: Request = { ...request, proxies: request.proxies.filter(({ id }) => id === call.proxy), calls: [call] };
  const smallest = shrink(alone, (candidates) => {
    const answers = askAnyway(binary, candidates);
    return candidates.map((candidate, index) => answers[index].fatal === undefined && stillLeadsThere(candidate)
      && differs(release, candidate, answers[index], ask, { verdict, answer: given }));
  });
  const [answer] = ask([smallest]);
  const { id, meshConfig: mesh, objects, proxies } = smallest;
  process.stdout.write(`${JSON.stringify({ id, mesh, objects, proxies, calls: [{ call, ends: outcome(answer.calls[0]) }] })}\n`);
}

/** Whether the name that is called still leads to the address at which Istio is asked; the model is not told it. */
function stillLeadsThere({ objects, proxies: [{ namespace }], calls: [{ host, address, resolved }] }: Request): boolean {
  return resolved !== true || mayLeadTo(objects, host, namespace, address);
}

/** Whether the case differs as the one found did: otherwise what is left might be another difference. */
function differs(release: string, candidate: Request, answer: Answer, ask: Ask, found: Pick<Compared, 'verdict' | 'answer'>): boolean {
  const [verdict] = verdictsOf(release, candidate);
  if (verdict.outcome !== found.verdict.outcome || !isSameEnd(answer.calls[0], found.answer)) return false;
  const [changed] = verdict.reason === 'order' ? changedByOrder([{ request: candidate, answer, positions: [0] }], ask) : [new Set<number>()];
  return comparisonOf(candidate, answer, verdict, 0, changed.has(0)) === 'different';
}

process.exitCode = main();
