import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { EgressSidecar, EbpfCapture, GoproxyCapture, GoproxyProxyType, MeshContext, OutboundTrafficPolicy, SpeedscaleOnIstio, TrafficReplay } from '../../src';
import { writeStandardError } from '../../src/files/standard-error';
import { thrownIds } from '../message/ids';

jest.mock('../../src/files/standard-error');

/** What is printed, each with its id and the constructs that it names. */
const lines = () => jest.mocked(writeStandardError).mock.calls.map(([text]) => text);
const printed = () => lines().flatMap((text) => {
  const [, paths, id] = /^\[(.*?)\] warning {2}(\S+)/.exec(text) ?? [];
  return id === undefined || id === 'nothing-decided' ? [] : [[id, paths]];
});
const idsOf = (construct: IConstruct) => construct.node.metadata.filter(({ type }) => type === 'cdk8s-speedscale/warning')
  .map(({ data }) => /^warning {2}(\S+)/.exec(String(data))![1]);

/** A mesh of which the root Sidecar is not known, which is a warning. */
const mesh = (chart: Chart) => new SpeedscaleOnIstio(chart, 'mesh', { namespaces: [{ name: 'shop', replay: true }] });
const workload = (chart: Chart, id: string, spec: object = {}) => new ApiObject(chart, id, {
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: id, namespace: 'shop' }, spec: { selector: {}, template: { spec: { containers: [], ...spec } } },
});

test.each<[string, (app: App) => unknown]>([
  ['app.synth()', (app) => app.synth()],
  ['app.synthYaml()', (app) => app.synthYaml()],
  ['Testing.synth(chart)', (app) => Testing.synth(app.charts[0])],
  ['all of them', (app) => [app.synth(), app.synthYaml(), app.synth(), app.charts.map((chart) => Testing.synth(chart))]],
])('%s prints a warning once, however many charts cdk8s validates the app for', (_, render) => {
  const app = Testing.app();
  const [first] = ['one', 'two', 'three'].map((id) => new Chart(app, id));
  mesh(first);
  expect(printed()).toEqual([]);
  render(app);
  expect(printed()).toEqual([['root-sidecar-unknown', 'one/mesh']]);
});

