import { isDeepStrictEqual } from 'node:util';
import { marksOf, selectingKeys } from '../../calls/alike';
import { Target } from '../../calls/target';
import { Mesh } from '../../istio/mesh';
import { once } from '../../istio/once';
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
  for (const [key, pods] of now) {
    for (const [earlier, pod] of pairsOf(old.get(key) ?? [], pods)) {
      const [was, is] = [marks(before, earlier), marks(after, pod)];
      const mark = JSON.stringify([pod.namespace, was, is]);
      const found = once(alike, mark, (): Callers & { readonly titles: string[] } => (
        { namespace: pod.namespace, titles: [], before: earlier.template, after: pod.template, haveChanged: was !== is }));
      if (found.titles.at(-1) !== pod.title) found.titles.push(pod.title);
    }
  }
  const unmatched = [...[...now].filter(([key]) => !old.has(key)), ...[...old].filter(([key]) => !now.has(key))].map(([, [{ title }]]) => title);
  return { callers: [...alike.values()], unmatched: unmatched.sort() };
}

interface Pod {
  readonly namespace: string;
  readonly title: string;
  readonly template: PodTemplate;
}

/** The pods of each workload: several where it is defined more than once, and otherwise. */
function podsOf({ inventory }: Sight): ReadonlyMap<string, readonly Pod[]> {
  const pods = new Map<string, Pod[]>();
  for (const { object, namespaceUnset } of inventory.workloads()) {
    const template = podTemplate(object);
    if (template === undefined || namespaceUnset) continue;
    const title = objectTitle(object);
    const pod = { namespace: object.metadata.namespace!, title, template };
    const found = once(pods, `${groupKind(object)} ${title}`, () => [pod]);
    if (found[0] !== pod && !found.some((other) => isDeepStrictEqual(other.template, template))) found.push(pod);
  }
  return pods;
}

/** Each definition with itself in the other tree; where these differ, each with each, since any of them may count. */
function pairsOf(before: readonly Pod[], after: readonly Pod[]): readonly (readonly [Pod, Pod])[] {
  const same = after.map((pod) => before.find((earlier) => isDeepStrictEqual(earlier.template, pod.template)));
  if (before.length === after.length && same.every((earlier) => earlier !== undefined)) return after.map((pod, index) => [same[index]!, pod]);
  return after.flatMap((pod) => before.map((earlier) => [earlier, pod] as const));
}
