import { isMap, ValuePath } from './value';

/**
 * One change of an object, by the path of what is changed. Each leaves alone what is already so. A path may lead to the item behind the
 * last of a list: then a map is put there.
 */
export type Edit =
  /** The entry of a map holds this string; maps on the way are made. */
  | { readonly type: 'set'; readonly path: ValuePath; readonly value: string }
  /** The list holds these strings, those that are missing at its end; it is made where there is none. */
  | { readonly type: 'append'; readonly path: ValuePath; readonly items: readonly string[] }
  /** The map has no such entry; maps and lists that this leaves empty go too, items of a list among them. */
  | { readonly type: 'remove'; readonly path: ValuePath }
  /** The list has none of these strings; a list that this leaves empty goes too. */
  | { readonly type: 'take'; readonly path: ValuePath; readonly items: readonly string[] };

/** A value after edits, as the spliced manifest gives it. The value itself stays as it was; what no edit touches is shared. */
export function withEdits<T>(value: T, edits: readonly Edit[]): T {
  // All edits of an object are made at once: a list that one of them fills is not left empty by another.
  const ordered = edits.every(puts) ? edits : [...edits.filter(puts), ...edits.filter((edit) => !puts(edit))];
  return ordered.reduce((edited, edit) => {
    const after = edit.path.length === 0 ? edited : changed(edited, edit, 0);
    return after === NOTHING ? edited : after as T;
  }, value);
}

/** What stands for a value that an edit leaves empty. */
const NOTHING = Symbol('nothing is left');

function changed(value: unknown, edit: Edit, depth: number): unknown {
  if (depth === edit.path.length) return changedHere(value, edit);
  const step = edit.path[depth];
  if (Array.isArray(value)) {
    const index = Number(step);
    if (!(index < value.length || (index === value.length && puts(edit)))) return value;
    const item = changed(value[index] ?? {}, edit, depth + 1);
    const [before, behind] = [value.slice(0, index), value.slice(index + 1)] as [unknown[], unknown[]];
    const items = item === NOTHING ? [...before, ...behind] : [...before, item, ...behind];
    return items.length === 0 ? NOTHING : items;
  }
  // Nobody says what else the first item of a list should hold.
  if (typeof step === 'number') return value;
  const map = isMap(value) ? value : {};
  if (!Object.hasOwn(map, step) && !puts(edit)) return value;
  const entry = changed(map[step] ?? undefined, edit, depth + 1);
  const { [step]: _, ...others } = map;
  if (entry !== NOTHING) return { ...map, [step]: entry };
  return Object.keys(others).length === 0 ? NOTHING : others;
}

function changedHere(value: unknown, edit: Edit): unknown {
  const items = Array.isArray(value) ? value as unknown[] : [];
  switch (edit.type) {
    case 'set': return edit.value;
    case 'append': return [...items, ...edit.items.filter((item) => !items.includes(item))];
    case 'remove': return NOTHING;
    case 'take': {
      const left = items.filter((item) => !edit.items.includes(item as string));
      return left.length === 0 ? NOTHING : left;
    }
  }
}

/** Whether the edit puts something where there is nothing yet. */
function puts({ type }: Edit): boolean {
  return type === 'set' || type === 'append';
}
