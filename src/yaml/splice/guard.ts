import { Change } from './change';
import { hasInnerComment, Layout } from './layout';
import { formatPath } from '../../kubernetes/value';
import { MessageId, MessageParameters } from '../../message/catalogue';
import { Item, Node } from '../node';
import { Path } from '../path';
import { ReadingProblem } from '../reading-problem';
import { isMergeKey } from '../value';

/** Refuses to edit a text with lines that do not end in LF or CRLF: nothing that is inserted by lines would be right. */
export function guardLineBreaks(text: string): void {
  const at = text.search(/\r(?!\n)|[\u0085\u2028\u2029]/);
  if (at !== -1) refuse('edit-of-other-line-breaks', {}, at);
}

/** Refuses to take away, or to replace, a value that an alias elsewhere stands for. */
export function guardRemoval(root: Node, node: Node, path: Path): void {
  if (node.type === 'alias') return;
  if (node.anchor !== undefined && hasAlias(root, node.anchor)) refuse('edit-of-shared-value', { path: formatPath(path), name: node.anchor }, node.outer);
  const parts = node.type === 'map' ? node.entries : node.type === 'sequence' ? node.items : [];
  for (const { value } of parts) guardRemoval(root, value, path);
}

/** Refuses to take away an item of a list with a comment in it. */
export function guardComments({ text }: Layout, { start, value }: Item): void {
  if (hasInnerComment(text, { key: { end: start }, value })) refuse('edit-would-lose-comment', {}, start);
}

/** An edit that is not made, with the reason and the place. */
export function refuse<I extends MessageId>(id: I, parameters: MessageParameters<I>, offset: number): never {
  throw new ReadingProblem(id, parameters, offset);
}

/** Refuses to edit inside a value that is shared with another place, or mixed with another map. */
export function guardContainer({ root, text }: Layout, node: Node, path: Path): void {
  const shown = path.length === 0 ? 'the document' : formatPath(path);
  if (node.type === 'alias') refuse('edit-through-alias', { path: shown, name: node.name }, node.start);
  if (node.anchor !== undefined && hasAlias(root, node.anchor)) refuse('edit-of-shared-value', { path: shown, name: node.anchor }, node.outer);
  if (node.type === 'map' && node.flow && text[node.start] + text[node.end - 1] !== '{}') {
    refuse('edit-not-of-its-kind', { path: shown, found: 'a pair in a list', wanted: 'a map with its own brackets' }, node.start);
  }
  const merge = node.type === 'map' ? node.entries.find(({ key }) => isMergeKey(key)) : undefined;
  if (merge !== undefined) refuse('edit-beside-merge', { path: shown }, merge.start);
}

function hasAlias(node: Node, name: string): boolean {
  switch (node.type) {
    case 'scalar': return false;
    case 'alias': return node.name === name;
    case 'map': return node.entries.some(({ key, value }) => hasAlias(key, name) || hasAlias(value, name));
    case 'sequence': return node.items.some(({ value }) => hasAlias(value, name));
  }
}

/** What a value is, in a message. */
export function kindOf(node: Node): string {
  return { map: 'a map', sequence: 'a list', alias: 'an alias', scalar: 'a single value' }[node.type];
}

/** Refuses to make an item of a list that is not there. */
export function guardNew(change: Change, path: Path, offset: number): void {
  if (change.needsItem) refuseItem(path, offset);
}

/** The same for what is to stand under a key that a map has not. */
export function guardNewEntry(key: string | number, change: Change, path: Path, offset: number): void {
  if (typeof key === 'number' || change.needsItem) refuseItem(path, offset);
}

function refuseItem(path: Path, offset: number): never {
  return refuse('edit-not-of-its-kind', { path: formatPath(path), found: 'without the item of a list', wanted: 'that item' }, offset);
}
