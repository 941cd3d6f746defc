import { ByteEdit } from './byte-edit';
import { ReadObject } from '../files/manifests-read';
import { readBytes } from '../files/read-bytes';
import { ObjectChange } from '../mesh/adopt/change';
import { finding } from '../message/catalogue';
import { InputError, throwAny } from '../message/input-error';
import { Finding } from '../message/message';
import { DocumentSource } from '../yaml/document-source';
import { Replacement } from '../yaml/splice/parts';
import { replacementsIn } from '../yaml/splice/replacements-in';

/** A file and its edits. */
export interface EditedFile {
  readonly path: string;
  readonly bytes: Buffer;
  readonly edits: readonly ByteEdit[];
}

/** The changes of objects as edits of their files. Throws everything that cannot be edited, so that no file is changed in part. */
export function editFiles(changes: readonly ObjectChange[], objects: readonly ReadObject[]): readonly EditedFile[] {
  const edits = new Map(changes.map((change) => [change.entry, change.edits]));
  const byFile = new Map<string, Map<DocumentSource, readonly Replacement[]>>();
  const refused: Finding[] = [];
  for (const [source, ofSource] of bySource(objects.filter(({ entry }) => edits.has(entry)))) {
    const [{ file, document, entry }] = ofSource;
    const all = ofSource.flatMap((object) => edits.get(object.entry)!.map((edit) => ({ ...edit, path: [...object.document.at, ...edit.path] })));
    const { replacements, refused: because } = replacementsIn(source, document.root, all);
    if (because !== undefined) refused.push({ ...because, place: { ...entry.place, ...because.place } });
    byFile.set(file, (byFile.get(file) ?? new Map<DocumentSource, readonly Replacement[]>()).set(source, replacements));
  }
  throwAny(refused);
  return [...byFile].map(([path, documents]) => {
    const bytes = readBytes(path);
    return { path, bytes, edits: inBytes(path, bytes, documents) };
  });
}

/** Objects that share a document: the items of a list. */
function bySource(objects: readonly ReadObject[]): ReadonlyMap<DocumentSource, readonly ReadObject[]> {
  const groups = new Map<DocumentSource, ReadObject[]>();
  for (const object of objects) {
    const { source } = object.document;
    const group = groups.get(source);
    if (group === undefined) groups.set(source, [object]);
    else group.push(object);
  }
  return groups;
}

/** Positions in the texts of documents as positions in the file, which is read again: it must hold what it held before. */
function inBytes(path: string, bytes: Buffer, documents: ReadonlyMap<DocumentSource, readonly Replacement[]>): readonly ByteEdit[] {
  const lines = new Lines(bytes);
  return [...documents].flatMap(([source, edits]) => {
    const begins = lines.offsetOf(source);
    if (begins === undefined) throw new InputError(finding('file-changed-meanwhile', { path }, { file: path }));
    const toBytes = new Offsets(source.text, begins);
    return [...edits].sort((a, b) => a.start - b.start || a.end - b.end)
      .map(({ start, end, text }) => ({ start: toBytes.at(start), end: toBytes.at(end), text }));
  });
}

/** Finds documents by their lines, which come in the order of the file. */
class Lines {
  private line = 1;
  private start = 0;

  constructor(private readonly bytes: Buffer) {}

  /** Where the document begins; `undefined` where the file does not hold it there. */
  offsetOf({ text, line, column }: DocumentSource): number | undefined {
    while (this.line < line) {
      const newline = this.bytes.indexOf(10, this.start);
      if (newline === -1) return undefined;
      this.start = newline + 1;
      this.line++;
    }
    // Only JSON that follows JSON begins inside a line; what stands before it is searched through.
    const length = Buffer.byteLength(text);
    const from = column === 1 ? this.start : this.bytes.indexOf(text, this.start + column - 1);
    return from !== -1 && this.bytes.toString('utf8', from, from + length) === text ? from : undefined;
  }
}

/** Turns rising offsets of a text into bytes. */
class Offsets {
  private seen = 0;

  constructor(private readonly text: string, private bytes: number) {}

  at(offset: number): number {
    this.bytes += Buffer.byteLength(this.text.slice(this.seen, offset));
    this.seen = offset;
    return this.bytes;
  }
}
