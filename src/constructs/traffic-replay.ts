import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { meshOf, meshProblems } from './meshes-in-app';
import { unrendered } from './render';
import { renderedObject } from './rendered-object';
import { throwAt } from './throw-at';
import { warn } from './warnings';
import { apiObjectOf } from './workload-annotations';
import * as generated from '../../imports/speedscale.com';
import { InManifest } from '../kubernetes/manifest';
import { objectTitle } from '../kubernetes/object';
import { checkReplay } from '../mesh/check-replay';
import { finding } from '../message/catalogue';
import { InputError } from '../message/input-error';
import { isError } from '../message/message';
import { formatFinding } from '../message/text';

/** What a replay does. */
export enum ReplayMode {
  /** Sends the recorded requests, and answers the workload's own calls. */
  FULL_REPLAY = 'full-replay',
  /** Answers the workload's calls alone. */
  RESPONDER_ONLY = 'responder-only',
  /** Sends the recorded requests alone. */
  GENERATOR_ONLY = 'generator-only',
}

/** What is put back when a replay is over. */
export enum ReplayCleanup {
  /** The environment is as before the replay. */
  INVENTORY = 'inventory',
  /** Everything of the replay is removed. */
  ALL = 'all',
  /** Everything stays as it was during the replay. */
  NONE = 'none',
}

/** How a workload's calls come to the responder. */
export enum ReplayRouting {
  /** By host aliases of its pods. */
  HOSTALIAS = 'hostalias',
  /** By address translation. */
  NAT = 'nat',
}

/** More about a workload that a replay refers to by name. */
export interface ReplayTargetOptions {
  /**
   * Its kind.
   * @default "Deployment"
   */
  readonly kind?: string;
  /**
   * Its API version.
   * @default - left to the operator
   */
  readonly apiVersion?: string;
  /**
   * Its namespace.
   * @default - the replay's
   */
  readonly namespace?: string;
}

/** Where a replay's traffic goes. */
export class ReplayTarget {
  /** A workload of the app: a cdk8s-plus construct, a generated one, or an ApiObject. */
  public static workload(workload: IConstruct): ReplayTarget {
    const object = apiObjectOf(workload);
    if (object === undefined) {
      throw new InputError(finding('capture-target-without-object', { target: workload.node.path }, { object: workload.node.path }));
    }
    const { apiVersion, kind, name, metadata: { namespace } } = object;
    return new ReplayTarget({ ref: { apiVersion, kind, name, namespace } });
  }

  /** A workload by its name. */
  public static named(name: string, options: ReplayTargetOptions = {}): ReplayTarget {
    const { kind = 'Deployment', apiVersion, namespace } = options;
    return new ReplayTarget({ ref: { apiVersion, kind, name, namespace } });
  }

  /** An address of your own, for instance of a workload outside the cluster. It can be sent to, and takes no mocks. */
  public static uri(uri: string): ReplayTarget {
    return new ReplayTarget({ customUri: uri });
  }

  /** @internal */
  public readonly _reference: { readonly ref?: ReplayTargetOptions & { readonly name: string }; readonly customUri?: string };

  private constructor(reference: ReplayTarget['_reference']) {
    this._reference = reference;
  }
}

/** One workload of a replay. */
export interface ReplayWorkload {
  /** What it is. */
  readonly target: ReplayTarget;
  /**
   * The parts of the snapshot's inbound traffic that are sent to it; "*" for all. Each may be listed once across all workloads.
   * @default - left to the operator
   */
  readonly tests?: string[];
  /**
   * The parts of the snapshot's outbound traffic with which its calls are answered; "*" for all.
   * @default - none
   */
  readonly mocks?: string[];
  /**
   * How its calls come to the responder.
   * @default - left to the operator
   */
  readonly routing?: ReplayRouting;
}

