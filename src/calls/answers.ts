import { AskedCall } from './calls';
import { definitionsInWords, definitionsRead, sightsWith } from './definitions';
import { PodProxy, podProxy } from './pod-proxy';
import { PossibleMesh, possibleMeshes } from './possible-meshes';
import { serviceNotShown } from './services-shown';
import { isAddress } from '../istio/address';
import { Choices } from '../istio/egress/choices';
import { decideEgress } from '../istio/egress/decide';
import { objectReference } from '../istio/egress/reference';
import { chooseSidecar } from '../istio/egress/scope';
import { Call, Outcome, UnknownReason, Verdict } from '../istio/egress/verdict';
import { isSubset } from '../istio/host-match';
import { Mesh } from '../istio/mesh';
import { refusedOn } from '../istio/refusal';
import { ObjectReference } from '../kubernetes/object';
import { isUnfinishedName, isUnfinishedText, unfinishedIn } from '../kubernetes/unfinished';
import { StringMap } from '../kubernetes/value';
import { Sight } from '../mesh/sight';

/** Why it cannot be said whether a call is let out: the model's reasons, and what is not in sight. */
export type Undecided = UnknownReason
  | 'defined-twice' | 'service-not-in-input' | 'object-refused' | 'needs-substitution' | 'revision-not-known' | 'policy-not-in-sight' | 'root-sidecar-not-in-sight' | 'injection-not-in-sight' | 'labels-not-known' | 'protocol-not-known';

/** What is known of a question. */
export type Answer =
  | { readonly question: AskedCall; readonly outcome: Exclude<Outcome, 'unknown'>; readonly verdict: Verdict }
  | UnknownAnswer;

/** An answer that the input leaves open. */
export interface UnknownAnswer {
  readonly question: AskedCall;
  readonly outcome: 'unknown';
  readonly because: Undecided;
  readonly verdict?: Verdict;
  /** What the answer depends on, where that is one object. */
  readonly object?: ObjectReference;
  /** The definitions that the answer depends on, in words. */
  readonly places?: string;
  /** The setting of the pod's proxy that the answer depends on. */
  readonly detail?: string;
}

/** What a decision reads of the caller. */
type Caller = Pick<Call, 'labels' | 'capturesDns'>;

/** One way in which the call may be decided, as far as things are not known. */
interface Run {
  readonly mesh: Mesh;
  readonly policy: string;
  readonly labels: StringMap;
  readonly verdict: Verdict;
}

/** Reasons that leave it open whether a proxy holds the call. A call that none holds gets out. */
const HELD_OR_FREE: readonly Undecided[] = ['interception-by-address', 'template-not-known', 'interface-not-known', 'container-not-known', 'redirection-changed'];

/**
 * Answers a question. Where objects that its decision may read are defined twice, each choice among their definitions is tried: the answer
 * is known where all agree.
 */
export function answer(sight: Sight, question: AskedCall): Answer {
  if (isUnfinished(question)) return { question, outcome: 'unknown', because: 'needs-substitution' };
  const twice = definitionsRead(sight, question);
  if (twice.length === 0) return answerIn(sight, question);
  const sights = sightsWith(sight, twice);
  return agreed(question, sights?.map((each) => answerIn(each, question)) ?? [], () => definitionsInWords(twice));
}

/** The answer that several definitions have in common; unknown where they disagree, or where there are too many to have been tried. */
export function agreed(question: AskedCall, answers: readonly Answer[], places: () => string): Answer {
  if (answers.length > 0 && answers.every((other) => fateOf(other) === fateOf(answers[0]))) return together(answers);
  const verdict = answers.find(({ outcome }) => outcome === 'blocked')?.verdict;
  return { question, outcome: 'unknown', because: 'defined-twice', places: places(), verdict };
}

function fateOf({ outcome }: Answer): 'blocked' | 'unknown' | 'out' {
  return outcome === 'blocked' || outcome === 'unknown' ? outcome : 'out';
}

/** Answers that agree, as one: it may end wherever one of them does. */
function together(answers: readonly Answer[]): Answer {
  const [first, ...others] = answers;
  const verdicts = answers.flatMap(({ verdict }) => verdict ?? []);
  if (first.outcome === 'unknown' || others.length === 0) return first;
  const ends = verdicts.flatMap((verdict) => verdict.ends);
  return {
    ...first,
    verdict: {
      ...first.verdict,
      clusters: [...new Set(verdicts.flatMap(({ clusters }) => clusters))],
      ends: [...new Map(ends.map((end) => [JSON.stringify(end), end])).values()],
      destinations: [...new Set(verdicts.flatMap(({ destinations }) => destinations))].sort(),
      steps: first.verdict.steps,
    },
  };
}

/** Answers it in one sight: whether the pod's proxy holds the call, and what it does with it. */
function answerIn(sight: Sight, question: AskedCall): Answer {
  const { port, sample, address = isAddress(sample) ? sample : undefined } = question;
  const proxy = podProxy(sight, question);
  const held = proxy.holds(port, address);
  switch (held.outcome) {
    case 'held': return answerOfProxy(sight, question, proxy);
    case 'not-enforced':
      return { question, outcome: 'not-enforced', verdict: { outcome: 'not-enforced', reason: held.reason, clusters: [], ends: [], destinations: [], endsByAge: false, contested: [], steps: [], notDecided: [] } };
    case 'unknown': {
      const ifHeld = HELD_OR_FREE.includes(held.reason) ? answerOfProxy(sight, question, proxy) : undefined;
      const isAlike = ifHeld !== undefined && (ifHeld.outcome === 'unknown' || endsAsIfFree(ifHeld));
      return isAlike ? ifHeld : { question, outcome: 'unknown', because: held.reason, detail: held.detail };
    }
  }
}

