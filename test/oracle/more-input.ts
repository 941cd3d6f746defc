import { created } from './cases/objects';
import { Compared, comparisonOf, verdictsOf } from './compare';
import { Answer, Request } from './format';

/** What the model can be told beyond a request, one after another. */
const AGE = 'the age of each object';
const MORE = ['the address', 'the objects of the cluster', AGE] as const;

/** What settles an unknown verdict, if all before it is told, too. */
export type Settling = typeof MORE[number] | 'nothing';

/** An unknown verdict, and the verdict of a model that is told more. */
export interface Told extends Compared {
  readonly settledBy: Settling;
}

/**
 * Tells the model more and more of a case, until what it did not know is known. Where it then decides otherwise than Istio, the comparison is
 * `different`: but for the age of objects, which Istio is not told.
 */
export function tellMore(release: string, request: Request, answer: Answer, unknown: readonly Compared[]): readonly Told[] {
  const settled: Told[] = [];
  let [told, open] = [request, unknown];
  for (const settledBy of MORE) {
    told = withMore(told, settledBy);
    const { calls } = told;
    const verdicts = verdictsOf(release, { ...told, calls: open.map(({ position }) => calls[position]) });
    const known = open.flatMap((one, index): readonly Told[] => verdicts[index].outcome === 'unknown' ? [] : [{
      ...one, settledBy, verdict: verdicts[index], comparison: settledBy === AGE ? 'equal' : comparisonOf(told, answer, verdicts[index], one.position, false),
    }]);
    settled.push(...known);
    open = open.filter(({ position }) => !known.some((one) => one.position === position));
    if (open.length === 0) return settled;
  }
  return [...settled, ...open.map((one): Told => ({ ...one, settledBy: 'nothing' }))];
}

function withMore(request: Request, more: typeof MORE[number]): Request {
  switch (more) {
    case 'the address': return { ...request, calls: request.calls.map((call) => call.resolved ? { ...call, resolved: undefined, ofHost: true } : call) };
    case 'the objects of the cluster': return { ...request, repository: undefined };
    case AGE: return { ...request, objects: request.objects.map((object, position) => created(object, position + 1)) };
  }
}
