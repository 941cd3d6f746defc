import { KubernetesObject } from '../kubernetes/object';
import { Finding } from '../message/message';

/** One kind's share of the plan. */
export interface PlannedObjects {
  readonly objects: readonly KubernetesObject[];
  readonly findings: readonly Finding[];
}
