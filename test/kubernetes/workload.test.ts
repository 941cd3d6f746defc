import { kubernetesObject, KubernetesObject } from '../../src/kubernetes/object';
import { isPatchFragment, podTemplate, WORKLOAD_KINDS, workloadKind, workloadRef } from '../../src/kubernetes/workload';

const object = (apiVersion: string, kind: string, spec: unknown): KubernetesObject =>
  kubernetesObject({ apiVersion, kind, metadata: { name: 'web', namespace: 'shop', labels: { own: 'object' } }, spec })!;
const pod = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web:1' }], restartPolicy: 'OnFailure' } };
const selector = { matchLabels: { app: 'web' } };

const whole: [string, KubernetesObject][] = [
  ['Deployment', object('apps/v1', 'Deployment', { selector, template: pod })],
  ['StatefulSet', object('apps/v1', 'StatefulSet', { selector, template: pod })],
  ['DaemonSet', object('apps/v1', 'DaemonSet', { selector, template: pod })],
  ['ReplicaSet', object('apps/v1', 'ReplicaSet', { selector, template: pod })],
  ['Rollout', object('argoproj.io/v1alpha1', 'Rollout', { selector, template: pod })],
  ['Job', object('batch/v1', 'Job', { template: pod })],
  ['CronJob', object('batch/v1', 'CronJob', { jobTemplate: { spec: { template: pod } } })],
  ['Pod', kubernetesObject({ apiVersion: 'v1', kind: 'Pod', ...pod })!],
];

test.each(whole)('a %s has its pod, and is no fragment', (_, workload) => {
  expect(podTemplate(workload)).toMatchObject({ metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web' }] } });
  expect(isPatchFragment(workload)).toBe(false);
});

test('every kind of the table is tested, and all but CronJob are watched by Speedscale\'s operator', () => {
  expect(whole.map(([, workload]) => workloadKind(workload)).sort()).toEqual([...WORKLOAD_KINDS].sort());
  expect(WORKLOAD_KINDS.filter(({ watchedByOperator }) => !watchedByOperator).map((kind) => kind.groupKind)).toEqual(['CronJob.batch']);
});

test.each([
  ['Deployment without a selector', object('apps/v1', 'Deployment', { template: pod })],
  ['Deployment without containers', object('apps/v1', 'Deployment', { selector, template: { spec: { containers: [] } } })],
  ['Deployment of annotations alone', object('apps/v1', 'Deployment', undefined)],
  ['Job without a restartPolicy', object('batch/v1', 'Job', { template: { spec: { containers: pod.spec.containers } } })],
  ['Job without containers', object('batch/v1', 'Job', { template: { spec: { restartPolicy: 'Never' } } })],
  ['CronJob that only changes its schedule', object('batch/v1', 'CronJob', { schedule: '@daily' })],
  ['Pod without an image', object('v1', 'Pod', { containers: [{ name: 'web' }] })],
  ['Rollout without a template', object('argoproj.io/v1alpha1', 'Rollout', { selector })],
  ['Deployment whose spec is malformed', object('apps/v1', 'Deployment', { selector: 1, template: { spec: { containers: 'x' } } })],
])('a %s is a fragment that patches another', (_, fragment) => {
  expect(isPatchFragment(fragment)).toBe(true);
});

test('a Rollout with a workloadRef is whole without containers, and its pod is the other\'s', () => {
  const rollout = object('argoproj.io/v1alpha1', 'Rollout', { workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } });
  expect(isPatchFragment(rollout)).toBe(false);
  expect(podTemplate(rollout)).toBeUndefined();
  expect(workloadRef(rollout)).toEqual({ kind: 'Deployment', name: 'web', namespace: 'shop' });
});

test('a kind of another group is no workload', () => {
  expect(workloadKind({ apiVersion: 'example.com/v1', kind: 'Deployment' })).toBeUndefined();
  expect(podTemplate(object('example.com/v1', 'Deployment', { template: pod }))).toBeUndefined();
});
