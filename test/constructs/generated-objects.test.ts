import { App, Chart } from 'cdk8s';
import { KubeCronJob, KubeDeployment, KubeStatefulSet } from 'cdk8s-plus-27/lib/imports/k8s';
import { EbpfCapture, GoproxyCapture } from '../../src';
import { thrownIds } from '../message/ids';

const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web' }] } };
const spec = { selector: { matchLabels: { app: 'web' } }, template };
const chart = () => new Chart(new App(), 'chart', { namespace: 'shop' });

test('objects of the classes that `cdk8s import k8s` generates are captured as they are', () => {
  const deployment = new KubeDeployment(chart(), 'web', { spec });
  new GoproxyCapture({ tlsOut: true }).applyTo(deployment);
  expect(deployment.toJson().metadata.annotations).toEqual({ 'sidecar.speedscale.com/inject': 'true', 'sidecar.speedscale.com/tls-out': 'true' });
  const set = new KubeStatefulSet(chart(), 'web', { spec: { ...spec, serviceName: 'web' } });
  new EbpfCapture().applyTo(set);
  expect(set.toJson().metadata.annotations).toEqual({ 'capture.speedscale.com/enabled': 'true' });
});

test('a generated CronJob is refused like any other', () => {
  const job = new KubeCronJob(chart(), 'web', { spec: { schedule: '@daily', jobTemplate: { spec: { template } } } });
  expect(new GoproxyCapture().supports(job)).toBe(false);
  expect(thrownIds(() => new GoproxyCapture().applyTo(job))).toEqual(['capture-kind-not-watched']);
});
