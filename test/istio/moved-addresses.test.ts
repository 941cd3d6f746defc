import { verdictOf, meshOf } from './compare';
import { Verdict } from '../../src/istio/egress/verdict';
import { KubernetesObject } from '../../src/kubernetes/object';
import { Request } from '../oracle/format';
import { generate } from '../oracle/generate/mesh';

const ADDRESS = /\b(\d{1,3})\.(\d{1,3})(\.\d{1,3}\.\d{1,3})\b/g;

/** The same with every address elsewhere. Ranges stay as they were to each other, since the bits of all are changed alike; 0.0.0.0 is no address. */
function moved<T>(value: T, [first, second]: readonly [number, number]): T {
  const text = JSON.stringify(value).replace(ADDRESS, (address: string, one: string, two: string, rest: string) => (
    address === '0.0.0.0' ? address : `${flipped(Number(one), first)}.${flipped(Number(two), second)}${rest}`));
  return JSON.parse(text) as T;
}

/** A byte with the bits of the other changed. */
function flipped(byte: number, other: number): number {
  return [1, 2, 4, 8, 16, 32, 64, 128].reduce((sum, bit) => sum + (Math.floor(byte / bit) % 2 === Math.floor(other / bit) % 2 ? 0 : bit), 0);
}

/** As in a repository: no Service has the address that the cluster assigns. */
function unassigned(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return objects.map((object) => {
    const { clusterIP, ...spec } = (object.spec ?? {}) as { readonly clusterIP?: string };
    return object.kind === 'Service' && clusterIP !== undefined && clusterIP !== 'None' ? { ...object, spec } : object;
  });
}

/** The verdicts on all calls, with their addresses and without. */
function verdicts(request: Request): readonly Pick<Verdict, 'outcome' | 'reason' | 'clusters' | 'ranges'>[] {
  const mesh = meshOf(request, '1.31');
  return request.calls.flatMap((call) => {
    const proxy = request.proxies.find(({ id }) => id === call.proxy)!;
    return [call.address, undefined].map((address) => {
      const { outcome, reason, clusters, ranges } = verdictOf(mesh, { ...call, address: address as string }, proxy);
      return { outcome, reason, clusters, ranges };
    });
  });
}

const cases = Array.from({ length: 24 }, (_, position) => generate(11, position, 31, 12))
  .flatMap((request) => [request, { ...request, objects: unassigned(request.objects) }]);
const before = cases.map(verdicts);

test.each([
  ['20.0.0.0 instead of 10.0.0.0', [30, 0]],
  ['the last addresses of all', [52, 0]],
  ['10.255.0.0, private and wide', [193, 255]],
] as const)('a verdict depends on how ranges lie to each other alone: moved to %s, it is the same', (_, by) => {
  expect(cases.map((request) => verdicts(moved(request, by)))).toEqual(moved(before, by));
});

test('so that this says something, many of the verdicts depend on addresses', () => {
  expect(before.flat().filter(({ ranges }) => ranges !== undefined).length).toBeGreaterThan(10);
});
