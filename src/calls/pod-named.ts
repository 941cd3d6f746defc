import { AskedCall } from './calls';
import { Inventory } from '../kubernetes/inventory';
import { objectTitle } from '../kubernetes/object';
import { StringMap } from '../kubernetes/value';
import { PodTemplate, podTemplate } from '../kubernetes/workload';
import { finding } from '../message/catalogue';
import { InputError } from '../message/input-error';
import { nearest } from '../message/nearest';
import { formatPlace } from '../message/text';

/** A pod that somebody names. */
export interface NamedPod extends Pick<AskedCall, 'callers' | 'namespace'> {
  /** The pod as each definition of its workload has it. */
  readonly pods: readonly [PodTemplate, ...PodTemplate[]];
  /** Where these are, in words. */
  readonly places: string;
}

/**
 * The pod that is meant by `namespace/workload`, or by a namespace and labels. Throws `pod-not-in-sight` and `pod-not-one`.
 * @param labels those of the pod, where no workload is named
 */
export function podNamed(inventory: Inventory, text: string, labels: StringMap): NamedPod {
  const [namespace, name, ...more] = text.split('/');
  if (name === undefined) {
    const shown = Object.entries(labels).map(([key, value]) => `${key}=${value}`).join(',');
    return { callers: `a pod in ${namespace} ${shown === '' ? 'without labels' : `with the labels ${shown}`}`, namespace, pods: [{ metadata: { labels }, spec: {} }], places: '' };
  }
  const inNamespace = inventory.workloads(namespace);
  const found = more.length > 0 ? [] : inNamespace.filter(({ object }) => object.metadata.name === name);
  if (found.length === 0) {
    const names = inNamespace.map(({ object }) => `${namespace}/${object.metadata.name}`);
    const unset = more.length > 0 ? [] : inventory.workloads().filter((entry) => entry.namespaceUnset && entry.object.metadata.name === name);
    const titles = unset.map(({ object }) => objectTitle(object));
    throw new InputError(finding('pod-not-in-sight', { pod: text, nearest: nearest(text, names) ?? '', unset: titles[0] ?? '' }));
  }
  const titles = [...new Set(found.map(({ object }) => objectTitle(object)))];
  if (titles.length > 1) throw new InputError(finding('pod-not-one', { pod: text, workloads: titles.join(', '), namespace }));
  const [pod, ...others] = found.flatMap(({ object }) => podTemplate(object) ?? []);
  if (pod === undefined) throw new InputError(finding('pod-not-one', { pod: text, workloads: `${titles[0]}, whose pods another object describes`, namespace }));
  return { callers: titles[0], namespace, pods: [pod, ...others], places: `${titles[0]} (${found.map(({ place }) => formatPlace(place)).join(', ')})` };
}
