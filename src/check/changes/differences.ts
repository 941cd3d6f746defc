import { referenceTitle } from '../../calls/reference';
import { Mesh } from '../../istio/mesh';
import { groupKind, KubernetesObject, ObjectReference, objectTitle } from '../../kubernetes/object';

/** What became of an object since the older tree. */
export type Fate = 'added' | 'changed' | 'removed';

/** An object that is not the same in both trees. */
export interface Difference {
  readonly fate: Fate;
  readonly kind: string;
  /** As it is in either tree. */
  readonly versions: readonly KubernetesObject[];
}

/** The objects that are not the same in two meshes, by group, kind, namespace and name. */
export function differencesOf(before: Mesh, after: Mesh): ReadonlyMap<string, Difference> {
  const [old, now] = [before, after].map(({ input }) => (
    new Map(input.objects.map((object) => [keyOf(groupKind(object), objectTitle(object)), object]))));
  const found = [...new Set([...old.keys(), ...now.keys()])].flatMap((key): readonly (readonly [string, Difference])[] => {
    const versions = [old.get(key), now.get(key)].filter((version) => version !== undefined);
    if (versions.length === 2 && JSON.stringify(versions[0]) === JSON.stringify(versions[1])) return [];
    return [[key, { fate: !now.has(key) ? 'removed' : old.has(key) ? 'changed' : 'added', kind: groupKind(versions[0]), versions }]];
  });
  return new Map(found);
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
