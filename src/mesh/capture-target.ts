import { KubernetesObject, objectTitle } from '../kubernetes/object';
import { WORKLOAD_KINDS, WorkloadKind, workloadKind } from '../kubernetes/workload';
import { finding } from '../message/catalogue';
import { Finding } from '../message/message';

/** What is known of an object before it is rendered. */
export type CaptureTarget = Pick<KubernetesObject, 'apiVersion' | 'kind' | 'metadata'>;

/** The webhook's rules name pods too, but the annotations belong on what makes the pod: facts of src/speedscale/annotations.ts. */
const takesAnnotations = ({ template, watchedByOperator }: WorkloadKind) => watchedByOperator && template.length > 0;

const WATCHED = WORKLOAD_KINDS.filter(takesAnnotations).map(({ groupKind }) => groupKind.slice(0, groupKind.indexOf('.'))).join(', ');

/** Whether Speedscale's operator reads capture annotations of such an object. */
export function canBeCaptured(target: CaptureTarget): boolean {
  const kind = workloadKind(target);
  return kind !== undefined && takesAnnotations(kind);
}

/** Why an object cannot be captured; `undefined` where it can. */
export function captureTargetProblem(target: CaptureTarget): Finding | undefined {
  if (canBeCaptured(target)) return undefined;
  return finding(target.kind === 'Pod' ? 'capture-of-bare-pod' : 'capture-kind-not-watched', { object: objectTitle(target), watched: WATCHED });
}
