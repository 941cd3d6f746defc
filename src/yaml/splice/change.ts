import { Edit } from '../../kubernetes/edit';

/** All edits at and below a place of a document. */
export interface Change {
  /** The changes one step below, in the order of the edits. */
  readonly children: readonly (readonly [step: string | number, change: Change])[];
  readonly value: string | undefined;
  readonly append: readonly string[];
  readonly take: readonly string[];
  readonly remove: boolean;
  /** Whether it puts anything where there is nothing yet. */
  readonly adds: boolean;
  /** Whether it puts anything into an item of a list: such an item is not made, for nobody says what else it should hold. */
  readonly needsItem: boolean;
  /** Whether it puts anything at the end of a list. */
  readonly appends: boolean;
}

const changes = new WeakMap<readonly Edit[], Change>();

/** The edits by place. Many documents get the same edits, and then share what they come to. */
export function changeOf(edits: readonly Edit[]): Change {
  const known = changes.get(edits);
  if (known !== undefined) return known;
  const change = changeAt(edits, 0);
  changes.set(edits, change);
  return change;
}

function changeAt(edits: readonly Edit[], depth: number): Change {
  const below = new Map<string | number, Edit[]>();
  let value: string | undefined;
  let remove = false;
  const append: string[] = [];
  const take: string[] = [];
  for (const edit of edits) {
    if (edit.path.length > depth) {
      const inner = below.get(edit.path[depth]);
      if (inner === undefined) below.set(edit.path[depth], [edit]);
      else inner.push(edit);
    } else if (edit.type === 'set') {
      value = edit.value;
    } else if (edit.type === 'append') {
      append.push(...edit.items);
    } else if (edit.type === 'take') {
      take.push(...edit.items);
    } else {
      remove = true;
    }
  }
  const children = Array.from(below, ([step, inner]) => [step, changeAt(inner, depth + 1)] as const);
  const adding = children.filter(([, change]) => change.adds);
  return {
    children,
    value,
    append,
    take,
    remove,
    adds: value !== undefined || append.length > 0 || adding.length > 0,
    appends: append.length > 0 || adding.some(([, change]) => change.appends),
    needsItem: adding.some(([step, change]) => typeof step === 'number' || change.needsItem),
  };
}
