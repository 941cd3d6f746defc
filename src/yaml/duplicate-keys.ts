import { keyText } from './key';
import { Node } from './node';
import { isMergeKey } from './value';

/** A key that its map has before already. */
export interface DuplicateKey {
  readonly key: string;
  /** An offset into the document's text. */
  readonly start: number;
}

/** The keys that a map has more than once, from the second time on; of a value that could be read. */
export function duplicateKeys(node: Node): readonly DuplicateKey[] {
  if (node.type === 'sequence') return node.items.flatMap(({ value }) => duplicateKeys(value));
  if (node.type !== 'map') return [];
  const seen = new Set<string>();
  return node.entries.flatMap(({ key, value, start }) => {
    const text = isMergeKey(key) ? '<<' : keyText(key);
    const again = seen.has(text) ? [{ key: text, start }] : [];
    seen.add(text);
    return [...again, ...duplicateKeys(value)];
  });
}
