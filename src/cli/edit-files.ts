import { edited } from './byte-edit';
import { LineEdit } from './line-change';
import { ReadObject } from '../files/manifests-read';
import { readBytes } from '../files/read-bytes';
import { writeFiles } from '../files/write-files';
import { Edit } from '../kubernetes/edit';
import { ObjectChange } from '../mesh/adopt/change';
import { finding } from '../message/catalogue';
import { throwAny } from '../message/input-error';
import { Finding } from '../message/message';
import { DocumentSource } from '../yaml/document-source';
import { Path } from '../yaml/path';
import { Replacement } from '../yaml/splice/parts';
import { replacementsIn } from '../yaml/splice/replacements-in';

/** A file and its edits. */
export interface EditedFile {
  readonly path: string;
  readonly bytes: Buffer;
  readonly edits: readonly LineEdit[];
}

/** The changes of objects as edits of their files. Throws everything that cannot be edited, so that no file is changed in part. */
export function editFiles(changes: readonly ObjectChange[], objects: readonly ReadObject[]): readonly EditedFile[] {
  const edits = new Map(changes.map((change) => [change.entry, change.edits]));
  const byFile = new Map<string, { readonly bytes: Buffer; readonly edits: LineEdit[] }>();
  const refused: Finding[] = [];
  for (const [source, ofSource] of bySource(objects.filter(({ entry }) => edits.has(entry)))) {
    const [{ file, bytes, document, entry }] = ofSource;
    const [first, ...others] = ofSource.map((object) => inDocument(edits.get(object.entry)!, object.document.at));
    const all = others.length === 0 ? first : [...first, ...others.flat()];
    const { replacements, refused: because } = replacementsIn(source, document.root, all);
    if (because !== undefined) refused.push({ ...because, place: { ...entry.place, ...because.place } });
    const ofFile = byFile.get(file) ?? { bytes, edits: [] };
    ofFile.edits.push(...inBytes(source, replacements));
    byFile.set(file, ofFile);
  }
  throwAny(refused);
  return [...byFile].map(([path, ofFile]) => ({ path, ...ofFile }));
}

/** Paths of an object as paths of the document that holds it. */
function inDocument(edits: readonly Edit[], at: Path): readonly Edit[] {
  return at.length === 0 ? edits : edits.map((edit) => ({ ...edit, path: [...at, ...edit.path] }));
}

/** Writes the files, if all of them still hold what was read; each is compared again right before it is replaced. */
export function writeEdited(files: readonly EditedFile[]): void {
  throwAny(files.flatMap(({ path, bytes }) => readBytes(path).equals(bytes) ? [] : [finding('file-changed-meanwhile', { path }, { file: path })]));
  writeFiles(files.map(({ path, bytes, edits }) => ({ path, text: edited(bytes, edits), before: bytes })));
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

/** Positions in the text of a document, in its order, as positions in the file. */
function inBytes(source: DocumentSource, replacements: readonly Replacement[]): readonly LineEdit[] {
  const toBytes = new Offsets(source.text, source.start);
  return replacements.map(({ start, end, text }) =>
    ({ line: source.placeOf(start).line! - 1, start: toBytes.at(start), end: toBytes.at(end), text }));
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
