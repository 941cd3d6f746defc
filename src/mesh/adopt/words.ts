import { formatSettingsPath } from '../../settings/place';
import { Edit } from '../../yaml/splice/edit';

/** Edits of an object in words, those at one place together. */
export function describeEdits(edits: readonly Edit[]): string {
  const places = new Map<string, string[]>();
  for (const edit of edits) {
    const { at, what } = describe(edit);
    places.set(at, [...places.get(at) ?? [], ...what]);
  }
  return [...places].map(([at, whats]) => `${at} ${whats.join(', ')}`).join('; ');
}

function describe(edit: Edit): { readonly at: string; readonly what: readonly string[] } {
  const { path } = edit;
  const around = () => formatSettingsPath(path.slice(0, -1));
  switch (edit.type) {
    case 'set': return { at: `${around()} gets`, what: [`${path[path.length - 1]}: "${edit.value}"`] };
    case 'remove': return { at: `${around()} loses`, what: [String(path[path.length - 1])] };
    case 'append': return { at: `${formatSettingsPath(path)} gets`, what: edit.items.map((item) => `"${item}"`) };
    case 'take': return { at: `${formatSettingsPath(path)} loses`, what: edit.items.map((item) => `"${item}"`) };
  }
}
