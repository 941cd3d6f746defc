import { explainBlocked, Cause } from './cause';
import { AskedCall } from '../../calls/calls';
import { DecidedGroup, decidedGroups } from '../../calls/decided';
import { FREE_BECAUSE, reasonsInWords, settledBy } from '../../calls/reasons';
import { inWords, listed } from '../../calls/words';
import { NotEnforcedReason } from '../../istio/egress/verdict';
import { groupBy } from '../../istio/group';
import { Sight } from '../../mesh/sight';
import { finding } from '../../message/catalogue';
import { Finding } from '../../message/message';

const known = new WeakMap<Sight, readonly Finding[]>();

/** What there is to say of the calls of Speedscale's pods; computed once, since several rules take their part of it. */
export function egressFindings(sight: Sight): readonly Finding[] {
  const found = known.get(sight) ?? allFindings(sight);
  known.set(sight, found);
  return found;
}

function allFindings(sight: Sight): readonly Finding[] {
  const groups = decidedGroups(sight);
  const total = groups.reduce((sum, { members }) => sum + members.length, 0);
  if (total === 0) return [];
  const caused = groups.map((group) => ({ group, cause: explainBlocked(sight, group.answer) }));
  return [
    ...grouped(caused.flatMap(({ group, cause }) => cause === undefined ? [] : group.members.map((question) => ({ question, cause })))),
    ...undecided(caused.flatMap(({ group, cause }) => cause === undefined && group.answer.outcome === 'unknown' ? [group] : []), total),
    ...notEnforced(sight, groups, total),
  ];
}

interface Caused {
  readonly question: AskedCall;
  readonly cause: Cause;
}

/** The hosts that the same callers do not reach for one cause. */
interface Part extends Caused {
  readonly hosts: readonly string[];
}

/** One finding for all that one repair cures, where the same is to be said of it. */
function grouped(caused: readonly Caused[]): readonly Finding[] {
  const ofCallers = groupBy(caused, ({ question: { callers, namespace }, cause }) => JSON.stringify([callers, namespace, cause.key]));
  const parts = [...ofCallers.values()].map((group): Part => ({ ...group[0], hosts: group.map(({ question }) => question.host) }));
  const alike = groupBy(parts, ({ question: { callers, workload }, cause, hosts }) => (
    JSON.stringify([workload === undefined ? callers : '', cause.key, hosts])));
  return [...alike.values()].map((group) => {
    const [{ question: { callers, namespace, workload }, cause, hosts }] = group;
    const questions = group.map(({ question }) => question);
    const workloads = [...new Set(questions.flatMap((question) => question.workload ?? []))];
    const namespaces = [...new Set(questions.map((question) => question.namespace))];
    return cause.finding({
      callers: workload === undefined ? callers : `goproxy of ${listed(workloads)}`,
      namespaces: inWords(namespaces),
      allNamespaces: namespaces.map((name) => `"${name}"`).join(', '),
      namespace,
      hosts: inWords(hosts),
    });
  });
}

/** All that is unknown and has no finding of its own, in one for the whole run; where nothing is known, `nothing-decided` says so. */
function undecided(open: readonly DecidedGroup[], total: number): readonly Finding[] {
  const count = open.reduce((sum, { members }) => sum + members.length, 0);
  return count === 0 || count === total ? [] : [finding('egress-undecided', { count, total, reasons: reasonsInWords(open), settle: settledBy(open) })];
}

/** Calls of pods that no sidecar of Istio holds pass for reached: that is said, once for the whole run. */
function notEnforced({ mesh }: Sight, groups: readonly DecidedGroup[], total: number): readonly Finding[] {
  const free = groups.flatMap(({ answer: { outcome, verdict }, members }) => {
    const reason = outcome === 'not-enforced' ? verdict.reason as NotEnforcedReason : undefined;
    // Of ambient mode, `registry-only-in-ambient` tells.
    const isTold = reason === 'ambient' && mesh.istio.outboundTrafficPolicy === 'REGISTRY_ONLY';
    return reason === undefined || isTold ? [] : members.map(({ namespace }) => `"${namespace}" (${FREE_BECAUSE[reason]})`);
  });
  return free.length === 0 ? [] : [finding('egress-not-enforced', { pods: listed([...new Set(free)]), count: free.length, total })];
}
