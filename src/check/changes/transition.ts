import { Answer } from '../../calls/answers';
import { REASONS } from '../../calls/reasons';
import { referenceTitle } from '../../calls/reference';
import { Verdict } from '../../istio/egress/verdict';
import { Mesh } from '../../istio/mesh';
import { objectTitle } from '../../kubernetes/object';

/** The findings about one call that is decided otherwise than in the older tree; `unknown` counts as neither of the two others. */
export type TransitionId =
  | 'egress-allowed-to-blocked' | 'egress-blocked-to-allowed' | 'egress-served-otherwise'
  | 'egress-allowed-to-unknown' | 'egress-blocked-to-unknown' | 'egress-unknown-to-allowed' | 'egress-unknown-to-blocked';

/** How the decision about a call differs. */
export interface Transition {
  readonly id: TransitionId;
  /** By whom the call was taken, or why that was unknown; and now. Empty where neither is to be said. */
  readonly before: string;
  readonly after: string;
}

/** An answer, and a mesh in which it was given. */
export interface Answered {
  readonly answer: Answer;
  readonly mesh: Mesh;
}

/** How two answers differ; `undefined` where they do not, and where both are unknown. */
export function transitionOf(before: Answered, after: Answered): Transition | undefined {
  const [was, is] = [outcomeOf(before.answer), outcomeOf(after.answer)];
  if (was !== is) return { id: `egress-${was}-to-${is}` as TransitionId, before: whyUnknown(before.answer), after: whyUnknown(after.answer) };
  // Where no sidecar holds the pods, nobody of the mesh serves them.
  if (was !== 'allowed' || before.answer.outcome === 'not-enforced' || after.answer.outcome === 'not-enforced') return undefined;
  const [served, serves] = [servedBy(before), servedBy(after)];
  return served === serves ? undefined : { id: 'egress-served-otherwise', before: served, after: serves };
}

function outcomeOf({ outcome }: Answer): 'allowed' | 'blocked' | 'unknown' {
  return outcome === 'blocked' || outcome === 'unknown' ? outcome : 'allowed';
}

function whyUnknown(answer: Answer): string {
  return answer.outcome === 'unknown' ? REASONS[answer.because] : '';
}

/** Who takes the call: the objects that register what it ends at, else what that is called in the proxy. */
function servedBy({ answer: { verdict }, mesh }: Answered): string {
  const { clusters, steps } = verdict as Verdict;
  const won = steps.flatMap((step) => step.step === 'service' ? step.won.map(referenceTitle) : []);
  const servers = clusters.flatMap((cluster) => {
    if (cluster === 'PassthroughCluster') return ['nobody: it passes unregistered'];
    const [, port, , host = ''] = cluster.split('|');
    const registering = (mesh.services.byHost.get(host) ?? []).filter(({ ports }) => ports.some(({ number }) => String(number) === port))
      .map(({ origin }) => objectTitle(origin));
    const chosen = registering.filter((title) => won.includes(title));
    return chosen.length > 0 ? chosen : [`"${cluster}"${registering.length === 0 ? '' : ` of ${registering.join(' and ')}`}`];
  });
  return [...new Set(servers)].sort().join(' and ');
}
