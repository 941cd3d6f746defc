import { Case, checked, deployment, ebpf, goproxy, service } from './case';
import { annotationMisplaced } from '../../src/check/rules/annotation-misplaced';
import { annotationReplaced } from '../../src/check/rules/annotation-replaced';
import { annotationValues } from '../../src/check/rules/annotation-values';
import { KubernetesObject } from '../../src/kubernetes/object';
import { SPEEDSCALE_ANNOTATIONS } from '../../src/speedscale/annotations';
import { SPEEDSCALE_MARKS } from '../../src/speedscale/marks';

const RULES = [annotationMisplaced, annotationReplaced, annotationValues].flatMap(({ ids }) => ids);
const found = (...objects: Case['objects']) => checked({ objects }, RULES).findings;
const said = (...objects: Case['objects']) => found(...objects).map(({ severity, id }) => `${severity} ${id}`);

type Texts = Readonly<Record<string, string>>;

const ofKind = (kind: string, apiVersion: string) => (object: KubernetesObject): KubernetesObject => ({ ...object, kind, apiVersion });
const labelled = (object: KubernetesObject, labels: Texts): KubernetesObject => ({ ...object, metadata: { ...object.metadata, labels } });
const annotated = (object: KubernetesObject, annotations: Texts): KubernetesObject => ({ ...object, metadata: { ...object.metadata, annotations } });

describe('what Speedscale\'s operator, chart and tools write is no finding', () => {
  const names = [...SPEEDSCALE_MARKS, ...SPEEDSCALE_ANNOTATIONS.filter(({ setBy }) => setBy === 'operator')].map(({ name }) => name);
  const texts: Texts = Object.fromEntries(names.map((name) => [name, 'any']));
  const web = deployment('shop/web', texts, { labels: texts, annotations: texts });

  test.each<[string, KubernetesObject]>([
    ['a Deployment', web],
    ['a StatefulSet', ofKind('StatefulSet', 'apps/v1')(web)],
    ['a Rollout', ofKind('Rollout', 'argoproj.io/v1alpha1')(web)],
    ['a Pod', ofKind('Pod', 'v1')(web)],
    ['a Secret', ofKind('Secret', 'v1')(service('speedscale/speedscale-apikey'))],
    ['a TrafficReplay', ofKind('TrafficReplay', 'speedscale.com/v1')(service('shop/nightly'))],
  ])('on %s', (_, object) => {
    expect(said(labelled(annotated(object, texts), texts))).toEqual([]);
  });
});

describe('an unknown name of Speedscale\'s', () => {
  test.each([
    ['sidecar.speedscale.com/injct', 'sidecar.speedscale.com/inject'],
    ['sidecar.speedscale.com/tlsOut', 'sidecar.speedscale.com/tls-out'],
    ['sidecars.speedscale.com/tls-out', 'sidecar.speedscale.com/tls-out'],
    ['capture.speedscale.com/enable', 'capture.speedscale.com/enabled'],
  ])('is a warning, and %s gets the guess %s', (name, guess) => {
    const [finding, ...others] = found(deployment('shop/web', { [name]: 'true' }));
    expect([finding.severity, finding.id, finding.fix, others]).toEqual(['warning', 'annotation-unknown', `write "${guess}"`, []]);
  });

  test.each([
    ['one more option', 'sidecar.speedscale.com/seccomp-profile-of-proxy'], ['a name of three letters less', 'sidecar.speedscale.com/tls-secret'],
    ['another domain', 'new.speedscale.com/thing'], ['a million letters', `sidecar.speedscale.com/${'a'.repeat(2 ** 20)}`],
  ])('is a warning without a guess, where it is far from all that are known: %s', (_, name) => {
    const [finding, ...others] = found(deployment('shop/web', { [name]: 'true' }));
    expect([finding.severity, finding.id, finding.fix.includes('write "'), others]).toEqual(['warning', 'annotation-unknown', false, []]);
  });

  test('hides no error beside it', () => {
    expect(said(deployment('shop/web', goproxy(ebpf({ 'sidecar.speedscale.com/new': 'x' }))))).toEqual(['warning annotation-unknown', 'error capture-with-both-modes']);
  });
});

describe('a capture annotation', () => {
  const inTemplate = (annotations: Texts, own: Texts = {}) => deployment('shop/web', own, { annotations });
  const inject = goproxy();

  test.each<[string, KubernetesObject]>([
    ['in a pod template', inTemplate(ebpf())],
    ['in the pod template of a CronJob', {
      ...deployment('shop/web'), apiVersion: 'batch/v1', kind: 'CronJob', spec: { jobTemplate: { spec: { template: { metadata: { annotations: inject } } } } },
    }],
    ['in a pod template, with another value than the workload\'s', inTemplate(goproxy(), { 'sidecar.speedscale.com/inject': 'false' })],
    ['among the labels', labelled(deployment('shop/web'), inject)],
    ['among the labels of a pod template', deployment('shop/web', {}, { labels: inject })],
    ['on what is no workload', annotated(service('shop/web'), inject)],
  ])('%s is a warning', (_, object) => {
    expect(said(object)).toEqual(['warning annotation-misplaced']);
  });

  test.each<[string, KubernetesObject]>([
    ['in the pod template and on the workload', inTemplate(inject, inject)],
    ['among the labels and on the workload', labelled(deployment('shop/web', inject), inject)],
  ])('%s is in its place, and no finding', (_, object) => {
    expect(said(object)).toEqual([]);
  });

  test('of both values names the workload\'s own', () => {
    expect(found(inTemplate(inject, { 'sidecar.speedscale.com/inject': 'false' }))[0].fix).toContain('"false"');
  });
});

describe('ephemeral storage', () => {
  const storage = (request: string, limit?: string) => deployment('shop/web', goproxy({
    'sidecar.speedscale.com/ephemeral-storage-request': request, ...(limit === undefined ? {} : { 'sidecar.speedscale.com/ephemeral-storage-limit': limit }),
  }));

  test.each<[string, string | undefined, readonly string[]]>([
    ['100Mi', '200Mi', []], ['1Gi', '1Gi', []], ['100Mi', undefined, []],
    ['1Gi', '200Mi', ['error annotation-request-over-limit']], ['1GB', '2Gi', ['error annotation-not-a-quantity']],
  ])('a request of %s with the limit %s', (request, limit, expected) => {
    expect(said(storage(request, limit))).toEqual(expected);
  });
});
