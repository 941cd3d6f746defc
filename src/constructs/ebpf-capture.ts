import { IConstruct } from 'constructs';
import { CaptureProps, ICapture } from './capture';
import { WorkloadCapture } from './workload-capture';
import { EbpfOptions } from '../settings/capture-options';

/** Properties of `EbpfCapture`. */
export interface EbpfCaptureProps extends EbpfOptions, CaptureProps {}

/**
 * Captures workloads by eBPF, on the node: the mode that Speedscale recommends for new installations. Istio's redirection is
 * left as it is. The operator's chart must run with `ebpf.enabled: true`.
 *
 * Throws where an option cannot be, by the message that names it.
 */
export class EbpfCapture implements ICapture {
  private readonly capture: WorkloadCapture;

  constructor(props: EbpfCaptureProps = {}) {
    const { placement, istioProxyLogLevel, ...ebpf } = props;
    this.capture = new WorkloadCapture('EbpfCapture', { ebpf }, { placement, istioProxyLogLevel });
  }

  /** Whether the construct is, or has as its default child, a workload that can be captured. */
  public supports(target: IConstruct): boolean {
    return this.capture.supports(target);
  }

  /**
   * Annotates the workload. Throws where it cannot be captured (`capture-kind-not-watched`, `capture-of-bare-pod`), where it says
   * otherwise already (`capture-contradicts-annotation`), and where goproxy captures it (`capture-with-both-modes`).
   */
  public applyTo(target: IConstruct): void {
    this.capture.applyTo(target);
  }

  /** Options that come to nothing. Each begins with its message id. They are printed when the app is rendered. */
  public get warnings(): string[] {
    return this.capture.warnings;
  }
}
