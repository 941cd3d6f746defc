import { adopt, Asked, deployment, remove, sidecar } from './plan';
import { inventoryEntry } from '../../../src/kubernetes/inventory';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { COPIED_FROM } from '../../../src/mesh/egress-sidecar';
import { missingIn } from '../../../src/mesh/plan-sidecars';
import { EmittedKind, SidecarPlacement } from '../../../src/settings/mesh-settings';
import { resolveMesh } from '../../../src/settings/resolve-mesh';

const API_SERVER = 'default/kubernetes.default.svc.cluster.local';
const settings = { namespaces: [{ name: 'shop' }], istio: { hasRootSidecar: false }, emit: [EmittedKind.SIDECARS] };
const hostsOf = (object: unknown) => (object as { spec: { egress: { hosts: string[] }[] } }).spec.egress.map(({ hosts }) => hosts);
const ours = (ids: readonly string[]) => ids.filter((id) => id !== 'emitted-by-others');

function generated(namespace: string, ...hosts: readonly string[]): KubernetesObject {
  const made = sidecar(namespace, { egress: [{ hosts: ['./*', ...hosts] }] });
  return { ...made, metadata: { ...made.metadata, annotations: { [COPIED_FROM]: 'istio-system/default' } } };
}

test.each<[string, unknown, readonly (readonly string[])[]]>([
  ['its catch-all listener', { egress: [{ hosts: ['./*'] }] }, [['./*', 'speedscale/*']]],
  ['an explicit 443 and the catch-all', { egress: [{ port: { number: 443 }, hosts: ['./*'] }, { hosts: ['./*'] }] }, [['./*', 'speedscale/*'], ['./*', 'speedscale/*']]],
  ['an explicit 80 that the forwarder is called on', { egress: [{ port: { number: 80 }, hosts: ['./*'] }, { hosts: ['speedscale/*'] }] }, [['./*', 'speedscale/*'], ['speedscale/*']]],
  ['the catch-all alone beside another port', { egress: [{ port: { number: 3306 }, hosts: ['./*'] }, { hosts: ['./*'] }] }, [['./*'], ['./*', 'speedscale/*']]],
  ['the place of ~/*', { egress: [{ hosts: ['~/*'] }] }, [['speedscale/*']]],
])('a namespace\'s Sidecar lets Speedscale in by %s', (_, spec, hosts) => {
  const { after, ids } = adopt([sidecar('shop', spec)], { settings });
  expect([hostsOf(after[0]), ours(ids)]).toEqual([hosts, []]);
});

test.each<[string, number, readonly string[]]>([
  ['is not called on', 3306, ['./*']], ['is called on, which is edited', 443, ['./*', 'speedscale/*']],
])('beside listeners on a port that Speedscale %s one for every port is added, and taken out again', (_, number, hosts) => {
  const { after: [after] } = adopt([sidecar('shop', { egress: [{ port: { number }, hosts: ['./*'] }] })], { settings });
  expect(hostsOf(after)).toEqual([hosts, ['speedscale/*']]);
  const { changes: [{ edits }], ids } = remove([after as KubernetesObject], { settings });
  expect([edits.at(-1), ours(ids)]).toEqual([{ type: 'take', path: ['spec', 'egress', 1, 'hosts'], items: ['speedscale/*'] }, []]);
});

test('a Sidecar that Istio refuses is not edited', () => {
  const { after: [after] } = adopt([sidecar('shop', { egress: [null, { hosts: ['./*'] }] })], { settings });
  expect((after as KubernetesObject).spec).toEqual({ egress: [null, { hosts: ['./*'] }] });
});

test.each([
  ['lets it in', { egress: [{ hosts: ['./*', 'speedscale/*'] }] }],
  ['lets everything in', { egress: [{ hosts: ['*/*'] }] }],
  ['has no egress', { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } }],
  ['is malformed', { egress: 'x' }],
  ['has nothing', undefined],
])('one that %s stays as it is', (_, spec) => {
  expect(adopt([sidecar('shop', spec)], { settings }).changes).toEqual([]);
});

test('where replays run the API server is let in too', () => {
  const { after: [after] } = adopt([sidecar('shop', { egress: [{ hosts: ['./*'] }] })], { settings: { ...settings, namespaces: [{ name: 'shop', replay: true }] } });
  expect(hostsOf(after)).toEqual([['./*', 'speedscale/*', API_SERVER]]);
});

test('of several without a workloadSelector each is edited, since Istio takes the oldest', () => {
  const { changes } = adopt([sidecar('shop', { egress: [{ hosts: ['./*'] }] }), sidecar('shop', { egress: [{ hosts: ['./*'] }] }, 'other')], { settings });
  expect(changes).toHaveLength(2);
});

