/** A value beside how often it is drawn, in proportion to the others. */
export type Weighted<T> = readonly [weight: number, value: T];

/** Draws that a seed determines (sfc32, Chris Doty-Humphrey's PractRand): the same cases on every machine. */
export class Random {
  private readonly state: Uint32Array;

  constructor(...seed: readonly number[]) {
    this.state = Uint32Array.of(seed[0] ?? 0, seed[1] ?? 0, seed[2] ?? 0, 1);
    for (let round = 0; round < 16; round++) this.next();
  }

  /** From 0 up to, but not, 1. */
  next(): number {
    /* eslint-disable no-bitwise -- the generator is one of bits */
    const [a, b, c, counter] = this.state;
    const sum = (a + b + counter) >>> 0;
    this.state.set([b ^ (b >>> 9), c + (c << 3), ((c << 21) | (c >>> 11)) + sum, counter + 1]);
    /* eslint-enable no-bitwise */
    return sum / 2 ** 32;
  }

  /** An integer from 0 up to, but not, the limit. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)];
  }

  weighted<T>(choices: readonly Weighted<T>[]): T {
    let left = this.next() * choices.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, value] of choices) {
      left -= weight;
      if (left < 0) return value;
    }
    return choices[choices.length - 1][1];
  }

  shuffle<T>(list: readonly T[]): T[] {
    const shuffled = [...list];
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
    }
    return shuffled;
  }

  /** So many different ones of the list, or all where it is shorter. */
  some<T>(list: readonly T[], count: number): T[] {
    return this.shuffle(list).slice(0, count);
  }

  times<T>(count: number, make: (position: number) => T): T[] {
    return Array.from({ length: count }, (_, position) => make(position));
  }
}

/** A part of an object that is there only sometimes. */
export function sometimes<T extends object>(random: Random, probability: number, part: () => T): T | Record<string, never> {
  return random.chance(probability) ? part() : {};
}
