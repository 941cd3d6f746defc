import { explainBlocked, Cause } from './cause';
import { Answer } from '../../calls/answers';
import { decidedCalls, decidedGroups } from '../../calls/decided';
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
  const answers = decidedCalls(sight);
  if (answers.length === 0) return [];
  const caused = answers.map((each) => ({ answer: each, cause: explainBlocked(sight, each) }));
  return [
    ...grouped(caused.flatMap((each) => each.cause === undefined ? [] : [{ answer: each.answer, cause: each.cause }])),
    ...undecided(sight, answers.length),
    ...notEnforced(sight, answers),
  ];
}

interface Caused {
  readonly answer: Answer;
  readonly cause: Cause;
}

/** The hosts that the same callers do not reach for one cause. */
interface Part extends Caused {
  readonly hosts: readonly string[];
}

/** One finding for all that one repair cures, where the same is to be said of it. */
function grouped(caused: readonly Caused[]): readonly Finding[] {
  const ofCallers = groupBy(caused, ({ answer: { question: { callers, namespace } }, cause }) => JSON.stringify([callers, namespace, cause.key]));
  const parts = [...ofCallers.values()].map((group): Part => ({ ...group[0], hosts: group.map((each) => each.answer.question.host) }));
  const alike = groupBy(parts, ({ answer: { question: { callers, workload } }, cause, hosts }) => (
    JSON.stringify([workload === undefined ? callers : '', cause.key, hosts])));
  return [...alike.values()].map((group) => {
    const [{ answer: { question: { callers, namespace, workload } }, cause, hosts }] = group;
    const questions = group.map((each) => each.answer.question);
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
function undecided(sight: Sight, total: number): readonly Finding[] {
  const open = decidedGroups(sight).filter(({ answer }) => answer.outcome === 'unknown' && explainBlocked(sight, answer) === undefined);
  const count = open.reduce((sum, { members }) => sum + members.length, 0);
  return count === 0 || count === total ? [] : [finding('egress-undecided', { count, total, reasons: reasonsInWords(open), settle: settledBy(open) })];
}

/** Calls of pods that no sidecar of Istio holds pass for reached: that is said, once for the whole run. */
function notEnforced({ mesh }: Sight, answers: readonly Answer[]): readonly Finding[] {
  const free = answers.flatMap(({ outcome, verdict, question: { namespace } }) => {
    const reason = outcome === 'not-enforced' ? verdict.reason as NotEnforcedReason : undefined;
    // Of ambient mode, `registry-only-in-ambient` tells.
    const isTold = reason === 'ambient' && mesh.istio.outboundTrafficPolicy === 'REGISTRY_ONLY';
    return reason === undefined || isTold ? [] : [`"${namespace}" (${FREE_BECAUSE[reason]})`];
  });
  return free.length === 0 ? [] : [finding('egress-not-enforced', { pods: listed([...new Set(free)]), count: free.length, total: answers.length })];
}
