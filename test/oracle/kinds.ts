import { isSameEnd } from './end';
import { Answer, CallAnswer, Request } from './format';
import { trapsOf } from './traps';

/** Of each kind so many calls are kept; a case is worth its place with so many calls that are kept. */
const [mostOfKind, leastOfCase] = [2, 6];

/** The kinds of decision that have been kept so far. */
export class Kinds {
  private readonly kept = new Map<string, number>();

  get size(): number {
    return this.kept.size;
  }

  /**
   * The calls of a case, by position, that are worth keeping; none where they are too few.
   * @param answers those of each release, the newest last
   */
  take(request: Request, answers: readonly Answer[]): readonly number[] {
    const here = new Map<string, number>();
    const positions = kindsOf(request, answers).flatMap((kind, position) => {
      const count = (this.kept.get(kind) ?? 0) + (here.get(kind) ?? 0);
      if (count >= mostOfKind) return [];
      here.set(kind, (here.get(kind) ?? 0) + 1);
      return [position];
    });
    if (positions.length < leastOfCase) return [];
    here.forEach((count, kind) => this.kept.set(kind, (this.kept.get(kind) ?? 0) + count));
    return positions;
  }
}

/** What kind of decision each call is: the traps that it meets, how it ends in the newest release, and which others agree. */
function kindsOf(request: Request, answers: readonly Answer[]): readonly string[] {
  const newest = answers[answers.length - 1];
  const traps = trapsOf(request, newest);
  return request.calls.map(({ protocol, host }, position) => {
    const agree = answers.map(({ calls }) => isSameEnd(calls[position], newest.calls[position]));
    return [protocol, ...traps[position], formOf(newest.calls[position], host), ...agree].join();
  });
}

/** The form of an end, without the names in it. */
function formOf({ listener, filterChain, virtualHost, cluster, clusterExists, clusters, directResponse, error }: CallAnswer, host: string): string {
  const [, , subset, name] = cluster.split('|');
  return [
    listener.replace(/^(?!0\.0\.0\.0)\d.*/, 'address').replace(/_\d+$/, ''),
    filterChain === 'PassthroughFilterChain',
    ['block_all', 'allow_any', ''].includes(virtualHost) ? virtualHost : 'named',
    name === undefined ? cluster : [subset !== '', name === host].join(),
    clusterExists,
    clusters?.length,
    directResponse,
    error,
  ].join();
}
