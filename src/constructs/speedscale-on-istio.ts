import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { findAtSynth } from './at-synth';
import { claimProblems, decidedSince, decideMesh, provedWith, scopeHint } from './decided-mesh';
import { MeshContext } from './mesh-context';
import { addMesh, MeshClaim, objectsInScope } from './meshes-in-app';
import { renderedObject } from './rendered-object';
import { placedAt, throwAt } from './throw-at';
import { say, warn } from './warnings';
import { tallyInWords } from '../calls/tally';
import { KubernetesObject } from '../kubernetes/object';
import { formatPath } from '../kubernetes/value';
import { finding } from '../message/catalogue';
import { InputError } from '../message/input-error';
import { isError } from '../message/message';
import { nearest } from '../message/nearest';
import { formatFinding } from '../message/text';
import { MeshSettings } from '../settings/mesh-settings';
import { PlaceOf } from '../settings/place';

/** Properties of `SpeedscaleOnIstio`. */
export interface SpeedscaleOnIstioProps extends MeshSettings {
  /**
   * The objects of the mesh that are in sight.
   * @default - what is defined in `scope`, so far and when the app is rendered
   */
  readonly context?: MeshContext;
  /**
   * The part of the app that this mesh is: its objects decide what must exist, and its captures and replays belong to it. A chart,
   * or any construct of the same app that holds charts.
   * @default - the whole app where it has one `SpeedscaleOnIstio`; with several, such as one for each cluster, the chart that each is in
   */
  readonly scope?: IConstruct;
}

/**
 * Everything that Speedscale needs of an Istio mesh that lets only registered hosts out or narrows its proxies: the
 * ServiceEntry of the external hosts, and an Istio Sidecar for each namespace whose pods call Speedscale, where the root
 * namespace's Sidecar leaves Speedscale out.
 *
 * What must exist is decided in the constructor, from `context`. Throws where a setting cannot be, and where a
 * generated ServiceEntry would take a host over from another one in sight (`service-entry-takes-over-host`). Rendering fails where
 * objects that were defined later decide it otherwise (`mesh-decided-too-early`).
 */
export class SpeedscaleOnIstio extends Construct {
  /** The ServiceEntries of the external hosts; empty where `emit` leaves them out. */
  public readonly serviceEntries: ApiObject[];
  /** The generated Istio Sidecars; empty where none is needed. */
  public readonly sidecars: ApiObject[];
  /** What could not be decided or was left to somebody else. Each begins with its message id. They are printed when the app is rendered. */
  public readonly warnings: string[];

  constructor(scope: Construct, id: string, props: SpeedscaleOnIstioProps = {}) {
    super(scope, id);
    const { context, scope: stated, ...settings } = props;
    const claim: MeshClaim = { construct: this, scope: stated };
    throwAt(this, claimProblems(claim));
    const placeOf: PlaceOf = (path) => ({ object: `${this.node.path}.${formatPath(path)}` });
    const decide = () => decideMesh(settings, context ?? MeshContext._ofObjects(objectsInScope(claim)), placeOf);
    const { made, findings } = decide();
    if (made === undefined) {
      const hint = context === undefined ? scopeHint(claim, findings) : [];
      throw new InputError(...placedAt(this, [...findings.filter(isError), ...hint]));
    }
    const { mesh, plan } = made;
    addMesh({ ...claim, mesh });
    this.serviceEntries = plan.serviceEntries.map((entry) => renderedObject(this, entry.metadata.name!, entry));
    this.sidecars = plan.sidecars.map((sidecar) => renderedObject(this, `sidecar-${sidecar.metadata.namespace}`, sidecar));
    this.warnings = findings.map(formatFinding);
    warn(this, findings);
    findAtSynth(this, () => {
      const now = decide();
      const proof = provedWith(now, [...this.serviceEntries, ...this.sidecars].map((object) => object.toJson() as KubernetesObject));
      say(this, proof === undefined ? [] : tallyInWords(proof.calls));
      return [...(context === undefined ? decidedSince(plan, now) : []), ...proof?.findings ?? []];
    });
  }

  /**
   * The Istio Sidecar that was generated for a namespace. Throws `sidecar-not-generated` where none was: `warnings` says why,
   * unless none is needed.
   */
  public sidecarFor(namespace: string): ApiObject {
    const found = this.trySidecarFor(namespace);
    if (found !== undefined) return found;
    const known = this.sidecars.map((sidecar) => sidecar.metadata.namespace!);
    throw new InputError(finding('sidecar-not-generated', { namespace, nearest: nearest(namespace, known) ?? '' }, { object: this.node.path }));
  }

  /** The Istio Sidecar that was generated for a namespace, if one was. */
  public trySidecarFor(namespace: string): ApiObject | undefined {
    return this.sidecars.find((sidecar) => sidecar.metadata.namespace === namespace);
  }
}
