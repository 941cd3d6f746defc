import { Aged, isTied } from '../age';
import { once } from '../once';

/** More candidates than this are not tried in every order, but each of them at the front: nearly everywhere the first one wins. */
const MOST_IN_EVERY_ORDER = 4;
/** With more than this, it is left open. */
const MOST_CANDIDATES = 40;

/** Whether nothing tells which of two comes first. */
type Tied = (a: Aged, b: Aged) => boolean;

/**
 * The orders that the objects leave open. A decision asks for the order of candidates that compete for the call; `next` makes
 * the same decision again with another order, until each has been tried.
 */
export class Choices {
  /** Whether an order was asked for that has too many forms to try. */
  tooMany = false;
  /** The objects whose order was left open, and so tried. */
  readonly contested = new Set<object>();
  private readonly tape: { taken: number; readonly among: number }[] = [];
  private position = 0;
  private earlier: Map<object, Set<object>> | undefined;

  /** The candidates, which are given in istiod's order, in one of the orders that they may have. */
  order<T extends Aged>(candidates: readonly T[], tied: Tied = isTied): readonly T[] {
    if (candidates.length < 2 || !candidates.some((a, index) => candidates.slice(index + 1).some((b) => tied(a, b)))) return candidates;
    if (candidates.length > MOST_CANDIDATES) {
      this.tooMany = true;
      return candidates;
    }
    const many = candidates.length > MOST_IN_EVERY_ORDER;
    const orders = many ? this.eachFirst(candidates, tied) : this.ordersOf(candidates, tied);
    if (orders.length === 0) return candidates;
    if (orders.length > 1) candidates.forEach((each) => this.contest(each));
    const chosen = orders[this.choose(orders.length)];
    // Of many, only who comes first was decided.
    const decided = many ? 1 : chosen.length;
    chosen.slice(0, decided).forEach((a, index) => chosen.slice(index + 1).forEach((b) => this.remember(a, b, tied)));
    return chosen;
  }

  /** Who of the candidates, given in istiod's order, comes first; there is a choice only where `keyOf` tells apart those who may. */
  first<T extends Aged>(candidates: readonly T[], keyOf: (candidate: T) => unknown, tied: Tied = isTied): T {
    const [oldest, ...younger] = candidates;
    if (!younger.some((other) => tied(oldest, other))) return oldest;
    if (candidates.length > MOST_CANDIDATES) {
      this.tooMany = true;
      return oldest;
    }
    const orders = this.eachFirst(candidates, tied);
    if (new Set(orders.map(([first]) => keyOf(first))).size < 2) return orders[0]?.[0] ?? oldest;
    orders.forEach(([each]) => this.contest(each));
    const [first, ...others] = orders[this.choose(orders.length)];
    others.forEach((other) => this.remember(first, other, tied));
    return first;
  }

  /** Makes ready for another run, with an order not yet tried; false where there is none. */
  next(): boolean {
    this.position = 0;
    this.earlier = undefined;
    while (this.tape.length > 0) {
      const last = this.tape[this.tape.length - 1];
      last.taken++;
      if (last.taken < last.among) return true;
      this.tape.pop();
    }
    return false;
  }

  private contest({ origin }: Aged): void {
    this.contested.add(origin);
  }

  private choose(among: number): number {
    if (this.position === this.tape.length) this.tape.push({ taken: 0, among });
    return this.tape[this.position++].taken;
  }

  /** Every order that contradicts neither a known age nor an order that was chosen before in this run. */
  private ordersOf<T extends Aged>(candidates: readonly T[], tied: Tied): readonly (readonly T[])[] {
    if (candidates.length === 0) return [[]];
    return this.eachFirst(candidates, tied).flatMap(([first, ...others]) => this.ordersOf(others, tied).map((rest) => [first, ...rest]));
  }

  private eachFirst<T extends Aged>(candidates: readonly T[], tied: Tied): readonly (readonly T[])[] {
    return candidates.flatMap((first, index) => {
      const others = candidates.filter((_, position) => position !== index);
      return others.every((other, position) => this.mayPrecede(first, other, index <= position, tied)) ? [[first, ...others]] : [];
    });
  }

  private mayPrecede(a: Aged, b: Aged, inOrder: boolean, tied: Tied): boolean {
    if (!tied(a, b)) return inOrder;
    return this.earlier?.get(subjectOf(b, a))?.has(subjectOf(a, b)) !== true;
  }

  private remember(a: Aged, b: Aged, tied: Tied): void {
    if (!tied(a, b)) return;
    this.earlier ??= new Map();
    once(this.earlier, subjectOf(a, b), () => new Set()).add(subjectOf(b, a));
  }
}

/** What stands in an order: the object, or its part beside another one of the same. */
function subjectOf(one: Aged, other: Aged): object {
  return one.origin === other.origin ? one.part ?? one.origin : one.origin;
}
