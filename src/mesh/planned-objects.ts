import { KubernetesObject } from '../kubernetes/object';
import { Finding } from '../message/message';

/** One kind's share of the plan. */
export interface PlannedObjects<Planned extends KubernetesObject> {
  readonly objects: readonly Planned[];
  readonly findings: readonly Finding[];
}
