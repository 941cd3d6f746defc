import { ApiObject, Testing, Yaml } from 'cdk8s';
import { EgressSidecar, ExternalServices } from '../../src';

const yaml = (objects: readonly ApiObject[]) => Yaml.stringify(...objects.map((object) => object.toJson()));

test('the ServiceEntry example of Speedscale\'s page can be had to the letter', () => {
  const { serviceEntries } = ExternalServices.asOnIstioPage(Testing.chart(), 'page');
  expect(yaml(serviceEntries)).toBe(`apiVersion: networking.istio.io/v1alpha3
kind: ServiceEntry
metadata:
  name: speedscale-external-svc-https
  namespace: speedscale
spec:
  hosts:
    - app.speedscale.com
    - downloads.speedscale.com
    - firehose.us-east-1.amazonaws.com
    - sqs.us-east-1.amazonaws.com
    - sns.us-east-1.amazonaws.com
    - s3.us-east-1.amazonaws.com
    - "*.s3.us-east-1.amazonaws.com"
    - sts.amazonaws.com
    - sts.us-east-1.amazonaws.com
  location: MESH_EXTERNAL
  ports:
    - name: https
      number: 443
      protocol: TLS
  resolution: NONE
`);
});

test('the Sidecar example of Speedscale\'s page can be had to the letter', () => {
  const { sidecar } = EgressSidecar.asOnIstioPage(Testing.chart(), 'page', 'prod-us1');
  expect(yaml([sidecar])).toBe(`apiVersion: networking.istio.io/v1beta1
kind: Sidecar
metadata:
  name: default
  namespace: prod-us1
spec:
  egress:
    - hosts:
        - speedscale/*
`);
});

// The page's list lacks a host of Speedscale's own table; its API version is the oldest one; without exportTo, a mesh whose
// defaultServiceExportTo is "." hides the hosts from replays.
test('the default adds the tenth host, says who sees the hosts, and takes the API version of today', () => {
  const { serviceEntries } = new ExternalServices(Testing.chart(), 'safe', { exportTo: ['shop'] });
  expect(yaml(serviceEntries)).toBe(`apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: speedscale-external-svc-https
  namespace: speedscale
spec:
  exportTo:
    - "."
    - shop
  hosts:
    - app.speedscale.com
    - downloads.speedscale.com
    - firehose.us-east-1.amazonaws.com
    - sqs.us-east-1.amazonaws.com
    - sns.us-east-1.amazonaws.com
    - s3.us-east-1.amazonaws.com
    - "*.s3.us-east-1.amazonaws.com"
    - sts.amazonaws.com
    - sts.us-east-1.amazonaws.com
    - monitoring.us-east-1.amazonaws.com
  location: MESH_EXTERNAL
  ports:
    - name: https
      number: 443
      protocol: TLS
  resolution: NONE
`);
});

// The page's Sidecar lets nothing in but Speedscale: with REGISTRY_ONLY its pods lose their own namespace.
test('the default Sidecar keeps the own namespace, Istio\'s and the API server', () => {
  const { sidecar } = new EgressSidecar(Testing.chart(), 'safe', { metadata: { namespace: 'prod-us1' } });
  expect(yaml([sidecar])).toBe(`apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: default
  namespace: prod-us1
spec:
  egress:
    - hosts:
        - ./*
        - istio-system/*
        - default/kubernetes.default.svc.cluster.local
        - speedscale/*
`);
});
