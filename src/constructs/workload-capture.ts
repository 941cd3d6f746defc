import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { applyCapture, captureWarnings } from './apply-capture';
import { findAtSynth } from './at-synth';
import { CaptureProps } from './capture';
import { unrendered } from './render';
import { warn } from './warnings';
import { apiObjectOf } from './workload-annotations';
import { formatPath, StringMap } from '../kubernetes/value';
import { canBeCaptured } from '../mesh/capture-target';
import { throwAny } from '../message/input-error';
import { Finding, isError } from '../message/message';
import { formatFinding } from '../message/text';
import { captureAnnotations, CaptureModes, checkCaptureOptions } from '../settings/check-capture-options';

/** What the public captures have in common: options checked once, and the workloads that they were applied to. */
export class WorkloadCapture {
  private readonly annotations: StringMap;
  private readonly findings: readonly Finding[];
  private readonly captured = new Set<ApiObject>();

  /** @param title the class, as messages name it */
  constructor(title: string, modes: CaptureModes, private readonly props: CaptureProps) {
    this.findings = checkCaptureOptions(modes, (path) => ({ object: [title, formatPath(path.slice(1))].filter((part) => part !== '').join('.') }));
    throwAny(this.findings.filter(isError));
    this.annotations = captureAnnotations(modes);
  }

  supports(target: IConstruct): boolean {
    const object = apiObjectOf(target);
    return object !== undefined && canBeCaptured(unrendered(object));
  }

  /** A second time comes to nothing: a mixin meets a cdk8s-plus workload and its ApiObject. */
  applyTo(target: IConstruct): void {
    const object = apiObjectOf(target);
    if (object !== undefined && this.captured.has(object)) return;
    const captured = applyCapture(target, this.annotations, this.props);
    this.captured.add(captured);
    warn(target, this.findings);
    findAtSynth(target, () => captureWarnings(captured, this.annotations));
  }

  get warnings(): string[] {
    return [...this.findings, ...[...this.captured].flatMap((object) => captureWarnings(object, this.annotations) ?? [])].map(formatFinding);
  }
}
