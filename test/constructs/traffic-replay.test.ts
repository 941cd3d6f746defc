import { ApiObject, Chart, Testing } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import {
  ReplayCleanup, ReplayMode, ReplayRouting, ReplayTarget, SpeedscaleOnIstio, TrafficReplay, TrafficReplayProps,
} from '../../src';
import { thrownIds } from '../message/ids';

const ids = { snapshotId: 'b5d3', testConfigId: 'standard' };
const metadata = { name: 'nightly', namespace: 'shop' };

test('a replay is rendered with the field names of its CustomResourceDefinition', () => {
  const chart = Testing.chart();
  const web = new Deployment(chart, 'web', { metadata: { name: 'web', namespace: 'shop' }, containers: [{ image: 'web' }] });
  const { replay } = new TrafficReplay(chart, 'replay', {
    metadata,
    ...ids,
    mode: ReplayMode.FULL_REPLAY,
    cleanup: ReplayCleanup.ALL,
    buildTag: 'v1',
    timeout: '30m',
    workloads: [
      { target: ReplayTarget.workload(web), tests: ['*'], mocks: ['*'], routing: ReplayRouting.NAT },
      { target: ReplayTarget.named('cart', { kind: 'StatefulSet' }) },
      { target: ReplayTarget.uri('http://shop.example.com') },
    ],
  });
  expect(replay.toJson()).toEqual({
    apiVersion: 'speedscale.com/v1',
    kind: 'TrafficReplay',
    metadata,
    spec: {
      snapshotID: 'b5d3',
      testConfigID: 'standard',
      mode: 'full-replay',
      cleanup: 'all',
      buildTag: 'v1',
      timeout: '30m',
      workloads: [
        { ref: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'shop' }, tests: ['*'], mocks: ['*'], routing: 'nat' },
        { ref: { kind: 'StatefulSet', name: 'cart' } },
        { customURI: 'http://shop.example.com' },
      ],
    },
  });
});

test('a replay without a name gets one from its path, and is in the chart\'s namespace', () => {
  const chart = new Chart(Testing.app(), 'shop', { namespace: 'shop' });
  const { replay } = new TrafficReplay(chart, 'replay', ids);
  expect([replay.name, replay.metadata.namespace]).toEqual([expect.stringMatching(/^shop-replay-/), 'shop']);
});

test.each<[string, Partial<TrafficReplayProps>, readonly string[]]>([
  ['no snapshot', { snapshotId: '' }, ['replay-value-empty']],
  ['no test configuration', { testConfigId: ' ' }, ['replay-value-empty']],
  ['a workload without a name', { workloads: [{ target: ReplayTarget.named('') }] }, ['replay-value-empty']],
  ['an empty address', { workloads: [{ target: ReplayTarget.uri('') }] }, ['replay-value-empty']],
  ['a timeout that is no duration', { timeout: '30 minutes' }, ['replay-not-a-duration']],
  ['a time to live that is no duration', { ttlAfterReady: '1d' }, ['replay-not-a-duration']],
  ['a test for two workloads', {
    workloads: [{ target: ReplayTarget.named('web'), tests: ['*'] }, { target: ReplayTarget.named('cart'), tests: ['*'] }],
  }, ['replay-test-listed-twice']],
  ['mocks of an address', { workloads: [{ target: ReplayTarget.uri('http://x'), mocks: ['*'] }] }, ['replay-mocks-without-workload']],
])('%s is refused', (_, props, expected) => {
  expect(thrownIds(() => new TrafficReplay(Testing.chart(), 'replay', { ...ids, metadata, ...props }))).toEqual(expected);
});

test.each(['0', '90s', '1h30m', '1.5h', '.5s', '1.s', '100ms', '1us1ns', '2µs', '2μs', '1s'.repeat(2 ** 20)])('a duration as Go writes it is taken: %#', (timeout) => {
  expect(() => new TrafficReplay(Testing.chart(), 'replay', { ...ids, metadata, timeout })).not.toThrow();
});

test.each([
  '', '5', '00', '5s0', '05', '0 s', '1d', '1m 30s', '.s', 's', '1.2.3s', '-5s', '5S', `${'0.0s'.repeat(40)}x`, `${'1'.repeat(2 ** 20)}x`, `${'1s'.repeat(2 ** 20)}1`,
])('what Go takes for no duration, or for a negative one, is refused: %#', (timeout) => {
  expect(thrownIds(() => new TrafficReplay(Testing.chart(), 'replay', { ...ids, metadata, timeout }))).toEqual(['replay-not-a-duration']);
});

test('what is no object cannot be a target', () => {
  expect(thrownIds(() => ReplayTarget.workload(Testing.chart()))).toEqual(['capture-target-without-object']);
});

test('a time to live is warned of, and other replays are not', () => {
  const warnings = (props: Partial<TrafficReplayProps>) => new TrafficReplay(Testing.chart(), 'replay', { ...ids, metadata, ...props }).warnings;
  expect(warnings({ ttlAfterReady: '1h30m' })).toEqual([expect.stringContaining('replay-runs-again')]);
  expect(warnings({})).toEqual([]);
});

test.each([
  ['lists its namespace', [{ name: 'shop', replay: true }], true],
  ['lists it without replay', [{ name: 'shop' }], false],
  ['does not list it', [{ name: 'bank', replay: true }], false],
])('an app whose mesh %s renders: %p', (_, namespaces, renders) => {
  const chart = Testing.chart();
  new TrafficReplay(chart, 'replay', { ...ids, metadata });
  new SpeedscaleOnIstio(chart, 'mesh', { namespaces, emit: [] });
  const rendering = () => Testing.synth(chart);
  if (renders) expect(rendering()).toHaveLength(1); else expect(rendering).toThrow('replay-namespace-not-listed');
});

test('two replays of one name are refused', () => {
  const chart = Testing.chart();
  new TrafficReplay(chart, 'a', { ...ids, metadata });
  expect(thrownIds(() => new TrafficReplay(chart, 'b', { ...ids, metadata }))).toEqual(['object-defined-twice']);
  expect(chart.node.findAll().filter(ApiObject.isApiObject)).toHaveLength(1);
});