/** Whether what a decision reads of the caller is still to be filled in. */
function isUnfinished({ namespace, pod }: AskedCall): boolean {
  const { labels = {}, annotations = {} } = pod?.metadata ?? {};
  const settings = Object.entries(annotations).flatMap(([name, value]) => name.includes('istio.io/') ? [value] : []);
  return [namespace, ...Object.values(labels)].some(isUnfinishedName) || settings.some(isUnfinishedText);
}

/** Whether a call that a proxy holds ends where it would without a proxy. */
function endsAsIfFree({ outcome, verdict, question: { sample } }: Exclude<Answer, UnknownAnswer>): boolean {
  return outcome !== 'blocked' && verdict.ends.every(({ host, object, keepsAddress, hasEndpoints }) => (
    (keepsAddress || isSubset(sample.toLowerCase(), host)) && (object.kind === 'Service' || !hasEndpoints)));
}

/** Answers a question in every mesh that may be the one: what comes out the same in all is known. */
function answerOfProxy(sight: Sight, question: AskedCall, proxy: PodProxy): Answer {
  const unknown = (because: Undecided, verdict?: Verdict): UnknownAnswer => ({ question, outcome: 'unknown', because, verdict });
  const { namespace } = question;
  const meshes = possibleMeshes(sight, proxy.revision);
  const refused = refusedOn(meshes[0].mesh, { namespace, host: question.sample });
  if (refused !== undefined) {
    const because = unfinishedIn(refused) === undefined ? 'object-refused' : 'needs-substitution';
    return { question, outcome: 'unknown', because, object: objectReference(refused) };
  }
  const runs = runsOf(sight, meshes, question, proxy);
  const [{ verdict: first }] = runs;
  const open = runs.find(({ verdict }) => verdict.outcome === 'unknown');
  if (open !== undefined) return unknown(open.verdict.reason as UnknownReason, open.verdict);
  if (rootSidecarMatters(sight, namespace, runs)) return unknown('root-sidecar-not-in-sight', first);
  for (const { mesh, labels, verdict } of runs) {
    const service = serviceNotShown(sight, mesh, labels, question, verdict);
    if (service !== undefined) return { ...unknown('service-not-in-input', verdict), object: service };
  }
  const getsOut = ({ verdict }: Run) => verdict.outcome !== 'blocked';
  if (runs.every(getsOut) || !runs.some(getsOut)) return { question, outcome: first.outcome as Exclude<Outcome, 'unknown'>, verdict: first };
  return unknown(whatMatters(runs), runs.find((run) => !getsOut(run))!.verdict);
}

function runsOf(sight: Sight, meshes: readonly PossibleMesh[], question: AskedCall, proxy: PodProxy): readonly Run[] {
  const { namespace, sample: host, port, address, protocols } = question;
  const call = { namespace, host, port, ...address !== undefined && { address, addressIsOfHost: true } };
  const callers = possibleCallers(sight, meshes[0].mesh, question, proxy);
  return meshes.filter(({ forwarder }) => protocols.length === 1 ? forwarder === meshes[0].forwarder : protocols.includes(forwarder))
    .flatMap(({ mesh, policy, forwarder }) => callers.map((caller): Run => ({
      mesh,
      policy,
      labels: caller.labels,
      verdict: decideEgress(mesh, { ...call, ...caller, protocol: protocols.length === 1 ? protocols[0] : forwarder }),
    })));
}

/** What the caller may be. Unknown labels may be those that a Sidecar or a ProxyConfig of the namespace selects, or not. */
function possibleCallers({ sidecarsByNamespace }: Sight, { proxyConfigs }: Mesh, { namespace, pod }: AskedCall, proxy: PodProxy): readonly Caller[] {
  if (pod !== undefined) return proxy.capturesDns.map((capturesDns) => ({ labels: pod.metadata.labels ?? {}, capturesDns }));
  const selecting = [...sidecarsByNamespace.get(namespace) ?? [], ...proxyConfigs.get(namespace) ?? []];
  return [{ labels: {} }, ...selecting.flatMap(({ selector }) => selector === undefined ? [] : [{ labels: selector }])];
}

/** Whether a Sidecar of the root namespace, which is not in sight, could be the one in effect: no other one is. */
function rootSidecarMatters({ mesh: { istio } }: Sight, namespace: string, runs: readonly Run[]): boolean {
  return istio.hasRootSidecar !== false
    && runs.some(({ mesh, labels }) => chooseSidecar(mesh, namespace, labels, new Choices()).sidecar === undefined);
}

/** What the answer depends on: the first thing that alone decides it, as far as it can be told. */
function whatMatters(runs: readonly Run[]): Undecided {
  const isDecidedBy = (key: (run: Run) => string) => runs.every((run) =>
    runs.every((other) => key(run) !== key(other) || (run.verdict.outcome === 'blocked') === (other.verdict.outcome === 'blocked')));
  if (isDecidedBy(({ policy }) => policy)) return 'policy-not-in-sight';
  return isDecidedBy(({ labels }) => JSON.stringify(labels)) ? 'labels-not-known' : 'protocol-not-known';
}
