import { Change } from './change';
import { guardNew, guardRemoval, kindOf, refuse } from './guard';
import { colonOf, columnOf, flowStyleOf, Layout } from './layout';
import { Replacement } from './parts';
import { blockContent, flowContent, Quoting, writeScalar } from './write';
import { formatPath } from '../../kubernetes/value';
import { endOfLine } from '../blank';
import { Entry, MapNode, ScalarStyle } from '../node';
import { dereference, Path } from '../path';
import { scalarValue } from '../scalar';

/** Puts a map or a list where a key has null, or nothing. A word for nothing stays as a comment, so that it can be put back: `restoreNull`. */
export function fill(layout: Layout, map: MapNode, entry: Entry, change: Change, path: Path, quoting: Quoting): readonly Replacement[] {
  const { value } = entry;
  const { text } = layout;
  guardNew(change, path, entry.start);
  if (value.outer < value.start || value.anchor !== undefined || value.tag !== undefined) {
    refuse('edit-not-of-its-kind', { path: formatPath(path), found: 'null with a tag or an anchor', wanted: 'a map or a list' }, value.outer);
  }
  if (map.flow) return [put(text, entry, flowContent(change, { ...quoting, value: quoting.key === 'double' ? 'double' : 'plain' }, flowStyleOf(layout, map)))];
  const colon = colonOf(text, entry);
  const end = Math.max(colon, value.end);
  const content = blockContent(layout, change, columnOf(text, entry.start), { ...quoting, value: 'plain' });
  const line = endOfLine(text, end);
  const below = { start: line, end: line, text: content };
  const isOnLine = value.start > colon && /^ +$/.test(text.slice(colon, value.start));
  return [isOnLine ? { start: value.start, end: value.start, text: '# ' } : { start: colon, end, text: '' }, below];
}

/** Makes the entry hold a string, quoted as the value was. */
export function setValue(layout: Layout, entry: Entry, wanted: string, path: Path, quoting: Quoting): readonly Replacement[] {
  const { value } = entry;
  const target = dereference(layout.root, value);
  if (target?.type === 'scalar' && scalarValue(target) === wanted) return [];
  if (value.type === 'map' || value.type === 'sequence') {
    refuse('edit-not-of-its-kind', { path: formatPath(path), found: kindOf(value), wanted: 'a string' }, value.start);
  }
  guardRemoval(layout.root, value, path);
  return [put(layout.text, entry, writeScalar(wanted, styleFor(value.type === 'scalar' ? value.style : quoting.value, quoting)))];
}

function styleFor(style: ScalarStyle, quoting: Quoting): ScalarStyle {
  return style === 'literal' || style === 'folded' || style === 'empty' ? quoting.value : style;
}

/** Writes a value in the place of another, or behind the colon where there is none. */
function put(text: string, { key, value }: Entry, content: string): Replacement {
  if (value.end > value.start) return { start: value.outer, end: value.end, text: content };
  const hasColon = text.slice(key.end, value.end).includes(':');
  return { start: value.outer, end: value.end, text: hasColon ? ` ${content}` : `: ${content}` };
}
