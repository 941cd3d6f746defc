import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { CapturedDeployment, GoproxyCapture, MeshContext, SpeedscaleOnIstio } from 'cdk8s-speedscale';

/** Argo CD applies lower waves first, and removes higher ones first. What names no wave, as the workloads, is in wave 0. */
enum Wave { NAMESPACES = '-3', MESH = '-2', OPERATOR = '-1' }

const inWave = (wave: Wave, options?: string) => ({
  'argocd.argoproj.io/sync-wave': wave,
  ...(options === undefined ? {} : { 'argocd.argoproj.io/sync-options': options }),
});

/** The label by which Istio takes the pods of a namespace into the mesh. */
const INJECTED = { 'istio-injection': 'enabled' };

/** A shop whose checkout Speedscale captures, as one chart that Argo CD applies from the committed dist/ in this order. */
export class ShopOnArgoCd extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // First the namespaces, with their labels: pods that start before the label is there have no istio-proxy.
    for (const name of ['speedscale', 'shop']) {
      new ApiObject(this, `namespace-${name}`, {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name, labels: INJECTED, annotations: inWave(Wave.NAMESPACES, 'Prune=confirm') },
      });
    }

    // Then the ServiceEntry and the Sidecars: the operator's first job calls Speedscale already.
    const { warnings } = new SpeedscaleOnIstio(this, 'speedscale', {
      context: MeshContext.fromManifests([`${__dirname}/mesh.yaml`]),
      istio: { version: '1.30' },
      speedscale: { namespaceLabels: INJECTED },
      namespaces: [{ name: 'shop', labels: INJECTED, replay: true }],
      metadata: { annotations: inWave(Wave.MESH, 'PruneLast=true') },
    });
    for (const warning of warnings) console.error(warning);

    // Then the operator: its webhook must run before a workload asks for goproxy.
    new ApiObject(this, 'operator', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'speedscale-operator', namespace: 'argocd', annotations: inWave(Wave.OPERATOR) },
      spec: {
        project: 'default',
        source: {
          repoURL: 'https://speedscale.github.io/operator-helm/',
          chart: 'speedscale-operator',
          targetRevision: '2.5.1145',
          helm: {
            valuesObject: {
              apiKeySecret: 'speedscale-apikey',
              clusterName: 'example',
              // With true, each rendering without a cluster makes new certificates. These come from cert-manager.
              createTLSCerts: false,
              webhookAnnotations: { 'cert-manager.io/inject-ca-from': 'speedscale/speedscale-operator-ca' },
            },
          },
        },
        destination: { server: 'https://kubernetes.default.svc', namespace: 'speedscale' },
        // No prune: it would delete what the chart makes as hooks, and the operator mounts that.
        syncPolicy: { automated: { prune: false, selfHeal: true } },
      },
    });

    // Last the workloads that are captured.
    new CapturedDeployment(this, 'checkout', {
      capture: new GoproxyCapture(),
      metadata: { name: 'checkout', namespace: 'shop' },
      replicas: 2,
      containers: [{ image: 'ghcr.io/example/checkout:1.4.2', portNumber: 8080 }],
    });
  }
}
