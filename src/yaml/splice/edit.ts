import { Path } from '../path';

/**
 * One change of a document, by the path of what is changed. All of them leave alone what is already so. A path may lead through the
 * item behind the last of a list: then a map is put there.
 */
export type Edit =
  /** The entry of a map holds this string; maps on the way are made. */
  | { readonly type: 'set'; readonly path: Path; readonly value: string }
  /** The list holds these strings, those that are missing at its end; it is made where there is none. */
  | { readonly type: 'append'; readonly path: Path; readonly items: readonly string[] }
  /** The map has no such entry; maps and lists that this leaves empty go too, items of a list among them. */
  | { readonly type: 'remove'; readonly path: Path }
  /** The list has none of these strings; a list that this leaves empty goes too. */
  | { readonly type: 'take'; readonly path: Path; readonly items: readonly string[] };

/** All edits at and below a place of a document. */
export interface Change {
  readonly children: Map<string | number, Change>;
  value?: string;
  readonly append: string[];
  readonly take: string[];
  remove: boolean;
}

function nothing(): Change {
  return { children: new Map(), append: [], take: [], remove: false };
}

/** The edits by place. Many documents get the same edits, and then share what they come to. */
export function changeOf(edits: readonly Edit[]): Change {
  const known = changes.get(edits);
  if (known !== undefined) return known;
  const change = byPlace(edits);
  changes.set(edits, change);
  return change;
}

const changes = new WeakMap<readonly Edit[], Change>();

function byPlace(edits: readonly Edit[]): Change {
  const root = nothing();
  for (const edit of edits) {
    const change = edit.path.reduce((above, step) => below(above, step), root);
    if (edit.type === 'set') change.value = edit.value;
    else if (edit.type === 'append') change.append.push(...edit.items);
    else if (edit.type === 'take') change.take.push(...edit.items);
    else change.remove = true;
  }
  return root;
}

function below(change: Change, step: string | number): Change {
  const found = change.children.get(step) ?? nothing();
  change.children.set(step, found);
  return found;
}

/** Whether the change puts anything where there is nothing yet. */
export function adds(change: Change): boolean {
  if (change.value !== undefined || change.append.length > 0) return true;
  for (const child of change.children.values()) if (adds(child)) return true;
  return false;
}

/** Whether the change goes through an item of a list: such an item is not made, for nobody says what else it should hold. */
export function needsItem(change: Change): boolean {
  for (const [step, child] of change.children) if (adds(child) && (typeof step === 'number' || needsItem(child))) return true;
  return false;
}
