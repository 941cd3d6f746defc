import { beginsLine, behind, columnOf, hasComment, Layout, marginOf, Part, partsOf } from './layout';
import { endOfLine, startOfLine } from '../blank';
import { MapNode, SequenceNode } from '../node';
import { ReadingProblem } from '../reading-problem';

/** A stretch of the text, and what stands there afterwards. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What changes among the parts of a collection: some go, some come. */
export interface PartsChange {
  readonly removed: ReadonlySet<number>;
  /** Written as the collection's own parts are, without what separates them. */
  readonly added: readonly string[];
}

/** Replacements for a collection of which something is left. Where parts go and others come, the first that goes makes place. */
export function changeParts(layout: Layout, node: MapNode | SequenceNode, { removed, added }: PartsChange): readonly Replacement[] {
  if (removed.size === 0) return addParts(layout, node, added);
  const parts = partsOf(node);
  const [replaced] = added.length > 0 ? removed : [];
  const gone = parts.map((_, index) => removed.has(index) && index !== replaced);
  const remove = node.flow ? removeFlow : removeBlock;
  const removals = runs(gone).flatMap(([first, last]) => remove(layout, parts, first, last));
  return replaced === undefined ? removals : [...removals, { ...parts[replaced], text: added.join(separatorOf(layout, node)) }];
}

function addParts(layout: Layout, node: MapNode | SequenceNode, added: readonly string[]): readonly Replacement[] {
  if (added.length === 0) return [];
  const separator = separatorOf(layout, node);
  if (node.flow) return addFlow(layout, node, added, separator);
  return [insert(endOfLine(layout.text, node.end), separator + added.join(separator))];
}

/** What stands between two parts. */
function separatorOf(layout: Layout, node: MapNode | SequenceNode): string {
  if (node.flow) return flowSeparator(layout, node);
  const [{ start }] = node.type === 'map' ? node.entries : node.items;
  return layout.lineBreak + ' '.repeat(columnOf(layout.text, start));
}

function insert(at: number, text: string): Replacement {
  return { start: at, end: at, text };
}

/** Stretches of what is true, by their first and last index. */
function runs(flags: readonly boolean[]): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  flags.forEach((flag, index) => {
    const open = found.at(-1);
    if (flag && open !== undefined && open[1] === index - 1) open[1] = index;
    else if (flag) found.push([index, index]);
  });
  return found;
}

/** Takes the lines of parts away, each with the line break before it: as they were put in. */
function removeBlock({ text }: Layout, parts: readonly Part[], first: number, last: number): readonly Replacement[] {
  const { start } = parts[first];
  const next = parts[last + 1]?.start;
  if (!beginsLine(text, start)) {
    // It stands behind a dash or a byte order mark: the next one moves there, and comments between have no place left.
    if (hasComment(text, parts[last].end, next)) throw new ReadingProblem('edit-would-lose-comment', {}, start);
    return [{ start, end: next, text: '' }];
  }
  if (startOfLine(text, start) === 0) return [{ start: 0, end: startOfLine(text, next), text: '' }];
  return parts.slice(first, last + 1).map((part) => ({ start: breakBefore(text, part.start), end: endOfLine(text, part.end), text: '' }));
}

/** Where the line break before the offset's line begins. */
export function breakBefore(text: string, offset: number): number {
  const line = startOfLine(text, offset);
  return text[line - 2] === '\r' ? line - 2 : line - 1;
}

function removeFlow({ text }: Layout, parts: readonly Part[], first: number, last: number): readonly Replacement[] {
  const trailing = behind(text, parts[last].end, ',');
  if (last < parts.length - 1) {
    const next = parts[last + 1].start;
    return [{ start: parts[first].start, end: hasComment(text, parts[last].end, next) ? trailing! : next, text: '' }];
  }
  const { end } = parts[first - 1];
  const comma = behind(text, end, ',')!;
  const onOwnLine = text.slice(end, parts[first].start).includes('\n');
  const start = onOwnLine ? breakBefore(text, parts[first].start) : comma;
  const rest = { start, end: trailing ?? parts[last].end, text: '' };
  return trailing === undefined ? [{ start: comma - 1, end: comma, text: '' }, rest] : [rest];
}

/** A comma, and what follows it: a line break and the indent where the last part begins a line. */
function flowSeparator({ text, lineBreak }: Layout, node: MapNode | SequenceNode): string {
  const parts = partsOf(node);
  const last = parts.at(-1);
  const margin = last && marginOf(text, last.start);
  if (margin !== undefined) return `,${lineBreak}${margin}`;
  const isTight = parts.length > 1 ? text[last!.start - 1] === ',' : node.type === 'map' && text[node.entries[0]?.value.outer - 1] === ':';
  return isTight ? ',' : ', ';
}

function addFlow({ text }: Layout, node: MapNode | SequenceNode, added: readonly string[], separator: string): readonly Replacement[] {
  const last = partsOf(node).at(-1);
  if (last === undefined) {
    const pad = /^[ \t]$/.test(text.slice(node.start + 1, node.end - 1)) ? ' ' : '';
    return [insert(node.start + 1, pad + added.join(separator))];
  }
  const gap = separator.slice(1);
  const comma = behind(text, last.end, ',');
  // JSON can be one long line: its end is looked for only where lines are told apart.
  const line = separator.includes('\n') ? endOfLine(text, comma ?? last.end) : node.end;
  const isMultiline = line < node.end;
  const joined = added.join(separator);
  if (isMultiline && comma !== undefined) return [insert(line, `${gap}${joined},`)];
  if (isMultiline && hasComment(text, last.end, line)) return [insert(last.end, ','), insert(line, gap + joined)];
  return comma === undefined ? [insert(last.end, separator + joined)] : [insert(comma, `${gap}${joined},`)];
}
