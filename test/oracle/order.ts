import { Ask } from './ask';
import { created } from './cases/objects';
import { isSameEnd } from './end';
import { Answer, Request } from './format';
import { Random } from './generate/random';

/** The calls of a case, by position, of which the model says that the order of creation decides them. */
export interface Doubt {
  readonly request: Request;
  readonly answer: Answer;
  readonly positions: readonly number[];
}

/**
 * Of each case the calls that Istio indeed ends elsewhere when its objects are created in another order.
 * @param rounds in how many orders each case is asked: few at first, then more for those that few did not change
 */
export function changedByOrder(doubts: readonly Doubt[], ask: Ask, rounds: readonly number[] = [6, 60]): readonly ReadonlySet<number>[] {
  const changed = doubts.map(() => new Set<number>());
  for (const count of rounds) {
    const open = doubts.map((doubt, index) => ({ ...doubt, changed: changed[index] })).filter((doubt) => doubt.changed.size < doubt.positions.length);
    const answers = ask(open.flatMap(({ request }) => inOtherOrders(request, count)));
    open.forEach((doubt, index) => {
      for (const other of answers.slice(index * count, (index + 1) * count).filter(({ fatal }) => fatal === undefined)) {
        for (const position of doubt.positions) {
          if (!isSameEnd(other.calls[position], doubt.answer.calls[position])) doubt.changed.add(position);
        }
      }
    });
  }
  return changed;
}

function inOtherOrders(request: Request, count: number): readonly Request[] {
  return Array.from({ length: count }, (_, order) => {
    const ages = new Random(order, request.objects.length).shuffle(request.objects.map((_object, position) => position + 1));
    return { ...request, objects: request.objects.map((object, position) => created(object, ages[position])) };
  });
}
