import { ObjectMeta } from '../kubernetes/object';

/** The metadata of a generated object: empty maps are left out, as a person would write it. */
export function generatedMeta({ name, namespace, labels = {}, annotations = {} }: ObjectMeta): ObjectMeta {
  return {
    name,
    namespace,
    ...(Object.keys(labels).length > 0 ? { labels } : {}),
    ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
  };
}
