import { Edit } from '../../kubernetes/edit';
import { formatPath } from '../../kubernetes/value';

/** Edits of an object in words, those at one place together. */
export function describeEdits(edits: readonly Edit[]): string {
  const places = new Map<string, string>();
  for (const edit of edits) {
    const { at, what } = describe(edit);
    const before = places.get(at);
    places.set(at, before === undefined ? what : `${before}, ${what}`);
  }
  return Array.from(places, ([at, what]) => `${at} ${what}`).join('; ');
}

function describe(edit: Edit): { readonly at: string; readonly what: string } {
  const { path } = edit;
  const around = () => formatPath(path.slice(0, -1));
  switch (edit.type) {
    case 'set': return { at: `${around()} gets`, what: `${path[path.length - 1]}: ${JSON.stringify(edit.value)}` };
    case 'remove': return { at: `${around()} loses`, what: String(path[path.length - 1]) };
    case 'append': return { at: `${formatPath(path)} gets`, what: inQuotes(edit.items) };
    case 'take': return { at: `${formatPath(path)} loses`, what: inQuotes(edit.items) };
  }
}

/** Texts in a row, each in quotes. */
export function inQuotes(texts: readonly string[]): string {
  return texts.map((text) => `"${text}"`).join(', ');
}
