import { Answer } from '../../calls/answers';
import { whyUnknown } from '../../calls/reasons';
import { referenceTitle } from '../../calls/reference';
import { Verdict } from '../../istio/egress/verdict';

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

/** How two answers differ; `undefined` where they do not, and where both are unknown. */
export function transitionOf(before: Answer, after: Answer): Transition | undefined {
  const [was, is] = [outcomeOf(before), outcomeOf(after)];
  if (was !== is) return { id: `egress-${was}-to-${is}` as TransitionId, before: inWords(before), after: inWords(after) };
  // Where no sidecar holds the pods, nobody of the mesh serves them.
  if (was !== 'allowed' || before.outcome === 'not-enforced' || after.outcome === 'not-enforced') return undefined;
  const [served, serves] = [servedBy(before), servedBy(after)];
  if (served !== serves) return { id: 'egress-served-otherwise', before: served, after: serves };
  const [ended, ends] = [before, after].map(({ verdict }) => verdict?.destinations ?? []);
  if (ended.join() === ends.join()) return undefined;
  return { id: 'egress-served-otherwise', before: `${served} (${only(ended, ends)})`, after: `${serves} (${only(ends, ended)})` };
}

/** The destinations of one answer that the other has not, each without its cluster's name where both have that. */
function only(destinations: readonly string[], others: readonly string[]): string {
  const names = new Set(others.map(clusterOf));
  const found = destinations.filter((each) => !others.includes(each));
  return found.length === 0 ? 'nothing more' : found.map((each) => names.has(clusterOf(each)) ? each.slice(clusterOf(each).length) : each).join('; ');
}

/** The part of a destination that names the cluster. */
function clusterOf(destination: string): string {
  return /^[^ ]*: /.exec(destination)?.[0] ?? '';
}

function outcomeOf({ outcome }: Answer): 'allowed' | 'blocked' | 'unknown' {
  return outcome === 'blocked' || outcome === 'unknown' ? outcome : 'allowed';
}

function inWords(answer: Answer): string {
  return answer.outcome === 'unknown' ? whyUnknown(answer) : '';
}

/** Who takes the call: what registers its ends, else what those are called in the proxy. */
function servedBy({ verdict }: Answer): string {
  const { clusters, ends, endsByAge } = verdict as Verdict;
  const servers = clusters.flatMap((cluster) => {
    if (cluster === 'PassthroughCluster') return ['nobody: it passes unregistered'];
    const host = cluster.split('|').at(-1);
    const registering = ends.filter((end) => end.host === host).map(({ object }) => referenceTitle(object));
    return registering.length === 0 ? [`"${cluster}"`] : registering;
  });
  return [...new Set(servers)].sort().join(endsByAge ? ' or, if that is older, ' : ' and ');
}
