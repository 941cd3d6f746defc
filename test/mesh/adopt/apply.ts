import { valueAt } from '../../../src/kubernetes/value';
import { Edit } from '../../../src/yaml/splice/edit';

type Container = Record<string | number, unknown>;

/** The object as it is after the edits, by what they mean for values. */
export function applied(object: unknown, edits: readonly Edit[]): unknown {
  // Objects of a test may share parts; those of a manifest do not.
  const copy: unknown = JSON.parse(JSON.stringify(object));
  edits.forEach((edit) => apply(copy as Container, edit));
  return copy;
}

function apply(object: Container, edit: Edit): void {
  const around = edit.path.slice(0, -1);
  const key = edit.path[edit.path.length - 1];
  let at = object;
  for (const step of around) {
    if (at[step] === undefined || at[step] === null) {
      // A list's next item, which an append may make.
      if (edit.type !== 'set' && !(edit.type === 'append' && Array.isArray(at))) return;
      at[step] = {};
    }
    at = at[step] as Container;
  }
  if (edit.type === 'append') at[key] ??= [];
  const list = at[key] as unknown[];
  if (edit.type === 'set') at[key] = edit.value;
  else if (edit.type === 'append') list.push(...edit.items.filter((item) => !list.includes(item)));
  else if (edit.type === 'take') at[key] = list.filter((item) => !edit.items.includes(item as string));
  else removed(object, edit.path);
}

/** What is left empty goes too. */
function removed(object: Container, path: readonly (string | number)[]): void {
  const around = path.slice(0, -1);
  const map = valueAt(object, around) as Container;
  delete map[path[path.length - 1]];
  if (Object.keys(map).length === 0 && around.length > 0) removed(object, around);
}
