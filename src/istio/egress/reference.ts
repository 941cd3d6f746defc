import { KubernetesObject, ObjectReference } from '../../kubernetes/object';

/** An object's name, for a verdict. */
export function objectReference({ kind, metadata: { namespace, name = '' } }: KubernetesObject): ObjectReference {
  return namespace === undefined ? { kind, name } : { kind, namespace, name };
}
