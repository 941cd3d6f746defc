import { EntryEndpoint, readEndpoint } from './entry-endpoint';
import { Config, Read, readSpec } from './object';
import { KubernetesObject } from '../../kubernetes/object';

export interface WorkloadEntry extends Config, EntryEndpoint {}

/** A WorkloadEntry, as the CRD and istiod's webhook let it pass. Its labels are those of the object and its own, of which the object's count. */
export function readWorkloadEntry(object: KubernetesObject): Read<WorkloadEntry> {
  return readSpec(object, (spec, config) => {
    const { address, labels } = readEndpoint(spec);
    return { ...config, address, labels: { ...labels, ...object.metadata.labels } };
  });
}
