import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { CapturedDeployment, GoproxyCapture, OutboundTrafficPolicy, SpeedscaleOnIstio } from 'cdk8s-speedscale';

/**
 * A shop in a mesh that lets only registered hosts out and narrows its proxies. Speedscale captures the traffic of the
 * checkout and replays it in the same namespace.
 */
export class ShopMesh extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'shop' });

    // The mesh as it is: pods call their own namespace and Istio's, and nothing else.
    new ApiObject(this, 'root-sidecar', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Sidecar',
      metadata: { name: 'default', namespace: 'istio-system' },
      spec: { egress: [{ hosts: ['./*', 'istio-system/*'] }] },
    });

    // What Speedscale needs of it: a ServiceEntry for its hosts, and a Sidecar in each namespace that calls it.
    new SpeedscaleOnIstio(this, 'speedscale', {
      istio: { version: '1.30', outboundTrafficPolicy: OutboundTrafficPolicy.REGISTRY_ONLY, cni: true },
      speedscale: { namespaceLabels: { 'istio-injection': 'enabled' } },
      namespaces: [{ name: 'shop', labels: { 'istio-injection': 'enabled' }, replay: true }],
    });

    new CapturedDeployment(this, 'checkout', {
      capture: new GoproxyCapture(),
      metadata: { name: 'checkout' },
      replicas: 2,
      containers: [{ image: 'ghcr.io/example/checkout:1.4.2', portNumber: 8080 }],
    });
  }
}
