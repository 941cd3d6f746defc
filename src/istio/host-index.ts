import { isSubset, isWildcard, overlaps, wildcardsAbove } from './host-match';
import { isPartialWildcard } from './host-name';
import { once } from './once';

/** Items by their hosts, so kept that those of which a host overlaps another one are found quickly. Upper and lower case are one. */
export class HostIndex<T> {
  private readonly byHost = new Map<string, T[]>();
  /** Wildcards of part of a label, which are found by trying each. */
  private readonly partial: string[] = [];

  /** What overlaps a wildcard takes trying each host; the same wildcards are asked for again and again. */
  private readonly byWildcard = new Map<string, readonly string[]>();

  add(host: string, item: T): void {
    const lower = host.toLowerCase();
    this.byWildcard.clear();
    if (isPartialWildcard(lower) && !this.byHost.has(lower)) this.partial.push(lower);
    once(this.byHost, lower, () => []).push(item);
  }

  /** Each item once. */
  overlapping(hosts: readonly string[]): ReadonlySet<T> {
    const found = new Set<T>();
    for (const host of this.byHost.size === 0 ? [] : hosts) {
      for (const other of this.hostsOver(host.toLowerCase())) this.byHost.get(other)?.forEach((item) => found.add(item));
    }
    return found;
  }

  private hostsOver(host: string): readonly string[] {
    if (isWildcard(host)) return once(this.byWildcard, host, () => [...this.byHost.keys()].filter((other) => overlaps(other, host)));
    return [host, ...wildcardsAbove(host), ...this.partial.filter((other) => isSubset(host, other))];
  }
}
