import { Answer } from './answers';
import { DecidedGroup } from './decided';
import { referenceTitle } from './reference';
import { listed } from './words';
import { counted } from '../message/text';

/** What was asked, and what came of it. */
export interface CallTally {
  /** How many calls were asked about; each is in one of the other counts, `byPassthrough` but for. */
  readonly asked: number;
  readonly allowed: number;
  /** Of the allowed ones, those that no object registers: the mesh lets everything out. */
  readonly byPassthrough: number;
  readonly blocked: number;
  readonly unknown: number;
  /** Calls of pods that no sidecar of Istio holds. */
  readonly notEnforced: number;
  /** The ServiceEntries that serve the hosts outside the cluster, each as `Kind namespace/name`. */
  readonly servedBy: readonly string[];
}

/** Counts what became of calls. */
export function tallyOf(groups: readonly DecidedGroup[]): CallTally {
  const counts = { 'allowed': 0, 'allowed-by-passthrough': 0, 'blocked': 0, 'unknown': 0, 'not-enforced': 0 };
  for (const { answer: { outcome }, members } of groups) counts[outcome] += members.length;
  const byPassthrough = counts['allowed-by-passthrough'];
  return {
    asked: groups.reduce((sum, { members }) => sum + members.length, 0),
    allowed: counts.allowed + byPassthrough,
    byPassthrough,
    blocked: counts.blocked,
    unknown: counts.unknown,
    notEnforced: counts['not-enforced'],
    servedBy: [...new Set(groups.flatMap(({ answer }) => servingEntries(answer)))].sort(),
  };
}

function servingEntries({ outcome, verdict }: Answer): readonly string[] {
  if (outcome !== 'allowed') return [];
  return verdict.ends.filter(({ object, hasEndpoints }) => object.kind === 'ServiceEntry' && !hasEndpoints).map(({ object }) => referenceTitle(object));
}

/** Whether calls were asked about and nothing came of any of them, so that a run proved nothing. */
export function nothingDecided({ asked, unknown }: CallTally): boolean {
  return asked > 0 && unknown === asked;
}

/** What was proved, in lines for people: `23 calls: 23 allowed, 0 blocked, 0 unknown`, and what serves them. */
export function tallyInWords(tally: CallTally): readonly string[] {
  const { asked, allowed, byPassthrough, blocked, unknown, notEnforced, servedBy } = tally;
  if (asked === 0) return ['no calls to decide: nothing in the input concerns Speedscale'];
  const free = notEnforced === 0 ? '' : `, ${notEnforced} not enforced`;
  return [
    `${counted(asked, 'call')}: ${allowed} allowed, ${blocked} blocked, ${unknown} unknown${free}`,
    ...(byPassthrough === 0 ? [] : [`${byPassthrough} of the allowed calls go to hosts that no object registers: the mesh allows any host`]),
    ...(servedBy.length === 0 ? [] : [`hosts outside the cluster are served by ${listed(servedBy)}`]),
  ];
}
