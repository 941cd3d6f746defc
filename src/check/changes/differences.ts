import { ObjectVersions } from '../../calls/influence';
import { referenceTitle } from '../../calls/reference';
import { groupBy } from '../../istio/group';
import { groupKind, KubernetesObject, ObjectReference, objectTitle } from '../../kubernetes/object';

/** What became of an object since the older tree. */
export type Fate = 'added' | 'changed' | 'removed';

/** An object that is not the same in both trees, as it is in either. */
export interface Difference extends ObjectVersions {
  readonly fate: Fate;
}

/**
 * The objects that are not the same in two trees, by group, kind, namespace and name.
 * @param before those that istiod would read, each as often as it is defined
 */
export function differencesOf(before: readonly KubernetesObject[], after: readonly KubernetesObject[]): ReadonlyMap<string, Difference> {
  const [old, now] = [before, after].map((objects) => groupBy(objects, (object) => keyOf(groupKind(object), objectTitle(object))));
  const found = [...new Set([...old.keys(), ...now.keys()])].flatMap((key): readonly (readonly [string, Difference])[] => {
    const [was, is] = [old, now].map((objects) => objects.get(key) ?? []);
    if (was.map(textOf).sort().join() === is.map(textOf).sort().join()) return [];
    const versions = [...was, ...is];
    return [[key, { fate: is.length === 0 ? 'removed' : was.length === 0 ? 'added' : 'changed', kind: groupKind(versions[0]), versions }]];
  });
  return new Map(found);
}

function textOf(object: KubernetesObject): string {
  return JSON.stringify(object);
}

/** The groups of the kinds that steps of a verdict name. */
const GROUPS = ['', '.networking.istio.io'];

/** What became of an object that a verdict names; `undefined` for one that is as it was. */
export function fateOf(differences: ReadonlyMap<string, Difference>, reference: ObjectReference): Fate | undefined {
  return GROUPS.map((group) => differences.get(keyOf(reference.kind + group, referenceTitle(reference)))?.fate).find((fate) => fate !== undefined);
}

function keyOf(kind: string, title: string): string {
  return `${kind} ${title}`;
}
