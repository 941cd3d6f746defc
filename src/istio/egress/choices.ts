import { Aged, isTied } from '../age';
import { once } from '../once';

/** More candidates than this are not tried in every order, but each of them at the front: nearly everywhere the first one wins. */
const MOST_IN_EVERY_ORDER = 4;
/** With more than this, it is left open. */
const MOST_CANDIDATES = 40;

/**
 * The orders that the objects leave open. A decision asks for the order of candidates that compete for the call; `next` makes
 * the same decision again with another order, until each has been tried.
 */
export class Choices {
  /** Whether an order was asked for that has too many forms to try. */
  tooMany = false;
  private readonly tape: { taken: number; readonly among: number }[] = [];
  private position = 0;
  private earlier: Map<object, Set<object>> | undefined;

  /** The candidates, which are given in istiod's order, in one of the orders that they may have. */
  order<T extends Aged>(candidates: readonly T[]): readonly T[] {
    if (candidates.length < 2 || !candidates.some((a, index) => candidates.slice(index + 1).some((b) => isTied(a, b)))) return candidates;
    if (candidates.length > MOST_CANDIDATES) {
      this.tooMany = true;
      return candidates;
    }
    const many = candidates.length > MOST_IN_EVERY_ORDER;
    const orders = many ? this.eachFirst(candidates) : this.ordersOf(candidates);
    if (orders.length === 0) return candidates;
    const chosen = orders[this.choose(orders.length)];
    // Of many, only who comes first was decided.
    const decided = many ? 1 : chosen.length;
    chosen.slice(0, decided).forEach((a, index) => chosen.slice(index + 1).forEach((b) => this.remember(a, b)));
    return chosen;
  }

  /** Who of the candidates, given in istiod's order, comes first; there is a choice only where `keyOf` tells apart those who may. */
  first<T extends Aged>(candidates: readonly T[], keyOf: (candidate: T) => unknown): T {
    const [oldest, ...younger] = candidates;
    if (!younger.some((other) => isTied(oldest, other))) return oldest;
    if (candidates.length > MOST_CANDIDATES) {
      this.tooMany = true;
      return oldest;
    }
    const orders = this.eachFirst(candidates);
    if (new Set(orders.map(([first]) => keyOf(first))).size < 2) return orders[0]?.[0] ?? oldest;
    const [first, ...others] = orders[this.choose(orders.length)];
    others.forEach((other) => this.remember(first, other));
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

  private choose(among: number): number {
    if (this.position === this.tape.length) this.tape.push({ taken: 0, among });
    return this.tape[this.position++].taken;
  }

  /** Every order that contradicts neither a known age nor an order that was chosen before in this run. */
  private ordersOf<T extends Aged>(candidates: readonly T[]): readonly (readonly T[])[] {
    if (candidates.length === 0) return [[]];
    return this.eachFirst(candidates).flatMap(([first, ...others]) => this.ordersOf(others).map((rest) => [first, ...rest]));
  }

  private eachFirst<T extends Aged>(candidates: readonly T[]): readonly (readonly T[])[] {
    return candidates.flatMap((first, index) => {
      const others = candidates.filter((_, position) => position !== index);
      return others.every((other, position) => this.mayPrecede(first, other, index <= position)) ? [[first, ...others]] : [];
    });
  }

  private mayPrecede(a: Aged, b: Aged, inOrder: boolean): boolean {
    if (!isTied(a, b)) return inOrder;
    return this.earlier?.get(b.origin)?.has(a.origin) !== true;
  }

  private remember(a: Aged, b: Aged): void {
    if (!isTied(a, b)) return;
    this.earlier ??= new Map();
    once(this.earlier, a.origin, () => new Set()).add(b.origin);
  }
}
