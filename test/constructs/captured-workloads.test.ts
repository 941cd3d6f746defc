import { ApiObject, Chart, Cron, Testing } from 'cdk8s';
import * as plus27 from 'cdk8s-plus-27';
import * as plus32 from 'cdk8s-plus-32';
import { IConstruct } from 'constructs';
import { CapturedDaemonSet, CapturedDeployment, CapturedJob, CapturedStatefulSet, EbpfCapture, GoproxyCapture, ICapture, IstioProxyLogLevel } from '../../src';
import { thrownIds } from '../message/ids';

jest.mock('../../src/files/standard-error');

const containers = [{ image: 'web' }];
const capture = new GoproxyCapture({ tlsOut: true });
const INJECTED = { 'sidecar.speedscale.com/inject': 'true', 'sidecar.speedscale.com/tls-out': 'true' };

test.each<[string, (chart: Chart) => { readonly workload: ApiObject }]>([
  ['CapturedDeployment', (chart) => new CapturedDeployment(chart, 'web', { capture, containers, replicas: 3, metadata: { name: 'web' } })],
  ['CapturedStatefulSet', (chart) => new CapturedStatefulSet(chart, 'web', {
    capture, containers, metadata: { name: 'web' }, service: new plus27.Service(chart, 'service', { ports: [{ port: 80 }] }),
  })],
  ['CapturedDaemonSet', (chart) => new CapturedDaemonSet(chart, 'web', { capture, containers, metadata: { name: 'web' } })],
  ['CapturedJob', (chart) => new CapturedJob(chart, 'web', { capture, containers, metadata: { name: 'web' } })],
])('%s is the workload of cdk8s-plus, with its annotations on the workload and not on the pod', (name, make) => {
  const chart = Testing.chart();
  const { workload } = make(chart);
  const { kind, metadata, spec } = Testing.synth(chart).find((object) => object.kind === workload.kind);
  expect(`Captured${kind}`).toBe(name);
  expect(metadata).toEqual({ name: 'web', annotations: INJECTED });
  expect(spec.template.metadata.annotations).toBeUndefined();
  expect(spec.template.spec.containers[0].image).toBe('web');
});

test('a captured workload takes any capture, and can be added to afterwards', () => {
  const chart = Testing.chart();
  const web = new CapturedDeployment(chart, 'web', { capture: new EbpfCapture() });
  web.addContainer({ image: 'web' });
  web.workload.metadata.addAnnotation('team', 'web');
  expect(web.workload.toJson().metadata.annotations).toEqual({ 'capture.speedscale.com/enabled': 'true', 'team': 'web' });
});

/** The kinds of a cdk8s-plus version, which have the same names and props in each. */
function plusWorkloads(plus: typeof plus27 | typeof plus32, chart: Chart): readonly IConstruct[] {
  const { Deployment, DaemonSet, Job, Service, StatefulSet } = plus as typeof plus27;
  const service = new Service(chart, 'service', { ports: [{ port: 80 }] });
  return [
    new Deployment(chart, 'deployment', { containers }),
    new DaemonSet(chart, 'daemon-set', { containers }),
    new Job(chart, 'job', { containers }),
    new StatefulSet(chart, 'stateful-set', { containers, service }),
  ];
}

