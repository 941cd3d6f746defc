import { refuse } from './guard';
import { colonOf, hasInnerComment, Layout, partsOf } from './layout';
import { breakBefore, Replacement } from './parts';
import { endOfLine } from '../blank';
import { Entry, Node } from '../node';

/** The word for nothing that `fill` made a comment of: only that stands between the colon and the line's end, or a further comment. */
const NOTHING = /: +# (?=(?:null|Null|NULL|~) *(?:#.*)?\r?\n)/y;

/** Puts back what stood for nothing where a map or a list was put under a key, and takes that away; `undefined` where there is no such word. */
export function restoreNull({ text }: Layout, { key, value }: Entry): readonly Replacement[] | undefined {
  NOTHING.lastIndex = key.end;
  if ((value.type !== 'map' && value.type !== 'sequence') || value.flow || !NOTHING.test(text)) return undefined;
  const parts = partsOf(value);
  // Other comments among the parts stay where they are.
  if (hasInnerComment(text, { key: { end: endOfLine(text, key.end) }, value })) return undefined;
  const sign = NOTHING.lastIndex - '# '.length;
  const [first, last] = [parts[0].start, parts[parts.length - 1].end];
  return [{ start: sign, end: NOTHING.lastIndex, text: '' }, { start: breakBefore(text, first), end: endOfLine(text, last), text: '' }];
}

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
