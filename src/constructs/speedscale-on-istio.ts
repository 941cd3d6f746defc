import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { MeshContext } from './mesh-context';
import { addMesh } from './meshes-in-app';
import { renderedObject, throwAt } from './rendered-object';
import { servedMesh } from '../calls/serving';
import { formatPath } from '../kubernetes/value';
import { meshFacts } from '../mesh/facts/mesh-facts';
import { meshInSight } from '../mesh/in-sight';
import { planMesh } from '../mesh/plan';
import { sightOf } from '../mesh/sight';
import { finding } from '../message/catalogue';
import { InputError } from '../message/input-error';
import { isError } from '../message/message';
import { nearest } from '../message/nearest';
import { formatFinding } from '../message/text';
import { checkMesh } from '../settings/check-mesh';
import { MeshSettings } from '../settings/mesh-settings';
import { PlaceOf } from '../settings/place';
import { resolveMesh } from '../settings/resolve-mesh';

/** Properties of `SpeedscaleOnIstio`. */
export interface SpeedscaleOnIstioProps extends MeshSettings {
  /**
   * The objects of the mesh that are in sight.
   * @default - what the app has defined so far: `MeshContext.of(scope)`
   */
  readonly context?: MeshContext;
}

/**
 * Everything that Speedscale needs of an Istio mesh that lets only registered hosts out or narrows its proxies: the
 * ServiceEntry of the external hosts, and an Istio Sidecar for each namespace whose pods call Speedscale, where the root
 * namespace's Sidecar leaves Speedscale out.
 *
 * What must exist is decided here, in the constructor, from `context`. Throws where a setting cannot be, and where a
 * generated ServiceEntry would take a host over from another one in sight (`service-entry-takes-over-host`).
 */
export class SpeedscaleOnIstio extends Construct {
  /** The ServiceEntries of the external hosts; empty where `emit` leaves them out. */
  public readonly serviceEntries: ApiObject[];
  /** The generated Istio Sidecars; empty where none is needed. */
  public readonly sidecars: ApiObject[];
  /** What could not be decided or was left to somebody else, ready to print. Each begins with its message id. */
  public readonly warnings: string[];

  constructor(scope: Construct, id: string, props: SpeedscaleOnIstioProps = {}) {
    super(scope, id);
    const { context = MeshContext.of(scope), ...settings } = props;
    const placeOf: PlaceOf = (path) => ({ object: `${this.node.path}.${formatPath(path)}` });
    const facts = meshFacts(context._inventory, context._others, settings, placeOf);
    const findings = [...checkMesh(settings, placeOf), ...facts.findings];
    throwAt(this, findings.filter(isError));
    const resolved = resolveMesh(settings, facts.known);
    const mesh = servedMesh(sightOf({
      mesh: resolved, inventory: context._inventory, files: [], labels: facts.labels, findings: [], settings, placeOfSetting: placeOf,
    }));
    const plan = planMesh(mesh, meshInSight(context._inventory));
    throwAt(this, plan.findings.filter(isError));
    addMesh(this, mesh);
    this.serviceEntries = plan.serviceEntries.map((entry) => renderedObject(this, entry.metadata.name!, entry));
    this.sidecars = plan.sidecars.map((sidecar) => renderedObject(this, `sidecar-${sidecar.metadata.namespace}`, sidecar));
    this.warnings = [...findings, ...plan.findings].map(formatFinding);
    // Whoever walks the tree finds them too; cdk8s itself prints no warnings.
    this.warnings.forEach((warning) => this.node.addMetadata('cdk8s-speedscale/warning', warning));
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