describe.each([['cdk8s-plus-27', plus27], ['cdk8s-plus-32', plus32]])('on %s', (_, plus) => {
  test('every workload is supported and annotated', () => {
    const chart = Testing.chart();
    const workloads = plusWorkloads(plus, chart);
    const debugging = new GoproxyCapture({ tlsOut: true, istioProxyLogLevel: IstioProxyLogLevel.DEBUG });
    expect(workloads.map((workload) => debugging.supports(workload))).toEqual([true, true, true, true]);
    workloads.forEach((workload) => debugging.applyTo(workload));
    const rendered = Testing.synth(chart).filter(({ kind }) => kind !== 'Service');
    expect(rendered.map(({ metadata }) => metadata.annotations)).toEqual([INJECTED, INJECTED, INJECTED, INJECTED]);
    for (const { spec } of rendered) expect(spec.template.metadata.annotations).toEqual({ 'sidecar.istio.io/logLevel': 'debug' });
  });

  test('CronJob, Pod and what is no workload are refused', () => {
    const chart = Testing.chart();
    const { CronJob, Pod, ConfigMap } = plus as typeof plus27;
    const refused: readonly [IConstruct, string][] = [
      [new CronJob(chart, 'cron', { containers, schedule: Cron.daily() }), 'capture-kind-not-watched'],
      [new Pod(chart, 'pod', { containers }), 'capture-of-bare-pod'],
      [new ConfigMap(chart, 'config'), 'capture-kind-not-watched'],
      [chart, 'capture-target-without-object'],
    ];
    for (const [target, id] of refused) {
      expect(capture.supports(target)).toBe(false);
      expect(thrownIds(() => capture.applyTo(target))).toEqual([id]);
    }
  });
});

const template = { spec: { containers: [{ name: 'web', image: 'web' }] } };

test.each([
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'StatefulSet'],
  ['apps/v1', 'DaemonSet'],
  ['apps/v1', 'ReplicaSet'],
  ['batch/v1', 'Job'],
  ['argoproj.io/v1alpha1', 'Rollout'],
])('any ApiObject of %s %s is annotated', (apiVersion, kind) => {
  const chart = Testing.chart();
  const object = new ApiObject(chart, 'web', { apiVersion, kind, metadata: { name: 'web' }, spec: { template } });
  expect(capture.supports(object)).toBe(true);
  new GoproxyCapture({ tlsOut: true, istioProxyLogLevel: IstioProxyLogLevel.DEBUG }).applyTo(object);
  expect(Testing.synth(chart)[0]).toEqual({
    apiVersion,
    kind,
    metadata: { name: 'web', annotations: INJECTED },
    spec: { template: { ...template, metadata: { annotations: { 'sidecar.istio.io/logLevel': 'debug' } } } },
  });
});

test.each([
  ['a kind of another group', 'example.com/v1', 'Deployment'],
  ['a CronJob', 'batch/v1', 'CronJob'],
  ['a Pod', 'v1', 'Pod'],
])('%s is not supported', (_, apiVersion, kind) => {
  expect(capture.supports(new ApiObject(Testing.chart(), 'web', { apiVersion, kind }))).toBe(false);
});

test('a Rollout with a workloadRef is annotated itself; it has no pod template to place anything in', () => {
  const chart = Testing.chart();
  const rollout = new ApiObject(chart, 'web', {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'web' },
    spec: { workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
  });
  capture.applyTo(rollout);
  expect(rollout.toJson().metadata.annotations).toEqual(INJECTED);
  expect(thrownIds(() => new EbpfCapture({ istioProxyLogLevel: IstioProxyLogLevel.DEBUG }).applyTo(rollout))).toEqual(['capture-template-elsewhere']);
});

/** What `construct.with(mixin)` of constructs 10.5 does, which the peer's oldest version has not. */
function applyAsMixin(mixin: ICapture, scope: IConstruct): void {
  scope.node.findAll().filter((construct) => mixin.supports(construct)).forEach((construct) => mixin.applyTo(construct));
}

test('applied as a mixin to a whole chart, a capture annotates each of its workloads', () => {
  const chart = Testing.chart();
  plusWorkloads(plus27, chart);
  applyAsMixin(capture, chart);
  const annotations = Object.fromEntries(Testing.synth(chart).map(({ kind, metadata }) => [kind, metadata.annotations]));
  expect(annotations).toEqual({ Service: undefined, Deployment: INJECTED, DaemonSet: INJECTED, Job: INJECTED, StatefulSet: INJECTED });
});
