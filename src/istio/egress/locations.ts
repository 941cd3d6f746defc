import { Address } from './addresses';
import { Chain, countedRanges } from './chains';
import { objectReference } from './reference';
import { NamedRange } from './verdict';
import { covers, hasRoom, parseRange, Range, rangeKey } from '../address';
import { Mesh } from '../mesh';
import { once } from '../once';

/**
 * Where a destination lies, as far as the ranges of filter chains ask: at an address, which is a range of one; somewhere in a range, in
 * none of the narrower ones; or outside all of them.
 */
export type Location = Range | 'outside';

/** A location that the input leaves possible, and the ranges of the input that it is. */
export interface Possible {
  readonly location: Location;
  readonly ranges: readonly NamedRange[];
}

/** With more ranges than this, not every one is tried. */
const MOST_RANGES = 100;
const EVERYTHING = parseRange('0.0.0.0/0')!;
/** No connection goes to an address of "this network" (RFC 1122, 3.2.1.3). */
const NEVER_CALLED = parseRange('0.0.0.0/8')!;
const OUTSIDE: readonly Possible[] = [{ location: 'outside', ranges: [] }];

export function isWithin(range: Range, location: Location): boolean {
  return location !== 'outside' && covers(range, location);
}

/** Where an address can lie, as far as filter chains tell places apart; `undefined` where these are too many. */
export function locationsOf(address: Address, mesh: Mesh, chains: readonly Chain[]): readonly Possible[] | undefined {
  const from = address.known === 'given' ? address.from : undefined;
  if (chains.every(({ ranges }) => ranges.length === 0)) return from === undefined ? OUTSIDE : [{ location: 'outside', ranges: [from] }];
  if (address.known !== 'given') return unknownLocations(mesh, chains);
  const location = parseRange(address.address) ?? 'outside';
  const holding = rangesOf(chains).filter((each) => isWithin(each.location, location));
  return [{ location, ranges: from === undefined ? holding.flatMap(({ ranges }) => ranges) : [from] }];
}

/** Those of an address of which nothing is known but that no service of the input has it. */
function unknownLocations(mesh: Mesh, chains: readonly Chain[]): readonly Possible[] | undefined {
  const found = rangesOf(chains);
  if (found.length > MOST_RANGES) return undefined;
  const all = found.map(({ location }) => location);
  const inRanges = found.filter(({ location }) => hasRoom(location, all, assignedAddresses(mesh)));
  return hasRoom(EVERYTHING, [...all, NEVER_CALLED], new Set()) ? [...OUTSIDE, ...inRanges] : inRanges;
}

/** The ranges of filter chains, each with the objects that have it. */
export function rangesOf(chains: readonly Chain[]): readonly (Possible & { readonly location: Range })[] {
  const found = new Map<string, { readonly location: Range; readonly ranges: NamedRange[] }>();
  for (const { ranges, from } of chains) {
    for (const text of countedRanges(ranges)) {
      const location = parseRange(text);
      if (location === undefined) continue;
      once(found, rangeKey(location), () => ({ location, ranges: [] })).ranges.push({ range: text, object: objectReference(from) });
    }
  }
  return [...found.values()];
}

const assigned = new WeakMap<Mesh, ReadonlySet<string>>();

/** The addresses that services have, whether or not istiod reads them: DNS gives each for the service's own hosts alone. */
function assignedAddresses(mesh: Mesh): ReadonlySet<string> {
  return once(assigned, mesh, () => new Set(
    [...mesh.services.all, ...mesh.unreadServices.values()].flatMap(({ address }) => address.kind === 'single' ? [address.address] : [])));
}
