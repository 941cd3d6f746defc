import { addressIn, parseRange, Range, rangeKey } from '../address';
import { Mesh } from '../mesh';
import { once } from '../once';

const taken = new WeakMap<Mesh, ReadonlySet<string>>();

/** The addresses that services are known to have, whether or not istiod reads them: DNS gives each for the service's own hosts alone. */
function takenAddresses(mesh: Mesh): ReadonlySet<string> {
  return once(taken, mesh, () => {
    const told = mesh.services.all.filter(({ addressIsAssumed }) => !addressIsAssumed).map(({ address }) => singleAddress(address));
    return new Set([...told.filter((address) => address !== undefined), ...mesh.unreadAddresses.values()]);
  });
}

/** The address that a range of one holds; `undefined` of a wider one. */
export function singleAddress(text: string): string | undefined {
  const [address, length] = text.split('/');
  return length === undefined || Number(length) === parseRange(text)?.width ? address : undefined;
}

/** An address of each range that is in none within it, and that no service has. */
export function addressesOfNobody(mesh: Mesh, texts: readonly string[]): readonly string[] {
  if (texts.length === 0) return texts;
  const ranges = new Map<string, Range>();
  for (const text of texts) {
    const range = parseRange(text);
    if (range !== undefined) ranges.set(rangeKey(range), range);
  }
  const all = [...ranges.values()];
  return all.map((range) => addressIn(range, all, takenAddresses(mesh))).filter((address) => address !== undefined);
}
