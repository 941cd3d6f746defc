import { isWildcard, overlaps, wildcardsAbove } from '../istio/host-match';
import { isPartialWildcard } from '../istio/host-name';

/** Hosts, so kept that it is quick to tell whether another one overlaps any of them. */
export class HostSet {
  private readonly all = new Set<string>();
  /** Wildcards of part of a label, which are found by trying each. */
  private readonly partial: string[] = [];

  /** Adds a host; tells whether it is new. */
  add(host: string): boolean {
    const lower = host.toLowerCase();
    if (this.all.has(lower)) return false;
    this.all.add(lower);
    if (isPartialWildcard(lower)) this.partial.push(lower);
    return true;
  }

  overlaps(host: string): boolean {
    const lower = host.toLowerCase();
    if (this.all.has(lower)) return true;
    if (isWildcard(lower)) return [...this.all].some((other) => overlaps(other, lower));
    return wildcardsAbove(lower).some((wildcard) => this.all.has(wildcard)) || this.partial.some((other) => overlaps(other, lower));
  }
}
