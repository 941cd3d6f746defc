import { ObjectMeta } from '../kubernetes/object';

/** The metadata of a generated object, in cdk8s's order of fields; empty maps are left out, as a person would write it. */
export function generatedMeta({ name, namespace, labels = {}, annotations = {} }: ObjectMeta): ObjectMeta {
  return {
    ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    ...(Object.keys(labels).length > 0 ? { labels } : {}),
    name,
    namespace,
  };
}
