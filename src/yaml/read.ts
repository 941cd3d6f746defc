import { isUtf8 } from 'node:buffer';
import { asObject, isObject, isSopsFile, itemsOf } from './classify';
import { DocumentSource } from './document-source';
import { mentionsKind } from './mentions-kind';
import { Node } from './node';
import { headOf } from './parse-document';
import { Path } from './path';
import { ReadingProblem } from './reading-problem';
import { beginsWithJson, cut, jsonBreaks, linesIn, split, Text } from './split';
import { OtherDocument, StreamDocument, UnreadableDocument } from './stream-document';
import { templateAt } from './template';
import { decodeUtf16 } from './utf-16';
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
  if (typeof text !== 'string' && (text[0] === 0 || !isUtf8(text))) {
    yield* readOtherBytes(text, options);
  } else {
    yield* readText(text, options, false);
  }
}

function* readText(text: Text, { file, kinds }: ReadOptions, isUtf16: boolean): Iterable<StreamDocument> {
  let line = 1;
  const isJson = beginsWithJson(text);
  for (const { start, end } of split(text)) {
    if (end - start > limit * 2 ** 20) {
      yield tooLarge(new DocumentSource(file, '', line, 1, start), end - start);
      line += linesIn(text, start, end);
      continue;
    }
    const source = new DocumentSource(file, cut(text, start, end), line, 1, start, isUtf16);
    const found = isJson ? parts(source, typeof text !== 'string') : [source];
    for (const part of found) yield* readDocument(part, kinds, isJson && start === 0);
    line += source.lines;
  }
}

/** What git-crypt puts before what it encrypts. */
const GIT_CRYPT = '\0GITCRYPT\0';

/** Bytes that are no text in UTF-8. */
function readOtherBytes(bytes: Buffer, options: ReadOptions): Iterable<StreamDocument> {
  const { file } = options;
  if (bytes.toString('latin1', 0, GIT_CRYPT.length) === GIT_CRYPT) {
    return [{ type: 'git-crypt', source: new DocumentSource(file, bytes.toString('latin1'), 1, 1, 0) }];
  }
  const text = decodeUtf16(bytes);
  if (text === undefined) return [failed(new DocumentSource(file, '', 1, 1, 0), 'file-not-utf-8', {}, 0)];
  // kubectl makes UTF-8 of it before it looks for separators (cli-runtime, resource/visitor.go, FileVisitor).
  return readText(text, options, true);
}

function tooLarge(source: DocumentSource, length: number): UnreadableDocument {
  return failed(source, 'document-too-large', { megabytes: (length / 2 ** 20).toFixed(1), limit }, 0);
}

/** A document's text, cut further where JSON follows JSON. */
function parts(source: DocumentSource, inBytes: boolean): readonly DocumentSource[] {
  const breaks = jsonBreaks(source.text, headOf(source.text).start);
  if (breaks.length === 0) return [source];
  let before = source.start;
  return [0, ...breaks].map((start, index) => {
    const { line, column } = source.placeOf(start);
    const part = new DocumentSource(source.file, source.text.slice(start, breaks[index]), line!, column!, before, source.isUtf16);
    before += inBytes ? Buffer.byteLength(part.text) : part.text.length;
    return part;
  });
}

/** @param isJson whether kubectl reads on behind the document, and so drops nothing */
function readDocument(source: DocumentSource, kinds: ReadonlySet<string> | undefined, isJson: boolean): readonly StreamDocument[] {
  const { text } = source;
  if (kinds !== undefined && !mentionsKind(text, kinds)) return [{ type: 'not-of-interest', source }];
  const documents = classified(source);
  const { rest } = source;
  if (rest !== undefined && isJson) return [...documents, failed(source, 'document-not-yaml', { problem: 'kubectl takes this for JSON, and no object begins here' }, rest)];
  return rest === undefined ? documents : [...documents, { type: 'dropped', source, finding: finding('text-after-document-end', {}, source.placeOf(rest)) }];
}

/** How an action of a template fails to be read: as no YAML, or as brackets in place of a key. */
const OF_TEMPLATES: readonly MessageId[] = ['document-not-yaml', 'key-not-a-scalar'];

function classified(source: DocumentSource): readonly StreamDocument[] {
  try {
    const content = source.content();
    return content === undefined ? [{ type: 'empty', source, value: undefined, root: undefined, at: [] }] : classifyValue(source, content.value, []);
  } catch (error) {
    if (!(error instanceof ReadingProblem)) throw error;
    const template = OF_TEMPLATES.includes(error.id) ? templateAt(source.text, error.offset) : undefined;
    return [template === undefined ? failed(source, error.id, error.parameters, error.offset) : { type: template, source }];
  }
}

function classifyValue(source: DocumentSource, value: unknown, at: Path): readonly StreamDocument[] {
  const items = isMap(value) ? itemsOf(value) : undefined;
  if (items === undefined || items.length === 0) return [classify(source, value, at)];
  return items.flatMap((item, index) => itemAt(source, item, [...at, 'items', index]));
}

/** A bad item does not lose the others. */
function itemAt(source: DocumentSource, item: unknown, at: Path): readonly StreamDocument[] {
  try {
    return classifyValue(source, item, at);
  } catch (error) {
    if (!(error instanceof ReadingProblem)) throw error;
    return [failed(source, error.id, error.parameters, error.offset)];
  }
}

function classify(source: DocumentSource, value: unknown, at: Path): StreamDocument {
  if (isMap(value) && isObject(value) && !isSopsFile(value) && itemsOf(value) === undefined) return new Classified('object', source, asObject(value, source, at), at);
  return new Classified(typeOf(value), source, value, at);
}

/** A document that was read; it leaves its nodes to its source. */
class Classified<T, V> {
  constructor(readonly type: T, readonly source: DocumentSource, readonly value: V, readonly at: Path) {}

  get root(): Node {
    return this.source.root()!;
  }
}

function typeOf(value: unknown): OtherDocument['type'] {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'sequence';
  if (!isMap(value)) return 'scalar';
  if (isSopsFile(value)) return 'sops';
  return itemsOf(value) === undefined ? 'not-a-manifest' : 'empty';
}

function failed<I extends MessageId>(source: DocumentSource, id: I, parameters: MessageParameters<I>, offset: number): UnreadableDocument {
  return { type: 'error', source, finding: finding(id, parameters, source.placeOf(offset)) };
}
