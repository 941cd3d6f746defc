import { IConstruct } from 'constructs';
import { CaptureProps, ICapture } from './capture';
import { WorkloadCapture } from './workload-capture';
import { GoproxyOptions } from '../settings/capture-options';

/** Properties of `GoproxyCapture`. */
export interface GoproxyCaptureProps extends GoproxyOptions, CaptureProps {}

/**
 * Captures workloads by goproxy, a proxy of Speedscale's in each of their pods. Speedscale's documentation of August 2026 calls
 * this mode deprecated for new installations, and keeps it for existing ones and for workloads that eBPF cannot capture.
 *
 * Where the `SpeedscaleOnIstio` that a workload belongs to has `istio.cni: true`, the workload gets `sidecar.speedscale.com/istio-cni`
 * by itself, whichever of the two is defined first; `istioCni` states it where no mesh is described in the app.
 *
 * Throws where an option cannot be, by the message that names it.
 */
export class GoproxyCapture implements ICapture {
  private readonly capture: WorkloadCapture;

  constructor(props: GoproxyCaptureProps = {}) {
    const { placement, istioProxyLogLevel, ...goproxy } = props;
    this.capture = new WorkloadCapture('GoproxyCapture', { goproxy }, { placement, istioProxyLogLevel });
  }

  /** Whether the construct is, or has as its default child, a workload that can be captured. */
  public supports(target: IConstruct): boolean {
    return this.capture.supports(target);
  }

  /**
   * Annotates the workload. Throws where it cannot be captured (`capture-kind-not-watched`, `capture-of-bare-pod`), where it
   * says otherwise already (`capture-contradicts-annotation`), and where eBPF captures it (`capture-with-both-modes`).
   */
  public applyTo(target: IConstruct): void {
    this.capture.applyTo(target);
  }

  /**
   * Options that come to nothing, and traps of the workloads that it was applied to. Each begins with its message id. They are
   * printed when the app is rendered. The workloads are rendered for it, so ask when they are whole.
   */
  public get warnings(): string[] {
    return this.capture.warnings;
  }
}
