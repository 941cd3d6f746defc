import { Chain, countedRanges } from './chains';
import { Listener } from './listener';
import { isWithin, Location } from './locations';
import { CallProtocol } from './verdict';
import { parseRange } from '../address';
import { isSubset } from '../host-match';

/** Which chain takes a connection. `default`: none matches. `several`: more than one does, which Envoy refuses to be configured with. */
export type ChainMatch = Chain | 'default' | 'several';

interface Connection {
  readonly location: Location;
  readonly sni: string;
  readonly protocol: CallProtocol;
}

/**
 * Envoy's choice: by the destination's address, then the SNI, then what it recognizes as plain HTTP. At each step the best
 * matches stay, without a way back (the comment on FilterChainMatch in Envoy's API). A chain that matches everything is taken
 * only where no other is: istiod makes it the default.
 */
export function matchChain({ chains, readsSni }: Listener, connection: Connection): ChainMatch {
  const specific = chains.filter((chain) => !isMatchAll(chain));
  const byAddress = best(specific, ({ ranges }) => countedRanges(ranges).length > 0, ({ ranges }) => addressRank(ranges, connection.location));
  const bySni = best(byAddress, ({ sni }) => sni.length > 0 && !sni.includes('*'), ({ sni }) => sniRank(sni, connection.sni));
  // Unrecognized plain text still has the transport of the HTTP chain, and so never reaches a chain without one; nor does TLS where no
  // inspector tells it from plain text.
  const byTransport = best(bySni, ({ plaintextHttp }) => plaintextHttp, () => connection.protocol === 'TLS' && readsSni() ? 0 : 1);
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

function addressRank(ranges: readonly string[], location: Location): number {
  return Math.max(0, ...countedRanges(ranges).map((text) => {
    const range = parseRange(text);
    return range !== undefined && isWithin(range, location) ? range.length : 0;
  }));
}

function sniRank(names: readonly string[], sni: string): number {
  return Math.max(0, ...names.map((name) => name === sni ? Infinity : isSubset(sni, name) ? name.length : 0));
}