test('what is printed is text on its lines, whatever constructs and containers are called', () => {
  const hostile = '\u001b[2J\n::error::x\u2028##[error]y';
  const chart = Testing.chart();
  new SpeedscaleOnIstio(chart, `a${hostile}`, { istio: { cni: true }, namespaces: [{ name: 'shop', replay: true }] });
  for (const id of ['web', 'cart']) new GoproxyCapture().applyTo(workload(chart, id, { initContainers: [{ name: hostile }] }));
  Testing.synth(chart);
  expect(printed().map(([id]) => id)).toEqual(['root-sidecar-unknown', 'capture-init-containers-with-cni']);
  const all = lines().flatMap((text) => text.split('\n'));
  // eslint-disable-next-line no-control-regex
  expect(all.filter((line) => /^\s*::|##\[|[\u0000-\u001f\u2028]/.test(line))).toEqual([]);
  expect(all.filter((line) => line.includes('initContainers') || line.includes('network calls of'))).toHaveLength(2);
});

test('nothing is printed where nothing is to be warned of, and the manifests are as they were', () => {
  const app = Testing.app();
  const chart = new Chart(app, 'one');
  new EgressSidecar(chart, 'sidecar', { metadata: { namespace: 'shop' } });
  const before = app.synthYaml();
  new SpeedscaleOnIstio(chart, 'mesh', { emit: [] });
  expect(app.synthYaml()).toBe(before);
  expect(printed()).toEqual([]);
});

test('warnings of a replay are printed as well', () => {
  const chart = Testing.chart();
  const replay = new TrafficReplay(chart, 'replay', { metadata: { namespace: 'shop' }, snapshotId: 'b5d3', testConfigId: 'standard', ttlAfterReady: '10m' });
  Testing.synth(chart);
  expect(printed()).toEqual([['replay-runs-again', 'test/replay']]);
  expect(idsOf(replay)).toEqual(['replay-runs-again']);
});

describe('warnings of a capture', () => {
  test('that its options come to nothing are in the metadata of each workload at once, and one text when the app is rendered', () => {
    const chart = Testing.chart();
    new SpeedscaleOnIstio(chart, 'mesh', { istio: { cni: false }, emit: [] });
    const capture = new GoproxyCapture({ proxyPort: 8080, proxyType: GoproxyProxyType.TRANSPARENT });
    const workloads = ['web', 'cart'].map((id) => workload(chart, id));
    workloads.forEach((each) => capture.applyTo(each));
    expect(workloads.map(idsOf)).toEqual([['annotation-would-be-ignored'], ['annotation-would-be-ignored']]);
    Testing.synth(chart);
    expect(printed()).toEqual([['annotation-would-be-ignored', 'test/web, test/cart']]);
  });

  test('that only the rendered workload shows are in its metadata when the app is rendered', () => {
    const chart = Testing.chart();
    const web = workload(chart, 'web', { initContainers: [{ name: 'migrate' }] });
    new GoproxyCapture().applyTo(web);
    new SpeedscaleOnIstio(chart, 'mesh', { istio: { cni: true }, emit: [] });
    expect(idsOf(web)).toEqual([]);
    Testing.synth(chart);
    Testing.synth(chart);
    expect(idsOf(web)).toEqual(['capture-init-containers-with-cni']);
    expect(printed()).toEqual([['capture-init-containers-with-cni', 'test/web']]);
  });

  test('of many workloads are one text that names ten of them', () => {
    const chart = Testing.chart();
    for (let index = 0; index < 13; index++) new GoproxyCapture().applyTo(workload(chart, `web${index}`));
    Testing.synth(chart);
    expect(printed()).toEqual([['istio-cni-unknown', expect.stringMatching(/^test\/web0, .*test\/web9, and 3 more$/)]]);
    const [head, ...facts] = jest.mocked(writeStandardError).mock.calls[0][0].split('\n');
    expect(head).toMatch(/ warning {2}istio-cni-unknown$/);
    expect(facts).toHaveLength(11 + 1);
  });

  test('wait for a workload whose containers come later, while another chart is rendered', () => {
    const app = Testing.app();
    const [one, two] = ['one', 'two'].map((id) => new Chart(app, id));
    const late = new Deployment(one, 'late', { metadata: { name: 'late', namespace: 'shop' } });
    new GoproxyCapture().applyTo(late);
    new EgressSidecar(two, 'sidecar', { metadata: { namespace: 'shop' } });
    expect(Testing.synth(two)).toHaveLength(1);
    expect(printed()).toEqual([]);
    late.addContainer({ image: 'shop/late' });
    app.synth();
    expect(printed()).toEqual([['istio-cni-unknown', 'one/late']]);
  });
});

test('what comes to be warned of after a rendering is printed at the next one', () => {
  const app = Testing.app();
  const chart = new Chart(app, 'one');
  mesh(chart);
  app.synth();
  new EbpfCapture().applyTo(workload(chart, 'web'));
  const cart = workload(chart, 'cart');
  app.synth();
  new GoproxyCapture().applyTo(cart);
  app.synth();
  expect(printed()).toEqual([['root-sidecar-unknown', 'one/mesh'], ['istio-cni-unknown', 'one/cart']]);
});

test('warnings are printed beside an error that stops the rendering, since they may tell why', () => {
  const chart = Testing.chart();
  mesh(chart);
  new TrafficReplay(chart, 'replay', { metadata: { namespace: 'bank' }, snapshotId: 'b5d3', testConfigId: 'standard' });
  expect(() => Testing.synth(chart)).toThrow('replay-namespace-not-listed');
  expect(printed()).toEqual([['root-sidecar-unknown', 'test/mesh']]);
});

test('two apps are two: each prints its own', () => {
  const capture = new GoproxyCapture();
  for (const chart of [Testing.chart(), Testing.chart()]) {
    capture.applyTo(workload(chart, 'web'));
    Testing.synth(chart);
  }
  expect(printed()).toEqual([['istio-cni-unknown', 'test/web'], ['istio-cni-unknown', 'test/web']]);
});

test('an app is checked once for a rendering, however many charts it has', () => {
  const rendered = (charts: number) => {
    const app = Testing.app();
    const [chart] = Array.from({ length: charts }, (_, index) => new Chart(app, `chart${index}`));
    const web = workload(chart, 'web');
    new GoproxyCapture().applyTo(web);
    const toJson = jest.spyOn(web, 'toJson');
    app.synth();
    return toJson.mock.calls.length;
  };
  expect(rendered(5)).toBe(rendered(1));
});

describe('what was proved', () => {
  const settings = {
    istio: { outboundTrafficPolicy: OutboundTrafficPolicy.REGISTRY_ONLY, hasRootSidecar: false },
    speedscale: { namespaceLabels: { 'istio-injection': 'enabled' } },
    namespaces: [{ name: 'shop', labels: { 'istio-injection': 'enabled' }, replay: true }],
  };
  const proved = '[mesh/speedscale] 22 calls: 22 allowed, 0 blocked, 0 unknown\n[mesh/speedscale] hosts outside the cluster are served by ServiceEntry speedscale/speedscale-external-svc-https';

  test.each([['what the app defines', undefined], ['a context that is given', MeshContext.nothing()]])('is printed once when the app is rendered, of %s', (_, context) => {
    const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'proved-')) });
    new SpeedscaleOnIstio(new Chart(app, 'mesh'), 'speedscale', { ...settings, context });
    app.synth();
    app.synth();
    expect(lines()).toEqual([proved]);
  });

  test('is a warning where it is nothing, which names what would settle most', () => {
    const app = Testing.app();
    const { node } = new SpeedscaleOnIstio(new Chart(app, 'mesh'), 'speedscale', { ...settings, istio: { outboundTrafficPolicy: OutboundTrafficPolicy.REGISTRY_ONLY } });
    app.synthYaml();
    expect(node.metadata.map(({ data }) => String(data).split(/ {2}|\n/)[1])).toContain('nothing-decided');
    expect(lines().join('\n')).toMatch(/nothing-decided[^]*istio\.hasRootSidecar: false/);
    expect(lines().join('\n')).toContain('[mesh/speedscale] 22 calls: 0 allowed, 0 blocked, 22 unknown');
  });
});

test('an object that Istio refuses, and that takes part in Speedscale\'s calls, is an error', () => {
  const chart = new Chart(Testing.app(), 'mesh');
  new ApiObject(chart, 'sidecar', { apiVersion: 'networking.istio.io/v1', kind: 'Sidecar', metadata: { name: 'default', namespace: 'shop' }, spec: { egress: [{ port: { number: 443 } }] } });
  expect(thrownIds(() => new SpeedscaleOnIstio(chart, 'speedscale', { namespaces: [{ name: 'shop', replay: true }] }))).toContain('istio-refuses-object');
});
