import { ApiObject } from 'cdk8s';
import { DaemonSet, DaemonSetProps } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { ICapture } from './capture';

/** Properties of `CapturedDaemonSet`. */
export interface CapturedDaemonSetProps extends DaemonSetProps {
  /** How its traffic is captured. */
  readonly capture: ICapture;
}

/** A DaemonSet of cdk8s-plus whose traffic Speedscale captures. */
export class CapturedDaemonSet extends DaemonSet {
  /** The DaemonSet itself. */
  public readonly workload: ApiObject;

  constructor(scope: Construct, id: string, props: CapturedDaemonSetProps) {
    super(scope, id, props);
    props.capture.applyTo(this);
    this.workload = ApiObject.of(this);
  }
}
