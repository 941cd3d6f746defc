import { refuse } from './guard';
import { colonOf, hasInnerComment, Layout, partsOf } from './layout';
import { breakBefore, Replacement } from './parts';
import { endOfLine } from '../blank';
import { Entry, Node } from '../node';

/** Leaves a collection empty: `{}` or `[]` where it stood. Comments inside stay, where the lines around them can. */
export function clear({ text }: Layout, node: Node, entry?: Entry): readonly Replacement[] {
  if (node.type !== 'map' && node.type !== 'sequence') return [];
  const brackets = node.type === 'map' ? '{}' : '[]';
  if (!node.flow && entry !== undefined && text.slice(entry.key.end, node.start).includes('\n')) {
    const lines = partsOf(node).map(({ start, end }) => ({ start: breakBefore(text, start), end: endOfLine(text, end), text: '' }));
    const colon = colonOf(text, entry);
    return [{ start: colon, end: colon, text: ` ${brackets}` }, ...lines];
  }
  if (hasInnerComment(text, { key: { end: node.start }, value: node })) refuse('edit-would-lose-comment', {}, node.start);
  return [{ start: node.start, end: node.end, text: brackets }];
}
