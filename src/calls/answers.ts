import { AskedCall } from './calls';
import { PossibleMesh, possibleMeshes } from './possible-meshes';
import { serviceNotShown } from './services-shown';
import { Choices } from '../istio/egress/choices';
import { decideEgress } from '../istio/egress/decide';
import { objectReference } from '../istio/egress/reference';
import { chooseSidecar } from '../istio/egress/scope';
import { Outcome, UnknownReason, Verdict } from '../istio/egress/verdict';
import { enforcement } from '../istio/enforcement';
import { Mesh } from '../istio/mesh';
import { refusedOn } from '../istio/refusal';
import { ObjectReference } from '../kubernetes/object';
import { StringMap } from '../kubernetes/value';
import { PodTemplate } from '../kubernetes/workload';
import { revisionOf } from '../mesh/facts/revisions';
import { Sight } from '../mesh/sight';

/** Why it cannot be said whether a call is let out: the model's reasons, and what is not in sight. */
export type Undecided = UnknownReason
  | 'service-not-in-input' | 'object-refused' | 'revision-not-known' | 'policy-not-in-sight' | 'root-sidecar-not-in-sight' | 'injection-not-in-sight' | 'labels-not-known' | 'protocol-not-known';

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
}

/** Of which nothing is known but its namespace. */
const UNKNOWN_POD: PodTemplate = { metadata: {}, spec: {} };

/** One way in which the call may be decided, as far as things are not known. */
interface Run {
  readonly mesh: Mesh;
  readonly policy: string;
  readonly labels: StringMap;
  readonly verdict: Verdict;
}

/** Answers a question in every mesh that may be the one: what comes out the same in all is known. */
export function answer(sight: Sight, question: AskedCall): Answer {
  const unknown = (because: Undecided, verdict?: Verdict): UnknownAnswer => ({ question, outcome: 'unknown', because, verdict });
  const { namespace, pod = UNKNOWN_POD, port } = question;
  const held = enforcement({ namespace, namespaceLabels: sight.labels.get(namespace), pod, port });
  if (held.outcome === 'unknown') return unknown(held.reason === 'address' ? 'address' : 'injection-not-in-sight');
  if (held.outcome === 'not-enforced') {
    return { question, outcome: 'not-enforced', verdict: { outcome: 'not-enforced', reason: held.reason, clusters: [], ends: [], endsByAge: false, contested: [], steps: [], notDecided: [] } };
  }
  const revision = revisionOf(sight.revisions, sight.labels.get(namespace), pod.metadata.labels);
  if (revision === undefined) return unknown('revision-not-known');
  const meshes = possibleMeshes(sight, revision);
  const refused = refusedOn(meshes[0].mesh, { namespace, host: question.sample });
  if (refused !== undefined) return { question, outcome: 'unknown', because: 'object-refused', object: objectReference(refused) };
  const runs = runsOf(sight, meshes, question);
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

function runsOf(sight: Sight, meshes: readonly PossibleMesh[], { namespace, pod, sample, port, protocols }: AskedCall): readonly Run[] {
  return meshes.filter(({ forwarder }) => protocols.length === 1 ? forwarder === meshes[0].forwarder : protocols.includes(forwarder))
    .flatMap(({ mesh, policy, forwarder }) => possibleLabels(sight, namespace, pod).map((candidate): Run => ({
      mesh,
      policy,
      labels: candidate,
      verdict: decideEgress(mesh, { namespace, labels: candidate, host: sample, port, protocol: protocols.length === 1 ? protocols[0] : forwarder }),
    })));
}

/** Labels that are not known may be such as a Sidecar of the namespace selects, or may not. */
function possibleLabels({ sidecarsByNamespace }: Sight, namespace: string, pod: PodTemplate | undefined): readonly StringMap[] {
  if (pod !== undefined) return [pod.metadata.labels ?? {}];
  return [{}, ...(sidecarsByNamespace.get(namespace) ?? []).flatMap(({ selector }) => selector === undefined ? [] : [selector])];
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
