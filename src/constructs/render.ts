import { ApiObject } from 'cdk8s';
import { KubernetesObject } from '../kubernetes/object';

/**
 * The object as it renders now; `undefined` where it cannot be rendered yet, such as a cdk8s-plus workload whose containers or a
 * Service whose ports come later. Rendering the app fails for one that stays so.
 */
export function tryRender(object: ApiObject): unknown {
  try {
    return object.toJson();
  } catch {
    return undefined;
  }
}

/** What is known of an object without rendering it. */
export function unrendered({ apiVersion, kind, name, metadata }: ApiObject): KubernetesObject {
  return { apiVersion, kind, metadata: { name, namespace: metadata.namespace } };
}
