import { ApiObject } from 'cdk8s';
import { Deployment, DeploymentProps } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { ICapture } from './capture';

/** Properties of `CapturedDeployment`. */
export interface CapturedDeploymentProps extends DeploymentProps {
  /** How its traffic is captured. */
  readonly capture: ICapture;
}

/** A Deployment of cdk8s-plus whose traffic Speedscale captures. */
export class CapturedDeployment extends Deployment {
  /** The Deployment itself. */
  public readonly workload: ApiObject;

  constructor(scope: Construct, id: string, props: CapturedDeploymentProps) {
    super(scope, id, props);
    props.capture.applyTo(this);
    this.workload = ApiObject.of(this);
  }
}
