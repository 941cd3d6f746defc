import { ApiObject, JsonPatch } from 'cdk8s';
import { IConstruct } from 'constructs';
import { checkAtSynth } from './at-synth';
import { meshOf, objectsBeside } from './meshes-in-app';
import { throwAt } from './throw-at';
import { apiObjectOf } from './workload-annotations';
import { meshEdits } from '../istio/objects/virtual-service';
import { KubernetesObject, kubernetesObject } from '../kubernetes/object';
import { ValuePath } from '../kubernetes/value';
import { meshAudiences } from '../mesh/audiences';
import { otherVirtualServices, planVirtualServiceHosts } from '../mesh/virtual-service-hosts';
import { finding } from '../message/catalogue';
import { InputError } from '../message/input-error';
import { formatFinding } from '../message/text';

/** Properties of `VirtualServiceHosts`. */
export interface VirtualServiceHostsProps {
  /**
   * The host under which callers inside the mesh find the Service: a short name, completed in the VirtualService's namespace as
   * Istio does, or a full one such as `web.shop.svc.cluster.local`. Istio completes no name that has a dot.
   * @default - the one host that its routes lead to
   */
  readonly host?: string;
}

/**
 * Makes a VirtualService that is bound to an ingress gateway hold for callers inside the mesh too: the in-mesh host stands
 * beside its own, and `mesh` beside its gateways. Its routes, weights, retries and timeouts then apply to every caller in the
 * mesh, so apply it to VirtualServices that are meant, and to no whole chart.
 *
 * Source: Speedscale's Istio page, "Ensure VirtualService Contains Host".
 */
export class VirtualServiceHosts {
  private readonly props: VirtualServiceHostsProps;

  constructor(props: VirtualServiceHostsProps = {}) {
    this.props = props;
  }

  /** Whether the construct is, or has as its default child, a VirtualService. */
  public supports(target: IConstruct): boolean {
    const object = apiObjectOf(target);
    return object !== undefined && isVirtualService(object);
  }

  /**
   * Adds the host and `mesh`, where they are missing. Throws where Istio would refuse the result, and where another VirtualService
   * of the same `SpeedscaleOnIstio`, without one of the same chart, holds one of the hosts in the mesh already
   * (`virtual-service-host-taken`); of one that is defined later, that is an error when the app is rendered.
   */
  public applyTo(target: IConstruct): void {
    const object = apiObjectOf(target);
    if (object === undefined || !isVirtualService(object)) {
      throw new InputError(finding('virtual-service-not-one', { target: target.node.path }, { object: target.node.path }));
    }
    const others = () => otherVirtualServices(
      objectsBeside(object).filter(isVirtualService).map(rendered), meshAudiences(meshOf(object)?.mesh.istio ?? {}, new Map()).virtualService);
    const plan = () => planVirtualServiceHosts(rendered(object), this.props.host, others());
    const { findings, ...addition } = plan();
    throwAt(object, findings);
    for (const { path, items } of meshEdits(addition)) items.forEach((item) => object.addJsonPatch(JsonPatch.add(endOf(path), item)));
    checkAtSynth(object);
    object.node.addValidation({ validate: () => plan().findings.map(formatFinding) });
  }
}

/** The place behind the last item of a list, as a JSON pointer. */
function endOf(path: ValuePath): string {
  return `/${path.join('/')}/-`;
}

function isVirtualService({ apiGroup, kind }: ApiObject): boolean {
  return apiGroup === 'networking.istio.io' && kind === 'VirtualService';
}

function rendered(object: ApiObject): KubernetesObject {
  return kubernetesObject(object.toJson())!;
}
