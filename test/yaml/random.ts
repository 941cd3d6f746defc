/** A source of choices that gives the same ones for the same seed (a multiplicative congruential generator). */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = Math.abs(seed) % 2_147_483_646 + 1;
    for (let warmUp = 0; warmUp < 4; warmUp++) this.below(2);
  }

  /** A whole number from 0 up to, not including, the limit. */
  below(limit: number): number {
    this.state = this.state * 48_271 % 2_147_483_647;
    return Math.floor(this.state / 64) % limit;
  }

  /** True once in so many times. */
  once(inTimes: number): boolean {
    return this.below(inTimes) === 0;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)];
  }
}
