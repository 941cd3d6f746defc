import { outcome } from './cases/case';
import { Compared } from './compare';
import { decisionOf } from './decision';
import { Answer, CallAnswer, Request } from './format';
import { Told } from './more-input';
import { trapNames, trapsOf } from './traps';

/** How many differences are printed. */
const shown = 20;
/** Of all decisions, the share that may be `unknown`. */
const mostUnknown = 0.02;

/** What a run has counted so far. */
export class Tally {
  readonly differences: Compared[] = [];
  private readonly comparisons = new Map<string, number>();
  private readonly traps = new Map(trapNames.map((name) => [name, 0]));
  private readonly rejections: string[] = [];
  private readonly settling = new Map<string, number>();
  /** Calls on which Istio's simulator fails: nothing is compared there. */
  passedOver = 0;
  /** Calls of pods that Istio does not intercept: nothing is compared there, either. */
  notIntercepted = 0;

  addCase(request: Request, answer: Answer, rejectedByOne: readonly string[]): void {
    for (const name of trapsOf(request, answer).flat()) this.traps.set(name, this.traps.get(name)! + 1);
    this.rejections.push(...rejectedByOne.map((text) => `case ${request.id}: ${text}`));
  }

  addCalls(compared: readonly Compared[]): void {
    const known = compared.filter(({ comparison }) => comparison !== 'not-intercepted');
    this.notIntercepted += compared.length - known.length;
    for (const { comparison } of known) this.comparisons.set(comparison, this.count(comparison) + 1);
    this.differences.push(...compared.filter(({ comparison }) => comparison === 'different'));
  }

  /** What was told of calls that are unknown. */
  addTold(told: readonly Told[]): void {
    for (const { settledBy } of told) this.settling.set(settledBy, (this.settling.get(settledBy) ?? 0) + 1);
    this.differences.push(...told.filter(({ comparison }) => comparison === 'different'));
  }

  /** What more input settles of what is unknown, by the input. */
  get settled(): readonly (readonly [input: string, count: number])[] {
    return [...this.settling].sort(([, a], [, b]) => b - a);
  }

  count(comparison: string): number {
    return this.comparisons.get(comparison) ?? 0;
  }

  get total(): number {
    return [...this.comparisons.values()].reduce((sum, count) => sum + count, 0);
  }

  /** The reasons of the verdicts that are `unknown`, the most frequent first. */
  get unknown(): readonly (readonly [reason: string, count: number])[] {
    return [...this.comparisons].filter(([name]) => name !== 'equal' && name !== 'different').sort(([, a], [, b]) => b - a);
  }

  get countUnknown(): number {
    return this.unknown.reduce((sum, [, count]) => sum + count, 0);
  }

  get met(): readonly (readonly [trap: string, count: number])[] {
    return [...this.traps];
  }

  get rejectedByOne(): readonly string[] {
    return this.rejections;
  }

  /** The differences by kind, the most frequent first. */
  get kinds(): readonly (readonly [kind: string, differences: readonly Compared[]])[] {
    const kinds = new Map<string, Compared[]>();
    for (const difference of this.differences) {
      const kind = kindOf(difference);
      kinds.set(kind, [...kinds.get(kind) ?? [], difference]);
    }
    return [...kinds].sort(([, one], [, other]) => other.length - one.length);
  }

  /** Nothing compared is no agreement. */
  get agrees(): boolean {
    return this.total > 0 && this.differences.length === 0 && this.rejections.length === 0 && this.countUnknown <= mostUnknown * this.total;
  }
}

/** The counts of a run: what was met, what differed, and last the line that says it all. */
export function summary(release: string, tally: Tally): string {
  const reasons = tally.unknown.map(([reason, count]) => `${reason} ${count}`).join(', ');
  return [
    ...tally.met.map(([trap, count]) => `  ${count} ${trap}`),
    ...tally.kinds.map(([kind, { length }]) => `  ${length} different: ${kind}`),
    ...firstOf('different', tally.kinds.map(([, [first]]) => described(first))),
    ...firstOf('rejected', tally.rejectedByOne),
    ...tally.settled.map(([input, count]) => `  ${count} of the unknown settled by ${input}`),
    `${release}: ${tally.total} decisions, ${tally.count('equal')} equal, ${tally.countUnknown} unknown${reasons && ` (${reasons})`}, ${tally.differences.length} different; `
    + `${tally.rejectedByOne.length} objects rejected by one alone; ${tally.passedOver} calls passed over, ${tally.notIntercepted} not intercepted`,
  ].map((line) => `${line}\n`).join('');
}

function firstOf(what: string, lines: readonly string[]): readonly string[] {
  const more = lines.length > shown ? [`  ${what}: ${lines.length - shown} more`] : [];
  return [...lines.slice(0, shown).map((line) => `  ${what}: ${line}`), ...more];
}

/** What was asked, and how the two answers differ, without the names in them. */
function kindOf({ request, position, verdict, answer }: Compared): string {
  const call = request.calls[position];
  const asked = `${call.protocol} ${call.resolved ? 'by a name' : 'at an address'}${request.repository ? ' as in a repository' : ''}`;
  const decision = decisionOf(call, answer);
  const ends = decision.outcome === verdict.outcome && verdict.reason !== 'order' ? ' at another end' : '';
  return `${asked}, model ${[verdict.outcome, verdict.reason].filter(Boolean).join(' ')}, Istio ${decision.outcome}${ends}, ${listenerOf(answer)}`;
}

function listenerOf({ listener, filterChain, virtualHost }: CallAnswer): string {
  const form = listener.replace(/^(0\.0\.0\.0|[\d.]+|[\da-f:]+)_\d+$/, (_, address: string) => address === '0.0.0.0' ? 'any address' : address.startsWith('127.') ? 'loopback' : 'an address');
  return `listener for ${form}${virtualHost === '' ? '' : ', HTTP'}${filterChain === 'PassthroughFilterChain' ? ', default chain' : ''}`;
}

function described({ request, position, verdict, answer }: Compared): string {
  const { protocol, host, port, address, proxy } = request.calls[position];
  const model = [verdict.outcome, verdict.reason, verdict.clusters.join(' + ')].filter(Boolean).join(' ');
  return `case ${request.id} call ${position}, ${protocol} ${host}:${port} at ${address} by ${proxy}: model ${model}, Istio ${outcome(answer)}`;
}
