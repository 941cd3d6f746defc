import { ApiObject } from 'cdk8s';
import { Job, JobProps } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { ICapture } from './capture';

/** Properties of `CapturedJob`. */
export interface CapturedJobProps extends JobProps {
  /** How its traffic is captured. */
  readonly capture: ICapture;
}

/** A Job of cdk8s-plus whose traffic Speedscale captures. */
export class CapturedJob extends Job {
  /** The Job itself. */
  public readonly workload: ApiObject;

  constructor(scope: Construct, id: string, props: CapturedJobProps) {
    super(scope, id, props);
    props.capture.applyTo(this);
    this.workload = ApiObject.of(this);
  }
}
