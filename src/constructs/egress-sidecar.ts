import { ApiObject, ApiObjectMetadata, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { findAtSynth } from './at-synth';
import { objectsBeside } from './meshes-in-app';
import { tryRender, unrendered } from './render';
import { renderedObject } from './rendered-object';
import { throwAt } from './throw-at';
import { sidecarOf } from '../istio/config/read';
import { KubernetesObject, objectTitle } from '../kubernetes/object';
import { checkSidecar } from '../mesh/check-request';
import { egressSidecar, SIDECAR_NAME, SidecarRequest, usualHosts } from '../mesh/egress-sidecar';
import { finding } from '../message/catalogue';
import { Finding } from '../message/message';
import { networkingApiVersion } from '../settings/check-names';
import { OutboundTrafficPolicy } from '../settings/mesh-settings';
import { DEFAULT_NAMESPACE, DEFAULT_ROOT_NAMESPACE } from '../settings/resolve-mesh';

/** Properties of `EgressSidecar`. */
export interface EgressSidecarProps {
  /**
   * Metadata of the Sidecar; the namespace is the one whose pods it holds for.
   * @default - name "default", the chart's namespace
   */
  readonly metadata?: ApiObjectMetadata;
  /**
   * What the namespace's pods may call besides Speedscale, each as `namespace/dnsName`. A Sidecar lets nothing in that it does
   * not list, so an empty list cuts the pods off from their own namespace.
   * @default - the own namespace, the root namespace, and the API server: "./*", "istio-system/*" and "default/kubernetes.default.svc.cluster.local"
   */
  readonly hosts?: string[];
  /**
   * The namespace of Speedscale's operator and forwarder.
   * @default "speedscale"
   */
  readonly speedscaleNamespace?: string;
  /**
   * The policy for destinations that nobody registered. Istio merges no Sidecars: where the one that this replaces states a
   * policy, state it here too.
   * @default - the mesh's
   */
  readonly outboundTrafficPolicy?: OutboundTrafficPolicy;
  /**
   * Istio's release, as "1.30" or "1.30.3".
   * @default - the newest release that is modelled
   */
  readonly istioVersion?: string;
  /**
   * The API version, whatever the release.
   * @default - by `istioVersion`
   */
  readonly apiVersion?: string;
}

/**
 * An Istio Sidecar that lets a namespace's pods call Speedscale. It holds for every pod of the namespace that no Sidecar with a
 * workloadSelector selects, and replaces the root namespace's Sidecar for them.
 *
 * Needed only where Sidecars narrow egress at all: `SpeedscaleOnIstio` decides that from the manifests.
 */
export class EgressSidecar extends Construct {
  /**
   * The Sidecar example of Speedscale's Istio page, to the letter. For comparing: it lets nothing in but Speedscale, so pods
   * lose their own namespace.
   * @param namespace the namespace of the Sidecar; the page's is "prod-us1"
   */
  public static asOnIstioPage(scope: Construct, id: string, namespace: string): EgressSidecar {
    return new EgressSidecar(scope, id, { metadata: { namespace }, hosts: [], apiVersion: 'networking.istio.io/v1beta1' });
  }

  /** The Sidecar. */
  public readonly sidecar: ApiObject;

  constructor(scope: Construct, id: string, props: EgressSidecarProps = {}) {
    super(scope, id);
    const { hosts = [...usualHosts(DEFAULT_ROOT_NAMESPACE)], speedscaleNamespace = DEFAULT_NAMESPACE, outboundTrafficPolicy } = props;
    const request: SidecarRequest = {
      name: props.metadata?.name ?? SIDECAR_NAME,
      namespace: props.metadata?.namespace ?? Chart.of(this).namespace ?? '',
      egress: [{ hosts: [...new Set([...hosts, `${speedscaleNamespace}/*`])] }],
      outboundTrafficPolicy: outboundTrafficPolicy === undefined ? undefined : { mode: `${outboundTrafficPolicy}` },
      apiVersion: networkingApiVersion(props),
      labels: props.metadata?.labels,
      annotations: props.metadata?.annotations,
    };
    throwAt(this, checkSidecar(request, props));
    this.sidecar = renderedObject(this, 'Resource', egressSidecar(request), props.metadata);
    findAtSynth(this.sidecar, () => notTheOnlyOne(this.sidecar));
  }
}

/** Of two Sidecars without a workloadSelector in a namespace the oldest counts alone. `undefined` where one cannot be rendered yet. */
function notTheOnlyOne(sidecar: ApiObject): readonly Finding[] | undefined {
  const others = objectsBeside(sidecar).filter(({ apiGroup, kind, metadata }) => (
    apiGroup === sidecar.apiGroup && kind === sidecar.kind && metadata.namespace === sidecar.metadata.namespace));
  const rendered = others.map((object) => ({ object, manifest: tryRender(object) as KubernetesObject | undefined }));
  if (rendered.some(({ manifest }) => manifest === undefined)) return undefined;
  return rendered.filter(({ manifest }) => sidecarOf(manifest!).selector === undefined).slice(0, 1).map(({ object }) => (
    finding('sidecar-not-the-only-one', { sidecar: objectTitle(unrendered(sidecar)), other: objectTitle(unrendered(object)), at: object.node.path })));
}
