/** The manifests of examples/typescript without cdk8s-speedscale: what its rendering is compared with. */
import { ApiObject, App, Chart } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';

const apiVersion = 'networking.istio.io/v1';
const hosts = [
  'app.speedscale.com', 'downloads.speedscale.com', 'firehose.us-east-1.amazonaws.com', 'sqs.us-east-1.amazonaws.com', 'sns.us-east-1.amazonaws.com',
  's3.us-east-1.amazonaws.com', '*.s3.us-east-1.amazonaws.com', 'sts.amazonaws.com', 'sts.us-east-1.amazonaws.com', 'monitoring.us-east-1.amazonaws.com',
];
const apiServer = 'default/kubernetes.default.svc.cluster.local';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });
const sidecar = (id: string, namespace: string, egress: string[]) =>
  new ApiObject(chart, id, { apiVersion, kind: 'Sidecar', metadata: { name: 'default', namespace }, spec: { egress: [{ hosts: egress }] } });

sidecar('root', 'istio-system', ['./*', 'istio-system/*']);
new ApiObject(chart, 'hosts', {
  apiVersion,
  kind: 'ServiceEntry',
  metadata: { name: 'speedscale-external-svc-https', namespace: 'speedscale' },
  spec: { exportTo: ['.', 'shop'], hosts, location: 'MESH_EXTERNAL', ports: [{ name: 'https', number: 443, protocol: 'TLS' }], resolution: 'NONE' },
});
sidecar('speedscale', 'speedscale', ['./*', 'istio-system/*', apiServer]);
sidecar('shop', 'shop', ['./*', 'istio-system/*', 'speedscale/*', apiServer]);
new Deployment(chart, 'checkout', {
  metadata: { name: 'checkout', annotations: { 'sidecar.speedscale.com/inject': 'true', 'sidecar.speedscale.com/istio-cni': 'true' } },
  replicas: 2,
  containers: [{ image: 'ghcr.io/example/checkout:1.4.2', portNumber: 8080 }],
});
app.synth();