/** Properties of `TrafficReplay`. */
export interface TrafficReplayProps {
  /**
   * Metadata of the TrafficReplay. It runs in the namespace that stands here.
   * @default - a name from the construct's path, the chart's namespace
   */
  readonly metadata?: ApiObjectMetadata;
  /** The id of the snapshot with the recorded traffic. */
  readonly snapshotId: string;
  /** The id of the test configuration. */
  readonly testConfigId: string;
  /**
   * What the replay does.
   * @default - left to the operator
   */
  readonly mode?: ReplayMode;
  /**
   * What is put back when it is over.
   * @default ReplayCleanup.INVENTORY
   */
  readonly cleanup?: ReplayCleanup;
  /**
   * The workloads that are tested.
   * @default - none
   */
  readonly workloads?: ReplayWorkload[];
  /**
   * A tag that links the report with the build that was tested.
   * @default - none
   */
  readonly buildTag?: string;
  /**
   * How long it may take, as "30m".
   * @default - the operator's own
   */
  readonly timeout?: string;
  /**
   * After what time the operator deletes the finished TrafficReplay, as "10m". A GitOps tool that heals itself creates it again,
   * and so runs it again and again: see docs/replay.md.
   * @default - it stays
   */
  readonly ttlAfterReady?: string;
}

/**
 * A replay of recorded traffic, as Speedscale's operator runs it. Applying it starts it.
 *
 * Throws where a value cannot be. Rendering fails where the `SpeedscaleOnIstio` that the replay belongs to does not list its
 * namespace with `replay: true` (`replay-namespace-not-listed`): the pods of the replay could not call Speedscale. It fails too where
 * the app has a `SpeedscaleOnIstio` and the replay is in the scope of none, or of several.
 */
export class TrafficReplay extends Construct {
  /** The TrafficReplay. */
  public readonly replay: ApiObject;
  /** What may surprise. Each begins with its message id. They are printed when the app is rendered. */
  public readonly warnings: string[];

  constructor(scope: Construct, id: string, props: TrafficReplayProps) {
    super(scope, id);
    const spec = replaySpec(props);
    const findings = checkReplay(spec);
    throwAt(this, findings.filter(isError));
    // TypeScript accepts no text for an enum, not even one of its values.
    const manifest = generated.TrafficReplay.manifest({ metadata: props.metadata ?? {}, spec: spec as generated.TrafficReplaySpec });
    this.replay = renderedObject(this, 'Resource', manifest);
    this.warnings = findings.map(formatFinding);
    warn(this, findings);
    this.node.addValidation({ validate: () => this.unlisted() });
  }

  /** A mesh that is described after this construct counts too. */
  private unlisted(): string[] {
    const { namespace } = this.replay.metadata;
    const mesh = meshOf(this);
    const isListed = mesh?.mesh.namespaces.some(({ name, replay }) => name === namespace && replay) ?? true;
    return [
      ...meshProblems(this, objectTitle(unrendered(this.replay))),
      ...(isListed ? [] : [finding('replay-namespace-not-listed', { namespace: namespace ?? '', mesh: mesh!.construct.node.path })]),
    ].map(formatFinding);
  }
}

/** What was asked for, in the names of the generated class: it writes `snapshotId` as the CustomResourceDefinition does, `snapshotID`. */
function replaySpec({ snapshotId, testConfigId, mode, cleanup, workloads, buildTag, timeout, ttlAfterReady }: TrafficReplayProps): ReplaySpec {
  return {
    snapshotId,
    testConfigId,
    mode: mode && `${mode}`,
    cleanup: cleanup && `${cleanup}`,
    workloads: workloads?.map(({ target: { _reference: { ref, customUri } }, tests, mocks, routing }): ReplaySpecWorkload => (
      { ref, customUri, tests, mocks, routing: routing && `${routing}` }
    )),
    buildTag,
    timeout,
    ttlAfterReady,
  };
}

type ReplaySpec = InManifest<generated.TrafficReplaySpec>;
type ReplaySpecWorkload = InManifest<generated.TrafficReplaySpecWorkloads>;
