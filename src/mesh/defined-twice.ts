import { posix } from 'node:path';
import { MeshInput } from './sight';
import { groupBy } from '../istio/group';
import { InventoryEntry } from '../kubernetes/inventory';
import { groupKind, objectTitle } from '../kubernetes/object';

/** An object of which the input has definitions that differ, in the order in which they were read. */
export interface DefinedTwice {
  /** As `groupKind` writes it. */
  readonly kind: string;
  readonly definitions: readonly InventoryEntry[];
}

type Input = Pick<MeshInput, 'inventory' | 'kustomized'>;

/** The definitions of an object of which there are several: the first, those that are applied beside it, and those that kustomize sets aside. */
interface Definitions {
  readonly first: InventoryEntry;
  readonly applied: readonly InventoryEntry[];
  readonly aside: readonly InventoryEntry[];
}

/**
 * The objects that are defined more than once, and otherwise: a cluster holds one of the definitions, by the order in which they are
 * applied. What kustomize puts together is not applied beside each other, so of that the first counts; and manifests come in place of what a
 * context shows of the cluster.
 * @param isRead tells the objects that matter
 */
export function definedTwice(input: Input, isRead: (entry: InventoryEntry) => boolean): readonly DefinedTwice[] {
  return severalOf(input, isRead).flatMap(({ first, applied }): readonly DefinedTwice[] => {
    const texts = new Set([JSON.stringify(first.object)]);
    const differing = applied.filter(({ object }) => {
      const text = JSON.stringify(object);
      return !texts.has(text) && texts.add(text) !== undefined;
    });
    return differing.length === 0 ? [] : [{ kind: groupKind(first.object), definitions: [first, ...differing] }];
  });
}

/** The definitions that do not count, since kustomize puts them together with the first one, and are not as that is. */
export function setAside(input: Input, isRead: (entry: InventoryEntry) => boolean): readonly InventoryEntry[] {
  return severalOf(input, isRead).flatMap(({ first, aside }) => (
    aside.filter(({ object }) => JSON.stringify(object) !== JSON.stringify(first.object))));
}

function severalOf({ inventory, kustomized }: Input, isRead: (entry: InventoryEntry) => boolean): readonly Definitions[] {
  const byIdentity = groupBy(inventory.entries.filter(isRead), ({ object }) => `${groupKind(object)} ${objectTitle(object)}`);
  return [...byIdentity.values()].filter((entries) => entries.length > 1).map((entries) => {
    const own = entries.filter(({ origin }) => origin !== 'context');
    const [first, ...others] = own.length === 0 ? entries : own;
    const isKustomized = ({ place: { file } }: InventoryEntry) => file !== undefined && kustomized.has(posix.normalize(file));
    const isAside = others.map((entry, index) => isKustomized(entry) && [first, ...others.slice(0, index)].some(isKustomized));
    return { first, applied: others.filter((_, index) => !isAside[index]), aside: others.filter((_, index) => isAside[index]) };
  });
}
