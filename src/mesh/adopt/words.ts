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
  const whole = formatSettingsPath(edit.path);
  const around = formatSettingsPath(edit.path.slice(0, -1));
  const key = String(edit.path[edit.path.length - 1]);
  switch (edit.type) {
    case 'set': return { at: `${around} gets`, what: [`${key}: "${edit.value}"`] };
    case 'remove': return { at: `${around} loses`, what: [key] };
    case 'append': return { at: `${whole} gets`, what: edit.items.map((item) => `"${item}"`) };
    case 'take': return { at: `${whole} loses`, what: edit.items.map((item) => `"${item}"`) };
  }
}
