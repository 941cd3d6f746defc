import { Fate } from './differences';
import { MODEL_KINDS, UNMODELLED_KINDS } from '../../istio/kinds';
import { InventoryEntry } from '../../kubernetes/inventory';
import { groupKind, objectTitle } from '../../kubernetes/object';
import { isPatchFragment, workloadKind } from '../../kubernetes/workload';
import { setAside } from '../../mesh/defined-twice';
import { Sight } from '../../mesh/sight';
import { Place } from '../../message/message';
import { formatPlace } from '../../message/text';

/** Something that is in one of the trees, or in both, and takes no part in the comparison. */
export interface NotCompared {
  /** The object, or the document by its place. */
  readonly title: string;
  /** As a clause: `it names no namespace`. */
  readonly because: string;
  readonly place: Place;
  /** `undefined` for what is alike in both trees. */
  readonly fate?: Exclude<Fate, 'changed'>;
}

/** One such thing of one tree, with all that it holds. */
interface Thing extends Omit<NotCompared, 'fate'> {
  readonly content: string;
}

/** What has a say in egress, so that a change of it may matter. */
const READ_KINDS: ReadonlySet<string> = new Set([...MODEL_KINDS, 'TrafficReplay.speedscale.com']);
/** Objects that have a say in egress, and are not read for it: why, as a clause. */
const UNREAD_KINDS: ReadonlyMap<string, string> = new Map([
  ...['Kustomization.kustomize.config.k8s.io', 'Component.kustomize.config.k8s.io'].map((kind) => [kind, 'kustomize renders it'] as const),
  ...UNMODELLED_KINDS.map((kind) => [kind, 'its kind is not read'] as const),
]);

/**
 * What takes no part in the comparison of two trees: objects without an identity, patches, kustomizations, and documents
 * that are no manifests, such as a chart's values. What is in one tree and, with the same content, in no place of the other is new or gone.
 */
export function notCompared(before: Sight, after: Sight): readonly NotCompared[] {
  const [old, now] = [before, after].map(thingsOf);
  return [...fated(now, old, 'added'), ...fated(old, now, 'removed').filter(({ fate }) => fate !== undefined)];
}

/** Each thing, with a fate where the other tree has fewer of the same content. */
function fated(things: readonly Thing[], others: readonly Thing[], fate: NotCompared['fate']): readonly NotCompared[] {
  const left = new Map<string, number>();
  for (const { content } of others) left.set(content, (left.get(content) ?? 0) + 1);
  return things.map(({ content, ...thing }) => {
    const count = left.get(content) ?? 0;
    left.set(content, count - 1);
    return count > 0 ? thing : { ...thing, fate };
  });
}

function thingsOf(sight: Sight): readonly Thing[] {
  const { inventory, unread } = sight;
  const aside = new Set(setAside(sight, ({ object }) => READ_KINDS.has(groupKind(object))));
  const objects = inventory.entries.flatMap((entry): readonly Thing[] => {
    const because = whyLeftOut(entry) ?? (aside.has(entry) ? 'kustomize puts it together with another definition' : undefined);
    return because === undefined ? [] : [{ title: objectTitle(entry.object), because, place: entry.place, content: JSON.stringify(entry.object) }];
  });
  const documents = unread.filter(({ text }) => !isEmpty(text)).map(({ file, line, text }): Thing => (
    { title: formatPlace({ file, line }), because: 'it has no apiVersion and kind', place: { file, line, column: 1 }, content: text.trim() }));
  return [...objects, ...documents];
}

/** Whether a document has nothing but blank lines, comments and its separator. */
function isEmpty(text: string): boolean {
  return text.split('\n').map((line) => line.trim()).every((line) => line === '' || line === '---' || line.startsWith('#'));
}

/** Why an object takes no part, as a clause; `undefined` for one that does, and for one that has no say in egress. */
function whyLeftOut({ object, namespaceUnset }: InventoryEntry): string | undefined {
  const kind = groupKind(object);
  const because = UNREAD_KINDS.get(kind);
  if (because !== undefined) return because;
  if (!READ_KINDS.has(kind) && workloadKind(object) === undefined) return undefined;
  if (isPatchFragment(object)) return 'it patches another object';
  if (namespaceUnset) return 'it names no namespace';
  const { name = '', generateName } = object.metadata;
  if (name !== '') return undefined;
  return generateName === undefined ? 'it has no name' : 'its name is generated';
}
