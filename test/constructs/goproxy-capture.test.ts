import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import { validationIds } from './validation-ids';
import { AnnotationPlacement, CapturedDeployment, EbpfCapture, GoproxyCapture, GoproxyProxyType, ICapture, IstioProxyLogLevel, SpeedscaleOnIstio } from '../../src';
import { thrownIds } from '../message/ids';

jest.mock('../../src/files/standard-error');

const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web' }] } };

function workload(chart: Chart, metadata: object = {}, spec: object = { selector: {}, template }): ApiObject {
  return new ApiObject(chart, 'web', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop', ...metadata }, spec });
}

const annotationsOf = (object: ApiObject) => object.toJson().metadata.annotations;

test('options become annotations of the workload itself, as text, and its pod template stays as it is', () => {
  const web = workload(Testing.chart());
  new GoproxyCapture({ tlsOut: true, ignoreDstHosts: ['kubernetes.default.svc', 'db.shop'], proxyInPort: 4200, diagnostics: false }).applyTo(web);
  expect(annotationsOf(web)).toEqual({
    'sidecar.speedscale.com/inject': 'true',
    'sidecar.speedscale.com/tls-out': 'true',
    'sidecar.speedscale.com/ignore-dst-hosts': 'kubernetes.default.svc,db.shop',
    'sidecar.speedscale.com/proxy-in-port': '4200',
    'sidecar.speedscale.com/diagnostics': 'false',
  });
  expect(web.toJson().spec.template).toEqual(template);
});

test('annotations that the workload has are kept, those that say the same too', () => {
  const web = workload(Testing.chart(), { annotations: { 'team': 'web', 'sidecar.speedscale.com/tls-out': 'true' } });
  new GoproxyCapture({ tlsOut: true }).applyTo(web);
  expect(annotationsOf(web)).toEqual({ 'team': 'web', 'sidecar.speedscale.com/inject': 'true', 'sidecar.speedscale.com/tls-out': 'true' });
});

test('a second application changes nothing, and says nothing twice', () => {
  const chart = Testing.chart();
  const web = workload(chart);
  const capture = new GoproxyCapture();
  capture.applyTo(web);
  capture.applyTo(web);
  web.metadata.addAnnotation('sidecar.speedscale.com/inject', 'false');
  expect(validationIds(chart)).toEqual(['capture-contradicts-annotation']);
});

test.each([
  ['a contradiction', { 'sidecar.speedscale.com/tls-out': 'false' }, ['capture-contradicts-annotation']],
  ['a workload that the operator is told to skip', { 'operator.speedscale.com/ignore': 'true' }, ['capture-of-ignored-workload']],
  ['eBPF capture', { 'capture.speedscale.com/enabled': 'true' }, ['capture-with-both-modes']],
  ['the Java agent of eBPF capture', { 'capture.speedscale.com/java-agent': 'true', 'capture.speedscale.com/enabled': 'true' }, ['capture-with-both-modes']],
])('%s is refused before anything is changed', (_, annotations, ids) => {
  const web = workload(Testing.chart(), { annotations });
  expect(thrownIds(() => new GoproxyCapture({ tlsOut: true }).applyTo(web))).toEqual(ids);
  expect(annotationsOf(web)).toEqual(annotations);
});

test('what somebody writes over later is an error when the app is rendered, and names both values', () => {
  const chart = Testing.chart();
  const web = workload(chart);
  new GoproxyCapture({ tlsOut: true }).applyTo(web);
  web.metadata.addAnnotation('sidecar.speedscale.com/tls-out', 'false');
  expect(validationIds(chart)).toEqual(['capture-contradicts-annotation']);
  expect(() => Testing.synth(chart)).toThrow(/"sidecar\.speedscale\.com\/tls-out: false", and the capture says "true"/);
});

describe('goproxy and eBPF on one workload', () => {
  test.each<[ICapture, ICapture]>([
    [new GoproxyCapture(), new EbpfCapture()],
    [new EbpfCapture({ javaAgent: true }), new GoproxyCapture()],
  ])('are refused at once, and the first capture stays as it was', (first, second) => {
    const chart = Testing.chart();
    const web = workload(chart);
    first.applyTo(web);
    const before = annotationsOf(web);
    expect(thrownIds(() => second.applyTo(web))).toEqual(['capture-with-both-modes']);
    expect([annotationsOf(web), validationIds(chart)]).toEqual([before, []]);
  });

  test('are refused by a captured workload too', () => {
    const captured = new CapturedDeployment(Testing.chart(), 'web', { containers: [{ image: 'web' }], capture: new EbpfCapture() });
    expect(thrownIds(() => new GoproxyCapture().applyTo(captured))).toEqual(['capture-with-both-modes']);
  });

  test('are an error when the app is rendered, where one is written by hand afterwards', () => {
    const chart = Testing.chart();
    const web = workload(chart);
    new GoproxyCapture().applyTo(web);
    web.metadata.addAnnotation('capture.speedscale.com/enabled', 'true');
    expect(validationIds(chart)).toEqual(['capture-with-both-modes']);
  });

  test.each([['of an ApiObject', false], ['of cdk8s-plus', true]])('are an error when the app is rendered, where one is in the pod template %s', (_, isPlus) => {
    const chart = Testing.chart();
    const web = isPlus ? new Deployment(chart, 'plus', { containers: [{ image: 'web' }] }) : workload(chart);
    new EbpfCapture({ placement: AnnotationPlacement.POD_TEMPLATE }).applyTo(web);
    new GoproxyCapture().applyTo(web);
    expect(new Set(validationIds(chart))).toEqual(new Set(['capture-with-both-modes']));
  });
});

test.each([
  ['the pod template', AnnotationPlacement.POD_TEMPLATE, false, true],
  ['both', AnnotationPlacement.BOTH, true, true],
])('annotations go into %s where they are placed there', (_, placement, onWorkload, onTemplate) => {
  const chart = Testing.chart();
  const web = workload(chart);
  const plus = new Deployment(chart, 'plus', { containers: [{ image: 'web' }], podMetadata: { annotations: { team: 'web' } } });
  const capture = new GoproxyCapture({ placement });
  [web, plus].forEach((target) => capture.applyTo(target));
  for (const rendered of [web, ApiObject.of(plus)].map((object) => object.toJson())) {
    expect(rendered.metadata.annotations?.['sidecar.speedscale.com/inject']).toBe(onWorkload ? 'true' : undefined);
    expect(rendered.spec.template.metadata.annotations['sidecar.speedscale.com/inject']).toBe(onTemplate ? 'true' : undefined);
  }
  expect(ApiObject.of(plus).toJson().spec.template.metadata.annotations.team).toBe('web');
  expect(web.toJson().spec.template.metadata.labels).toEqual({ app: 'web' });
});

test('a contradiction in the pod template is an error too, before and after', () => {
  const chart = Testing.chart();
  const web = workload(chart);
  new GoproxyCapture({ placement: AnnotationPlacement.POD_TEMPLATE, tlsOut: true }).applyTo(web);
  web.addJsonPatch(JsonPatch.replace('/spec/template/metadata/annotations/sidecar.speedscale.com~1tls-out', 'false'));
  expect(validationIds(chart)).toEqual(['capture-contradicts-annotation']);
  expect(thrownIds(() => new GoproxyCapture({ placement: AnnotationPlacement.BOTH, tlsOut: true }).applyTo(web))).toEqual(['capture-contradicts-annotation']);
});

test('the log level of istio-proxy goes into the pod template, and is nowhere unless asked for', () => {
  const chart = Testing.chart();
  const web = workload(chart);
  new EbpfCapture({ istioProxyLogLevel: IstioProxyLogLevel.DEBUG }).applyTo(web);
  expect(web.toJson().spec.template.metadata.annotations).toEqual({ 'sidecar.istio.io/logLevel': 'debug' });
  expect(annotationsOf(web)).toEqual({ 'capture.speedscale.com/enabled': 'true' });
  expect(thrownIds(() => new EbpfCapture({ istioProxyLogLevel: IstioProxyLogLevel.INFO }).applyTo(web))).toEqual(['capture-contradicts-annotation']);
});

describe('the annotation for Istio\'s CNI agent', () => {
  const mesh = (scope: Chart, cni?: boolean, namespaces: readonly string[] = [], id = 'mesh') =>
    new SpeedscaleOnIstio(scope, id, { istio: { cni }, emit: [], namespaces: namespaces.map((name) => ({ name })) });
  const CNI = 'sidecar.speedscale.com/istio-cni';

  test.each([[true, 'true'], [false, undefined], [undefined, undefined]])('follows a mesh with cni %p that is defined after it', (cni, expected) => {
    const chart = Testing.chart();
    const web = workload(chart);
    new GoproxyCapture().applyTo(web);
    mesh(chart, cni);
    expect(annotationsOf(web)[CNI]).toBe(expected);
    expect(validationIds(chart)).toEqual([]);
  });

  test('follows it in the pod template too, where cdk8s-plus resolves values late', () => {
    const chart = Testing.chart();
    const plus = new Deployment(chart, 'plus', { containers: [{ image: 'web' }] });
    new GoproxyCapture({ placement: AnnotationPlacement.BOTH }).applyTo(plus);
    mesh(chart, true);
    const { metadata, spec } = ApiObject.of(plus).toJson();
    expect([metadata.annotations[CNI], spec.template.metadata.annotations[CNI]]).toEqual(['true', 'true']);
  });

  test('is missed when the app is rendered, where a pod template is patched before the mesh is known', () => {
    const chart = Testing.chart();
    const web = workload(chart);
    new GoproxyCapture({ placement: AnnotationPlacement.POD_TEMPLATE }).applyTo(web);
    mesh(chart, true);
    expect(validationIds(chart)).toEqual(['istio-cni-missing']);
  });

  test('is not written for eBPF capture', () => {
    const chart = Testing.chart();
    mesh(chart, true);
    const web = workload(chart);
    new EbpfCapture().applyTo(web);
    expect(annotationsOf(web)).toEqual({ 'capture.speedscale.com/enabled': 'true' });
    expect(validationIds(chart)).toEqual([]);
  });

  test('may be stated, but not against the mesh', () => {
    const chart = Testing.chart();
    const web = workload(chart);
    new GoproxyCapture({ istioCni: false }).applyTo(web);
    expect(annotationsOf(web)[CNI]).toBe('false');
    mesh(chart, true);
    expect(validationIds(chart)).toEqual(['istio-cni-contradicts-mesh']);
  });

  test('is kept where the workload has it already, and judged all the same', () => {
    const chart = Testing.chart();
    mesh(chart, true);
    const web = workload(chart, { annotations: { [CNI]: 'false' } });
    new GoproxyCapture().applyTo(web);
    expect(annotationsOf(web)[CNI]).toBe('false');
    expect(validationIds(chart)).toEqual(['istio-cni-contradicts-mesh']);
  });
});

describe('warnings', () => {
  const ids = (warnings: readonly string[]) => warnings.map((warning) => warning.split(/ {2}/)[1]);

  test('name options that come to nothing', () => {
    expect(ids(new GoproxyCapture({ proxyPort: 8080, proxyType: GoproxyProxyType.TRANSPARENT }).warnings)).toEqual(['annotation-would-be-ignored']);
  });

  test.each([
    ['init containers with the CNI agent', true, { initContainers: [{ name: 'migrate' }] }, ['capture-init-containers-with-cni']],
    ['the host network', true, { hostNetwork: true }, ['capture-on-host-network']],
    ['a native sidecar: nothing', true, { initContainers: [{ name: 'proxy', restartPolicy: 'Always' }] }, []],
    ['init containers without the agent: nothing', false, { initContainers: [{ name: 'migrate' }] }, []],
    ['an unknown agent', undefined, {}, ['istio-cni-unknown']],
  ])('tell of %s', (_, cni, spec, expected) => {
    const chart = new Chart(new App(), 'chart');
    new SpeedscaleOnIstio(chart, 'mesh', { istio: { cni }, emit: [] });
    const capture = new GoproxyCapture();
    capture.applyTo(workload(chart, {}, { selector: {}, template: { ...template, spec: { ...template.spec, ...spec } } }));
    expect(ids(capture.warnings)).toEqual(expected);
  });

  test('tell of an annotation that the mesh has no use for', () => {
    const chart = Testing.chart();
    new SpeedscaleOnIstio(chart, 'mesh', { istio: { cni: false }, emit: [] });
    const capture = new GoproxyCapture({ istioCni: true });
    capture.applyTo(workload(chart));
    expect(ids(capture.warnings)).toEqual(['istio-cni-without-agent']);
  });
});
