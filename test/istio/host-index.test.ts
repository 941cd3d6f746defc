import * as fc from 'fast-check';
import { HostIndex } from '../../src/istio/host-index';
import { overlaps } from '../../src/istio/host-match';

const label = fc.constantFrom('a', 'b', 'xa', 'A');
const host = fc.tuple(fc.constantFrom('', '*', '*.', '*a.', '*-a.'), fc.array(label, { minLength: 1, maxLength: 3 }))
  .map(([start, labels]) => start === '*' ? '*' : `${start}${labels.join('.')}`);

test('an index of hosts finds what overlaps, as trying each host does', () => {
  fc.assert(fc.property(fc.array(host, { maxLength: 12 }), fc.array(host, { maxLength: 3 }), (kept, asked) => {
    const index = new HostIndex<string>();
    kept.forEach((one) => index.add(one, one));
    const expected = new Set(kept.filter((one) => asked.some((other) => overlaps(one.toLowerCase(), other.toLowerCase()))));
    expect(new Set(index.overlapping(asked))).toEqual(expected);
  }), { numRuns: 2000, seed: 5 });
});