describe('where the root namespace\'s is in effect', () => {
  const root = sidecar('istio-system', { egress: [{ hosts: ['./*', 'istio-system/*'] }] });
  const asked = (...namespaces: readonly { name: string; sidecar?: SidecarPlacement; replay?: boolean }[]): Asked =>
    ({ settings: { namespaces: [{ name: 'speedscale', sidecar: SidecarPlacement.NEVER }, ...namespaces], emit: [EmittedKind.SIDECARS] } });

  test.each<[string, string, readonly string[]]>([
    ['lets Speedscale in', 'speedscale/*', []], ['leaves Speedscale out', 'other/*', ['sidecar-left-to-synth']],
  ])('and synth wrote one that is in sight and %s, it is said where synth has to run again', (_, host, expected) => {
    expect(ours(adopt([root, generated('shop', host)], asked({ name: 'shop' })).ids)).toEqual(expected);
  });

  test('it is left to synth', () => {
    const { changes, ids } = adopt([root], asked({ name: 'shop' }));
    expect([changes, ours(ids)]).toEqual([[], ['sidecar-left-to-synth']]);
  });

  test('sidecar: root adds the one host to it, for however many namespaces', () => {
    const { after, ids } = adopt([root], asked({ name: 'shop', sidecar: SidecarPlacement.ROOT }, { name: 'cart', sidecar: SidecarPlacement.ROOT }));
    expect([hostsOf(after[0]), ours(ids)]).toEqual([[['./*', 'istio-system/*', 'speedscale/*']], []]);
  });

  test('a namespace with one of its own has that edited, whatever was asked for', () => {
    const { after } = adopt([root, sidecar('shop', { egress: [{ hosts: ['./*'] }] })], asked({ name: 'shop', sidecar: SidecarPlacement.ROOT }));
    expect(after.map(hostsOf)).toEqual([[['./*', 'istio-system/*']], [['./*', 'speedscale/*']]]);
  });

  test('sidecar: never leaves all of them alone', () => {
    expect(adopt([root, sidecar('shop', { egress: [{ hosts: ['./*'] }] })], asked({ name: 'shop', sidecar: SidecarPlacement.NEVER })).changes).toEqual([]);
  });
});

test('where the root namespace\'s is not in sight, that is said once', () => {
  expect(ours(adopt([], { settings: { ...settings, istio: {} } }).ids)).toEqual(['root-sidecar-unknown']);
});

test('one that synth made is made by it again, and not edited', () => {
  expect(adopt([generated('shop')], { settings }).changes).toEqual([]);
});

describe('a Sidecar with a workloadSelector', () => {
  const captured = { web: { 'sidecar.speedscale.com/inject': 'true' } };
  const selective = (workloadSelector: unknown, hosts = ['./*']) => sidecar('shop', { workloadSelector, egress: [{ hosts }] }, 'narrow');

  test.each<[string, unknown, string[] | undefined, readonly string[]]>([
    ['selects a captured workload', { labels: { app: 'web' } }, undefined, ['sidecar-selects-captured-workload']],
    ['selects every workload', {}, undefined, ['sidecar-selects-captured-workload']],
    ['selects another one', { labels: { app: 'cart' } }, undefined, []],
    ['lets Speedscale in', { labels: { app: 'web' } }, ['speedscale/*'], []],
  ])('that %s is left as it is, and said where it matters', (_, selector, hosts, expected) => {
    const { changes, ids } = adopt([deployment('web', { annotations: captured.web }), selective(selector, hosts)], { settings, captured });
    expect([changes, ours(ids)]).toEqual([[], expected]);
  });
});

test('emit without sidecars leaves them to another repository, and says so once', () => {
  const { changes, ids } = adopt([sidecar('shop', { egress: [{ hosts: ['./*'] }] })], { settings: { ...settings, emit: [] } });
  expect([changes, ids]).toEqual([[], ['emitted-by-others']]);
});

