import { Chain } from './chains';
import { CallProtocol } from './verdict';
import { contains, parseRange } from '../address';
import { isSubset } from '../host-match';

/** Which chain takes a connection. `default`: none matches. `several`: more than one does, which Envoy refuses to be configured with. */
export type ChainMatch = Chain | 'default' | 'several';

interface Connection {
  readonly address: string;
  readonly sni: string;
  readonly protocol: CallProtocol;
}

/**
 * Envoy's choice: by the destination's address, then the SNI, then what it recognizes as plain HTTP. At each step the best
 * matches stay, without a way back (the comment on FilterChainMatch in Envoy's API). A chain that matches everything is taken
 * only where no other is: istiod makes it the default.
 */
export function matchChain(chains: readonly Chain[], connection: Connection): ChainMatch {
  const specific = chains.filter((chain) => !isMatchAll(chain));
  const byAddress = best(specific, ({ ranges }) => rangesThatCount(ranges).length > 0, ({ ranges }) => addressRank(ranges, connection.address));
  const bySni = best(byAddress, ({ sni }) => sni.length > 0 && !sni.includes('*'), ({ sni }) => sniRank(sni, connection.sni));
  // Unrecognized plain text still has the transport of the HTTP chain, and so never reaches a chain without one.
  const byTransport = best(bySni, ({ plaintextHttp }) => plaintextHttp, () => connection.protocol === 'TLS' ? 0 : 1);
  const left = best(byTransport, ({ plaintextHttp }) => plaintextHttp, () => connection.protocol === 'HTTP' ? 1 : 0);
  if (left.length > 1) return 'several';
  return left[0] ?? chains.filter(isMatchAll).at(-1) ?? 'default';
}

function isMatchAll({ sni, ranges, plaintextHttp }: Chain): boolean {
  return (sni.length === 0 || sni.includes('*')) && ranges.length === 0 && !plaintextHttp;
}

/** Those that match best; where none matches, those that ask for nothing. */
function best(chains: readonly Chain[], asks: (chain: Chain) => boolean, rank: (chain: Chain) => number): readonly Chain[] {
  let [highest, found]: [number, Chain[]] = [0, []];
  for (const chain of chains) {
    const reached = asks(chain) ? rank(chain) : 0;
    if (reached > highest) [highest, found] = [reached, [chain]];
    else if (reached > 0 && reached === highest) found.push(chain);
  }
  return highest === 0 ? chains.filter((chain) => !asks(chain)) : found;
}

/** istiod leaves a range that begins at 0.0.0.0 out of the match (toFilterChainMatch). */
function rangesThatCount(ranges: readonly string[]): readonly string[] {
  return ranges.filter((range) => !range.startsWith('0.0.0.0'));
}

function addressRank(ranges: readonly string[], address: string): number {
  return Math.max(0, ...rangesThatCount(ranges).map((text) => {
    const range = parseRange(text);
    return range !== undefined && contains(range, address) ? range.length : 0;
  }));
}

function sniRank(names: readonly string[], sni: string): number {
  return Math.max(0, ...names.map((name) => name === sni ? Infinity : isSubset(sni, name) ? name.length : 0));
}
