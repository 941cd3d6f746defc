import { isMap, StringMap, stringMap } from './value';

/** What every Kubernetes object has that we read. */
export interface ObjectMeta {
  readonly name?: string;
  /** What the name begins with that the API server makes for an object without one. */
  readonly generateName?: string;
  readonly namespace?: string;
  readonly labels?: StringMap;
  readonly annotations?: StringMap;
  /** RFC 3339, as a cluster's dump carries it. */
  readonly creationTimestamp?: string;
  /** RFC 3339, of an object that is being deleted. */
  readonly deletionTimestamp?: string;
}

/** An object as a manifest or a cluster holds it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly spec?: unknown;
  readonly [field: string]: unknown;
}

/** `Kind namespace/name`, as messages name an object; without the namespace where none is set, and `evil-*` where the name is generated. */
export function objectTitle(object: Pick<KubernetesObject, 'kind' | 'metadata'>): string {
  const { namespace, generateName, name = generateName === undefined ? '(no name)' : `${generateName}*` } = object.metadata;
  return `${object.kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

/** The API group of an object; empty for the core's. */
export function apiGroup({ apiVersion }: Pick<KubernetesObject, 'apiVersion'>): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}

/** Kind and group in one word, as Kubernetes itself prints them: `Sidecar.networking.istio.io`, `Deployment.apps`, `Service`. */
export function groupKind(object: Pick<KubernetesObject, 'apiVersion' | 'kind'>): string {
  const { apiVersion, kind } = object;
  const ofVersion = groupKinds.get(apiVersion) ?? new Map<string, string>();
  const known = ofVersion.get(kind);
  if (known !== undefined) return known;
  const group = apiGroup(object);
  const written = group === '' ? kind : `${kind}.${group}`;
  groupKinds.set(apiVersion, ofVersion.set(kind, written));
  return written;
}

/** By apiVersion and kind, of which there are few: objects are many, and each is asked often. */
const groupKinds = new Map<string, Map<string, string>>();

/**
 * The value as an object, where it has an apiVersion and a kind. Metadata that is not of its shape counts as absent, so that
 * whoever reads an object never meets another type than the one declared.
 */
export function kubernetesObject(value: unknown): KubernetesObject | undefined {
  if (!isMap(value) || typeof value.apiVersion !== 'string' || typeof value.kind !== 'string' || value.kind === '') return undefined;
  return { ...value, apiVersion: value.apiVersion, kind: value.kind, metadata: objectMeta(value.metadata) };
}

/** Whether an object has its declared shape already, metadata and all, so that nothing of it need be read anew. */
export function isKubernetesObject(value: unknown): value is KubernetesObject {
  if (!isMap(value) || typeof value.apiVersion !== 'string' || typeof value.kind !== 'string' || value.kind === '' || !isMap(value.metadata)) return false;
  const { name, generateName, namespace, labels, annotations, creationTimestamp, deletionTimestamp } = value.metadata;
  return [name, generateName, namespace, creationTimestamp, deletionTimestamp].every((text) => text === undefined || (typeof text === 'string' && text !== ''))
    && [labels, annotations].every((map) => map === undefined || (isMap(map) && stringMap(map) === map));
}

/** The metadata of an object or of a pod template; what is not of its shape counts as absent. */
export function objectMeta(value: unknown): ObjectMeta {
  if (!isMap(value)) return {};
  const meta: Record<string, unknown> = {};
  for (const field of ['name', 'generateName', 'namespace', 'labels', 'annotations', 'creationTimestamp', 'deletionTimestamp']) {
    const found = value[field];
    if (field === 'labels' || field === 'annotations') {
      if (isMap(found)) meta[field] = stringMap(found);
    } else if (typeof found === 'string' && found !== '') {
      meta[field] = found;
    }
  }
  return meta;
}

/** What an `ownerReferences`, a `workloadRef` or a title refers to. */
export interface ObjectReference {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** Reads a title such as `Sidecar shop/default` back; `undefined` where it is not one. */
export function parseObjectTitle(title: string): ObjectReference | undefined {
  const match = /^(\S+) (?:([^\s/]+)\/)?([^\s/]+)$/.exec(title);
  if (match === null) return undefined;
  const [, kind, namespace, name] = match;
  return namespace === undefined ? { kind, name } : { kind, namespace, name };
}
