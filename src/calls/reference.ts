import { objectTitle, ObjectReference } from '../kubernetes/object';

/** `Kind namespace/name`, as messages name an object. */
export function referenceTitle({ kind, namespace, name }: ObjectReference): string {
  return objectTitle({ kind, metadata: { namespace, name } });
}
