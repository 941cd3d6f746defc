import { groupKind, KubernetesObject, objectMeta, ObjectMeta, ObjectReference } from './object';
import { isMap, listAt, mapAt, textAt, valueAt, ValuePath } from './value';

/** A kind of object that starts pods, and where its parts are. */
export interface WorkloadKind {
  /** As `groupKind` writes it. */
  readonly groupKind: string;
  /** The way to the pod template; empty where the object is the pod itself. */
  readonly template: ValuePath;
  /**
   * The way to a field that the API server asks for besides containers. Manifests that leave it out are fragments, which a
   * kustomization lays over a whole workload.
   */
  readonly required?: ValuePath;
  /** Whether the webhook of Speedscale's operator watches the kind (its chart 2.5.602). */
  readonly watchedByOperator: boolean;
}

const template: ValuePath = ['spec', 'template'];
const selector: ValuePath = ['spec', 'selector'];

/** Every kind of workload that is known here. */
export const WORKLOAD_KINDS: readonly WorkloadKind[] = [
  { groupKind: 'Deployment.apps', template, required: selector, watchedByOperator: true },
  { groupKind: 'StatefulSet.apps', template, required: selector, watchedByOperator: true },
  { groupKind: 'DaemonSet.apps', template, required: selector, watchedByOperator: true },
  { groupKind: 'ReplicaSet.apps', template, required: selector, watchedByOperator: true },
  { groupKind: 'Rollout.argoproj.io', template, required: selector, watchedByOperator: true },
  // A Job's selector is set by the cluster; its restartPolicy has no default that a Job may have.
  { groupKind: 'Job.batch', template, required: [...template, 'spec', 'restartPolicy'], watchedByOperator: true },
  {
    groupKind: 'CronJob.batch',
    template: ['spec', 'jobTemplate', 'spec', 'template'],
    required: ['spec', 'jobTemplate', 'spec', 'template', 'spec', 'restartPolicy'],
    watchedByOperator: false,
  },
  // The webhook's rules name pods, but capture annotations belong on what makes the pod: see src/speedscale/annotations.ts.
  { groupKind: 'Pod', template: [], watchedByOperator: true },
];

const byGroupKind = new Map(WORKLOAD_KINDS.map((kind) => [kind.groupKind, kind]));

/** The kind of a workload; `undefined` for an object that starts no pods, or that is no kind known here. */
export function workloadKind(object: Pick<KubernetesObject, 'apiVersion' | 'kind'>): WorkloadKind | undefined {
  return byGroupKind.get(groupKind(object));
}

/** A pod as a workload describes it. */
export interface PodTemplate {
  readonly metadata: ObjectMeta;
  readonly spec: Readonly<Record<string, unknown>>;
}

/** The pod that a workload starts; `undefined` where the object is no workload, or refers to another one for it. */
export function podTemplate(object: KubernetesObject): PodTemplate | undefined {
  const way = wayToTemplate(object);
  return way && { metadata: objectMeta(valueAt(object, [...way, 'metadata'])), spec: mapAt(object, [...way, 'spec']) };
}

/** The spec of the pod that a workload starts; `undefined` as in `podTemplate`. */
export function podSpec(object: KubernetesObject): PodTemplate['spec'] | undefined {
  const way = wayToTemplate(object);
  return way && mapAt(object, [...way, 'spec']);
}

/** The way to the containers of the pod that a workload starts, which run once it has started. */
export function wayToContainers(object: KubernetesObject): ValuePath | undefined {
  const way = wayToTemplate(object);
  return way && [...way, 'spec', 'containers'];
}

/** Every container of a pod, init containers too. */
export function allContainers(spec: PodTemplate['spec']): readonly Readonly<Record<string, unknown>>[] {
  return [...listAt(spec, ['containers']), ...listAt(spec, ['initContainers'])].filter(isMap);
}

/** The containers of a pod that run as long as it does: of init containers, those that are sidecars. */
export function runningContainers(spec: PodTemplate['spec']): readonly Readonly<Record<string, unknown>>[] {
  return [...listAt(spec, ['containers']).filter(isMap), ...listAt(spec, ['initContainers']).filter(isMap).filter(({ restartPolicy }) => restartPolicy === 'Always')];
}

/** The way to the pod of a workload; empty for a pod itself, `undefined` as in `podTemplate`. */
export function wayToTemplate(object: KubernetesObject): ValuePath | undefined {
  const kind = workloadKind(object);
  return kind === undefined || workloadRef(object) !== undefined ? undefined : kind.template;
}

/**
 * The workload from which an Argo Rollout takes its pod template (`spec.workloadRef`). Such a Rollout has neither containers
 * nor a selector, and is a whole workload all the same.
 */
export function workloadRef(object: KubernetesObject): ObjectReference | undefined {
  if (groupKind(object) !== 'Rollout.argoproj.io') return undefined;
  const kind = textAt(object, ['spec', 'workloadRef', 'kind']);
  const name = textAt(object, ['spec', 'workloadRef', 'name']);
  return kind === undefined || name === undefined ? undefined : { kind, name, namespace: object.metadata.namespace };
}

/**
 * Whether a manifest of a workload's kind is a fragment that patches one: it lacks the containers, their images where the kind
 * has no other mark, or the field that the API server requires of the kind.
 */
export function isPatchFragment(object: KubernetesObject): boolean {
  const kind = workloadKind(object);
  if (kind === undefined || workloadRef(object) !== undefined) return false;
  const containers = listAt(object, [...kind.template, 'spec', 'containers']).filter(isMap);
  if (containers.length === 0) return true;
  return kind.required === undefined ? !containers.some(({ image }) => typeof image === 'string') : valueAt(object, kind.required) === undefined;
}
