import { adopt, istio, remove } from './plan';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { SERVICE_ENTRY_NAME } from '../../../src/mesh/service-entry';
import { EmittedKind, MeshSettings } from '../../../src/settings/mesh-settings';
import { resolveMesh } from '../../../src/settings/resolve-mesh';

const settings: MeshSettings = { namespaces: [{ name: 'shop', replay: true }], emit: [EmittedKind.SERVICE_ENTRY] };
const { hosts } = resolveMesh(settings).speedscale;
const ports = [{ name: 'https', number: 443, protocol: 'TLS' }];
const entry = (spec: object, name = SERVICE_ENTRY_NAME, namespace = 'speedscale') =>
  istio('ServiceEntry', namespace, name, { hosts: hosts.slice(0, 9), ports, resolution: 'NONE', ...spec });
const specOf = (object: unknown) => (object as KubernetesObject).spec as { hosts: string[]; exportTo?: string[] };
const ours = (ids: readonly string[]) => ids.filter((id) => id !== 'emitted-by-others');

test('the host that Speedscale\'s page misses is added at the end', () => {
  const { after: [after], ids } = adopt([entry({})], { settings });
  expect([specOf(after).hosts, ours(ids)]).toEqual([hosts, []]);
});

test('one under another name is Speedscale\'s too, by its hosts; that of an application is not', () => {
  const { after } = adopt([entry({}, 'external'), entry({ hosts: ['api.example.com'] }, 'bank', 'shop')], { settings });
  expect(after.map((object) => specOf(object).hosts)).toEqual([hosts, ['api.example.com']]);
});

test('one that sends its hosts somewhere is left alone where it lacks none', () => {
  expect(ours(adopt([entry({ hosts, endpoints: [{ address: '192.0.2.1' }] })], { settings }).ids)).toEqual([]);
});

test('hosts may be spread over several', () => {
  expect(adopt([entry({}), entry({ hosts: hosts.slice(9) }, 'external')], { settings }).changes).toEqual([]);
});

test.each<[string, string[] | undefined, string[] | undefined]>([
  ['is not stated', undefined, undefined],
  ['is *', ['*'], ['*']],
  ['lists its own namespace', ['.'], ['.', 'shop']],
  ['lists its own namespace by name', ['speedscale', 'cart'], ['speedscale', 'cart', 'shop']],
  ['lists them all', ['shop', '.'], ['shop', '.']],
])('where exportTo %s, namespaces are added to a list alone', (_, exportTo, expected) => {
  const { after: [after] } = adopt([entry({ exportTo })], { settings });
  expect(specOf(after).exportTo).toEqual(expected);
});

test.each([['~ is stated', ['~'], settings], ['* is wanted', ['.'], { ...settings, speedscale: { exportTo: ['*'] } }]])(
  'where %s, which stands alone, the list is left and said', (_, exportTo, asked) => {
    const { after: [after], ids } = adopt([entry({ exportTo })], { settings: asked });
    expect([specOf(after).exportTo, ours(ids)]).toEqual([exportTo, ['service-entry-export-stands-alone']]);
  });

test.each<[string, object, readonly string[]]>([
  ['has no port 443', { ports: [{ ...ports[0], number: 80 }] }, ['service-entry-without-port']],
  ['has ports of another shape, which Istio refuses', { ports: 'x' }, []],
  ['sends its hosts to endpoints', { endpoints: [{ address: '192.0.2.1' }], resolution: 'STATIC' }, ['service-entry-leads-elsewhere']],
  ['is found at addresses', { addresses: ['192.0.2.1'] }, ['service-entry-leads-elsewhere']],
  ['selects workloads', { workloadSelector: { labels: { app: 'proxy' } } }, ['service-entry-leads-elsewhere']],
  ['would get a wildcard that its resolution cannot serve', { hosts: [hosts[0]], resolution: 'DNS' }, ['resolution-with-wildcard']],
  ['would have more hosts than Istio takes', { hosts: [...hosts.slice(0, 9), ...Array.from({ length: 247 }, (_, index) => `h${index}.example.com`)] }, ['service-entry-full']],
])('one that %s is refused', (_, spec, expected) => {
  expect(ours(adopt([entry(spec)], { settings }).ids)).toEqual(expected);
});

test('a host that another entry registers for those who see ours is refused, as synth refuses it', () => {
  const other = entry({ hosts: hosts.slice(9) }, 'aws', 'bank');
  expect(ours(adopt([entry({}), other], { settings }).ids)).toEqual(['service-entry-takes-over-host']);
});

test('malformed ones do not throw', () => {
  for (const spec of [{ hosts: null }, { hosts: [1] }, { exportTo: 'x' }, { ports: [null] }]) expect(() => adopt([entry(spec)], { settings })).not.toThrow();
});

describe('taking out', () => {
  test('takes Speedscale\'s hosts out of an entry that has others', () => {
    const { after: [after] } = remove([entry({ hosts: ['api.example.com', ...hosts] }, 'external')], { settings });
    expect(specOf(after).hosts).toEqual(['api.example.com']);
  });

  test('leaves an entry that has no others, which is to be deleted', () => {
    const { changes, ids } = remove([entry({})], { settings });
    expect([changes, ours(ids)]).toEqual([[], ['service-entry-not-emptied']]);
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['with one that adopt adds', ['.', 'shop', 'cart'], ['export-to-stays']], ['without', ['.', 'cart'], []], ['for all', ['*'], []],
  ])('leaves an exportTo alone, and says so of a list %s', (_, exportTo, expected) => {
    const { after: [after], ids } = remove([entry({ hosts: ['api.example.com', ...hosts], exportTo }, 'external')], { settings });
    expect([specOf(after).exportTo, ours(ids)]).toEqual([exportTo, expected]);
  });

  test('leaves those of applications alone', () => {
    expect(remove([entry({ hosts: [hosts[0], 'api.example.com'] }, 'aws', 'shop')], { settings }).changes).toEqual([]);
  });
});
