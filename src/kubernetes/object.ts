/** What every Kubernetes object has that we read. */
export interface ObjectMeta {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** RFC 3339, as a cluster's dump carries it. */
  readonly creationTimestamp?: string;
}

/** An object as a manifest or a cluster holds it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly spec?: unknown;
  readonly [field: string]: unknown;
}

/** `Kind namespace/name`, as messages name an object; without the namespace where none is set. */
export function objectTitle(object: Pick<KubernetesObject, 'kind' | 'metadata'>): string {
  const { namespace, name = '(no name)' } = object.metadata;
  return `${object.kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}
