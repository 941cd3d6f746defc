import { Target } from './targets';
import { marksOf, selectingKeys } from '../../calls/alike';
import { Mesh } from '../../istio/mesh';
import { groupKind, objectTitle } from '../../kubernetes/object';
import { PodTemplate, podTemplate } from '../../kubernetes/workload';
import { Sight } from '../../mesh/sight';

/** Pods of workloads that are in both trees, for which each call is decided alike. */
export interface Callers {
  readonly namespace: string;
  /** The workloads, by their titles. */
  readonly titles: readonly string[];
  readonly before: PodTemplate;
  readonly after: PodTemplate;
  /** Whether the pods themselves have become others, as far as Istio is concerned. */
  readonly haveChanged: boolean;
}

/** The workloads of two trees. */
export interface Workloads {
  readonly callers: readonly Callers[];
  /** Those that are in one tree alone: there is nothing to compare. */
  readonly unmatched: readonly string[];
}

/**
 * The workloads of both trees, those of a namespace together that Istio cannot tell apart: by labels that nothing selects, for instance.
 * So a decision is made once for all of them.
 */
export function callersOf(before: Sight, after: Sight, meshes: readonly Mesh[], targets: readonly Target[]): Workloads {
  const [old, now] = [podsOf(before), podsOf(after)];
  const ports = [...new Set(targets.map(({ port }) => port))];
  const selecting = selectingKeys(meshes);
  const marks = (sight: Sight, { namespace, template: pod }: Pod) => marksOf(sight, { namespace, pod }, selecting, ports);
  const alike = new Map<string, Callers & { readonly titles: string[] }>();
  for (const [key, pod] of now) {
    const earlier = old.get(key);
    if (earlier === undefined) continue;
    const [was, is] = [marks(before, earlier), marks(after, pod)];
    const mark = JSON.stringify([pod.namespace, was, is]);
    const found = alike.get(mark);
    if (found !== undefined) found.titles.push(pod.title);
    else alike.set(mark, { namespace: pod.namespace, titles: [pod.title], before: earlier.template, after: pod.template, haveChanged: was !== is });
  }
  const unmatched = [...[...now].filter(([key]) => !old.has(key)), ...[...old].filter(([key]) => !now.has(key))].map(([, { title }]) => title);
  return { callers: [...alike.values()], unmatched: unmatched.sort() };
}

interface Pod {
  readonly namespace: string;
  readonly title: string;
  readonly template: PodTemplate;
}

function podsOf({ inventory }: Sight): ReadonlyMap<string, Pod> {
  const pods = new Map<string, Pod>();
  for (const { object, namespaceUnset } of inventory.workloads()) {
    const template = podTemplate(object);
    const title = objectTitle(object);
    const key = `${groupKind(object)} ${title}`;
    if (template !== undefined && !namespaceUnset && !pods.has(key)) pods.set(key, { namespace: object.metadata.namespace!, title, template });
  }
  return pods;
}
