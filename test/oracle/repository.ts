import { KubernetesObject } from '../../src/kubernetes/object';

/** What a cluster makes, and no repository holds. */
const ofCluster = ['EndpointSlice', 'Pod'];

/** Objects as a repository has them: without age, status and the addresses that a cluster gives, and without what only runs. */
export function asInRepository(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return objects.filter(({ kind }) => !ofCluster.includes(kind)).map(({ status: _, ...object }) => {
    const { creationTimestamp: __, ...metadata } = object.metadata;
    const bare = { ...object, metadata } as KubernetesObject;
    return object.kind === 'Service' ? { ...bare, spec: withoutAddress(object.spec as Record<string, unknown> | undefined) } : bare;
  });
}

/** A headless Service says so itself. */
function withoutAddress({ clusterIP, clusterIPs: _, ...spec }: Record<string, unknown> = {}): unknown {
  return clusterIP === 'None' ? { ...spec, clusterIP } : spec;
}
