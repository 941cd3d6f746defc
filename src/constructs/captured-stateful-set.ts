import { ApiObject } from 'cdk8s';
import { StatefulSet, StatefulSetProps } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { ICapture } from './capture';

/** Properties of `CapturedStatefulSet`. */
export interface CapturedStatefulSetProps extends StatefulSetProps {
  /** How its traffic is captured. */
  readonly capture: ICapture;
}

/** A StatefulSet of cdk8s-plus whose traffic Speedscale captures. */
export class CapturedStatefulSet extends StatefulSet {
  /** The StatefulSet itself. */
  public readonly workload: ApiObject;

  constructor(scope: Construct, id: string, props: CapturedStatefulSetProps) {
    super(scope, id, props);
    props.capture.applyTo(this);
    this.workload = ApiObject.of(this);
  }
}