describe('taking out', () => {
  test.each([
    ['one listener', { egress: [{ hosts: ['./*'] }] }],
    ['an explicit 443 too', { egress: [{ port: { number: 443 }, hosts: ['./*'] }, { hosts: ['./*'] }] }],
  ])('restores a Sidecar with %s', (_, spec) => {
    const before = sidecar('shop', spec);
    const { after: [adopted] } = adopt([before], { settings });
    expect(remove([adopted as KubernetesObject], { settings }).after).toEqual([before]);
  });

  test('leaves the API server in, which the application may call, and says so', () => {
    const { after: [after], ids } = remove([sidecar('shop', { egress: [{ hosts: ['./*', 'speedscale/*', API_SERVER] }] })], { settings });
    expect([hostsOf(after), ours(ids)]).toEqual([[['./*', API_SERVER]], ['api-server-stays-let-in']]);
  });

  test.each([
    ['a listener with a port', { egress: [{ port: { number: 443 }, hosts: ['speedscale/*'] }, { hosts: ['./*'] }] }],
    ['the only listener', { egress: [{ hosts: ['speedscale/*'] }] }],
  ])('leaves %s alone that would hold nothing', (_, spec) => {
    const { changes, ids } = remove([sidecar('shop', spec)], { settings });
    expect([changes, ours(ids)]).toEqual([[], ['host-not-taken-out']]);
  });

  test.each<[string, KubernetesObject, readonly string[]]>([
    ['of a namespace that the settings do not list', sidecar('cart', { egress: [{ hosts: ['./*', 'speedscale/*'] }] }), ['sidecar-keeps-host']],
    ['with a workloadSelector', sidecar('shop', { workloadSelector: { labels: { app: 'web' } }, egress: [{ hosts: ['speedscale/*'] }] }), ['sidecar-keeps-host']],
    ['that synth wrote', generated('shop', 'speedscale/*'), ['sidecar-written-by-synth']],
    ['that never let it in', sidecar('cart', { egress: [{ hosts: ['./*'] }] }), []],
  ])('leaves a Sidecar alone %s, and says so where it lets Speedscale in', (_, object, expected) => {
    const { changes, ids } = remove([object], { settings });
    expect([changes, ours(ids)]).toEqual([[], expected]);
  });

  test('reaches the root namespace\'s', () => {
    const { after: [after] } = remove([sidecar('istio-system', { egress: [{ hosts: ['./*', 'speedscale/*'] }] })], { settings });
    expect(hostsOf(after)).toEqual([['./*']]);
  });
});

describe('a Sidecar that lets in what is called is left as it is', () => {
  const forwarder = 'speedscale/speedscale-forwarder.speedscale.svc.cluster.local';
  const hosts = resolveMesh({}).speedscale.hosts.map((host) => `speedscale/${host}`);
  const capturing = { namespaces: [{ name: 'shop' }], istio: { hasRootSidecar: false }, emit: [EmittedKind.SIDECARS] };
  const replaying = { ...capturing, namespaces: [{ name: 'shop', replay: true }] };
  const edited = (asked: Asked['settings'], callsForwarder: boolean, egress: readonly object[]) => {
    const mesh = resolveMesh(asked!, {}, () => callsForwarder);
    const [entry] = [sidecar('shop', { egress })].map((object) => inventoryEntry(object, () => ({})));
    return missingIn(mesh, entry, mesh.namespaces[0]);
  };

  test.each<[string, Asked['settings'], boolean, readonly object[], readonly string[]]>([
    ['the forwarder alone, where goproxy alone calls', capturing, true, [{ hosts: ['./*', forwarder] }], []],
    ['the forwarder under every namespace', capturing, true, [{ hosts: [forwarder.replace('speedscale/', '*/')] }], []],
    ['the forwarder on its port', capturing, true, [{ port: { number: 80 }, hosts: [forwarder] }, { hosts: ['./*'] }], []],
    ['the forwarder on another port alone', capturing, true, [{ port: { number: 8080 }, hosts: [forwarder] }, { hosts: ['./*'] }], ['speedscale/*']],
    ['the forwarder but for the port that another listener locks', capturing, true, [{ port: { number: 80 }, hosts: ['./*'] }, { hosts: [forwarder] }], ['speedscale/*']],
    ['each host, where no goproxy runs', replaying, false, [{ hosts: [...hosts, API_SERVER] }], []],
    ['each host, but not the forwarder', replaying, true, [{ hosts: [...hosts, API_SERVER] }], ['speedscale/*']],
    ['each host and the forwarder', replaying, true, [{ hosts: [...hosts, forwarder, API_SERVER] }], []],
    ['each host but one', replaying, false, [{ hosts: [...hosts.slice(1), API_SERVER] }], ['speedscale/*']],
    ['each host, without the API server', replaying, false, [{ hosts }], [API_SERVER]],
    ['a wider wildcard', replaying, false, [{ hosts: ['*/*.com', API_SERVER] }], []],
  ])('%s', (_, asked, callsForwarder, egress, missing) => {
    expect(edited(asked, callsForwarder, egress)).toEqual(missing);
  });
});
