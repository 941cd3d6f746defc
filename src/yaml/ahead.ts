const NOWHERE = 2 ** 30;

/**
 * Looks ahead for a text, and looks again only once it was passed. The runtime's own search is many times as fast as a loop of ours
 * before that is compiled, which takes as long as a thousand documents.
 */
export class Ahead {
  private at = -1;

  constructor(private readonly text: string, private readonly wanted: string) {}

  /** Where it stands next, from an offset on; offsets rise. */
  from(offset: number): number {
    if (this.at < offset) {
      const found = this.text.indexOf(this.wanted, offset);
      this.at = found === -1 ? NOWHERE : found;
    }
    return this.at;
  }
}
