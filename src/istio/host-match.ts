/** Whether a host begins with a wildcard. */
export function isWildcard(host: string): boolean {
  return host.startsWith('*');
}

/** Whether every name that `host` covers is covered by `other` (istio/istio pkg/config/host/name.go, SubsetOf). */
export function isSubset(host: string, other: string): boolean {
  if (!isWildcard(other)) return host === other;
  if (!isWildcard(host)) return host.endsWith(other.slice(1));
  return host.length >= other.length && host.slice(1).endsWith(other.slice(1));
}

/** Whether one of two hosts covers the other (istio/istio pkg/config/host/name.go, Matches). */
export function overlaps(host: string, other: string): boolean {
  return isSubset(host, other) || isSubset(other, host);
}

/**
 * The most specific of the hosts that covers `host`: itself, else the longest wildcard
 * (istio/istio pilot/pkg/model/config.go, MostSpecificHostMatch).
 */
export function mostSpecific(host: string, hosts: Iterable<string>): string | undefined {
  let best: string | undefined;
  for (const other of hosts) {
    if (other === host) return other;
    // A wildcard is asked for by its end alone, so that "*.a" is found for "*b.a", and "*b.a" for "*xb.a".
    if (!isWildcard(other) || !(isWildcard(host) ? host.slice(1) : host).endsWith(other.slice(1))) continue;
    if (best === undefined || other.length > best.length || (other.length === best.length && other < best)) best = other;
  }
  return best;
}

/** The wildcards of whole labels, and `*`, that cover a name, the longest first: `*.b.c`, `*.c`, `*`. */
export function wildcardsAbove(host: string): readonly string[] {
  const found: string[] = [];
  for (let at = host.indexOf('.'); at !== -1; at = host.indexOf('.', at + 1)) found.push(`*${host.slice(at)}`);
  return [...found, '*'];
}
