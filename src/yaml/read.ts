import { isUtf8 } from 'node:buffer';
import { skipBlank } from './blank';
import { asObject, isObject, isSopsFile, itemsOf } from './classify';
import { DocumentSource } from './document-source';
import { eventParser } from './libraries';
import { mentionsKind } from './mentions-kind';
import { Node } from './node';
import { parseAgain } from './parse-again';
import { Path } from './path';
import { ReadingProblem } from './reading-problem';
import { cut, jsonBreaks, Range, split, Text } from './split';
import { OtherDocument, StreamDocument, UnreadableDocument } from './stream-document';
import { valueOf } from './value';
import { isMap } from '../kubernetes/value';
import { finding, MessageId, MessageParameters } from '../message/catalogue';

export interface ReadOptions {
  /** The name under which findings cite the text. */
  readonly file?: string;
  /** Only documents that can hold an object of these kinds are parsed. @default every document is */
  readonly kinds?: ReadonlySet<string>;
}

const limit = 50;

/**
 * The documents of a stream, read one by one as they are asked for. One that cannot be read is a finding of its own, and
 * loses no other. Give bytes rather than a string where the text may be large.
 */
export function* readStream(text: Text, options: ReadOptions = {}): Iterable<StreamDocument> {
  if (typeof text !== 'string' && !isUtf8(text)) {
    yield failed(new DocumentSource(options.file, '', 1, 1), 'file-not-utf-8', {}, 0);
    return;
  }
  let line = 1;
  for (const { start, end } of split(text)) {
    const megabytes = (end - start) / 2 ** 20;
    if (megabytes > limit) {
      yield failed(new DocumentSource(options.file, '', line, 1), 'document-too-large', { megabytes: megabytes.toFixed(1), limit }, 0);
      line += linesIn(text, start, end);
      continue;
    }
    const source = new DocumentSource(options.file, cut(text, start, end), line, 1);
    for (const part of parts(source)) yield* readDocument(part, options.kinds);
    line += linesIn(source.text, 0, source.text.length);
  }
}

function linesIn(text: Text, start: number, end: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

/** A document's text, cut further where JSON follows JSON. */
function parts(source: DocumentSource): readonly DocumentSource[] {
  const breaks = jsonBreaks(source.text, headOf(source.text).start);
  if (breaks.length === 0) return [source];
  const starts = [0, ...breaks];
  return starts.map((start, index) => {
    const { line, column } = source.placeOf(start);
    return new DocumentSource(source.file, source.text.slice(start, starts[index + 1]), line!, column!);
  });
}

/** What may stand before the content: a byte order mark, directives, comments and the line that begins with `---`. */
const HEAD = /^\ufeff?(?:[ \t]*(?:[#%][^\n]*)?\r?\n)*?---([^\n]*)/;

/** Where a document's content begins, and what stands on the line of its separator. */
function headOf(text: string): { readonly start: number; readonly beside: string } {
  const head = HEAD.exec(text);
  return head === null ? { start: 0, beside: '' } : { start: Math.min(head[0].length + 1, text.length), beside: head[1] };
}

/** Where a document's content ends: before a line `...`. */
function documentEnd(text: string): number {
  for (let at = text.indexOf('\n...'); at !== -1; at = text.indexOf('\n...', at + 1)) {
    if (/^[ \t\r\n]?$/.test(text.charAt(at + 4))) return at + 1;
  }
  return /^\.\.\.(?:\s|$)/.test(text) ? 0 : text.length;
}

function* readDocument(source: DocumentSource, kinds: ReadonlySet<string> | undefined): Iterable<StreamDocument> {
  const { text } = source;
  if (kinds !== undefined && !mentionsKind(text, kinds)) {
    yield { type: 'not-of-interest', source };
    return;
  }
  const { start, beside } = headOf(text);
  const end = documentEnd(text);
  try {
    // kubectl: apimachinery's YAMLReader takes spaces and a comment behind the separator, nothing else.
    if (!/^\s*(?:#|$)/.test(beside)) throw new ReadingProblem('separator-with-content', { content: beside.trim() }, text.indexOf('---') + '---'.length);
    yield* classified(source, parseContent(text, { start, end }));
  } catch (error) {
    if (!(error instanceof ReadingProblem)) throw error;
    if (isTemplate(text)) yield { type: 'helm-template', source };
    else yield failed(source, error.id, error.parameters, error.offset);
  }
  const rest = end === text.length ? text.length : skipBlank(text, end + '...'.length);
  if (rest < text.length) yield { type: 'dropped', source, finding: finding('text-after-document-end', {}, source.placeOf(rest)) };
}

/** Whether an action of a Go template stands in the text outside comments and quotes. */
function isTemplate(text: string): boolean {
  return /^[^#"'\n]*\{\{/m.test(text);
}

function parseContent(text: string, { start, end }: Range): Node | undefined {
  // A byte order mark may begin each document; js-yaml takes one only at the start. The head becomes a comment as long as it was.
  const content = text.charCodeAt(start) === 0xfeff && start > 0 ? `${'#'.repeat(start)}\n${text.slice(start + 1, end)}` : text.slice(0, end);
  try {
    return eventParser().parse(content);
  } catch (error) {
    if (!(error instanceof ReadingProblem) || error.id !== 'document-not-yaml' || content.includes('\0')) throw error;
    return parseOtherwise(content, error as ReadingProblem<'document-not-yaml'>);
  }
}

/** js-yaml rejects flow collections that close at their parent's indent, which kubectl takes: the second parser decides. */
function parseOtherwise(text: string, first: ReadingProblem<'document-not-yaml'>): Node | undefined {
  try {
    return parseAgain(text);
  } catch (second) {
    throw first.parameters.problem === 'deficient indentation' ? second : first;
  }
}

function* classified(source: DocumentSource, root: Node | undefined): Iterable<StreamDocument> {
  if (root === undefined) {
    yield { type: 'empty', source, value: undefined, root, at: [] };
    return;
  }
  yield* classifyValue(source, valueOf(root), root, []);
}

function* classifyValue(source: DocumentSource, value: unknown, root: Node, at: Path): Iterable<StreamDocument> {
  const items = isMap(value) ? itemsOf(value) : undefined;
  if (items === undefined || items.length === 0) {
    yield classify(source, value, root, at);
    return;
  }
  for (const [index, item] of items.entries()) yield* itemAt(source, item, root, [...at, 'items', index]);
}

/** A bad item does not lose the others. */
function* itemAt(source: DocumentSource, item: unknown, root: Node, at: Path): Iterable<StreamDocument> {
  try {
    yield* classifyValue(source, item, root, at);
  } catch (error) {
    if (!(error instanceof ReadingProblem)) throw error;
    yield failed(source, error.id, error.parameters, error.offset);
  }
}

function classify(source: DocumentSource, value: unknown, root: Node, at: Path): StreamDocument {
  const other = (type: OtherDocument['type']): OtherDocument => ({ type, source, value, root, at });
  if (value === null) return other('empty');
  if (Array.isArray(value)) return other('sequence');
  if (!isMap(value)) return other('scalar');
  if (isSopsFile(value)) return other('sops');
  if (itemsOf(value) !== undefined) return other('empty');
  return isObject(value) ? { type: 'object', source, value: asObject(value, root, at), root, at } : other('not-a-manifest');
}

function failed<I extends MessageId>(source: DocumentSource, id: I, parameters: MessageParameters<I>, offset: number): UnreadableDocument {
  return { type: 'error', source, finding: finding(id, parameters, source.placeOf(offset)) };
}
