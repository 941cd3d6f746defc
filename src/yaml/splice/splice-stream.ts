import { Edit } from './edit';
import { splice } from './splice';
import { finding } from '../../message/catalogue';
import { Finding } from '../../message/message';
import { DocumentSource } from '../document-source';
import { readStream, ReadOptions } from '../read';
import { ReadingProblem } from '../reading-problem';
import { Text } from '../split';
import { ObjectDocument, StreamDocument } from '../stream-document';

/** A document of a stream with its edits made; put together, the texts are the stream's new text. */
export interface SplicedDocument {
  readonly source: DocumentSource;
  readonly text: string;
  /** Edits that were refused: where there are any, none of the document's edits was made. */
  readonly refused: readonly Finding[];
}

/** The stream with the edits that are wanted for each of its objects; their paths begin at the object. */
export function* spliceStream(text: Text, options: ReadOptions, editsOf: (document: ObjectDocument) => readonly Edit[]): Iterable<SplicedDocument> {
  for (const documents of bySource(readStream(text, options))) yield spliceDocument(documents, editsOf);
}

/** The documents that share a text, together. */
function* bySource(stream: Iterable<StreamDocument>): Iterable<readonly StreamDocument[]> {
  let group: StreamDocument[] = [];
  for (const document of stream) {
    if (group.length > 0 && group[0].source !== document.source) {
      yield group;
      group = [];
    }
    group.push(document);
  }
  if (group.length > 0) yield group;
}

/** One document of a stream with edits for its objects: the documents all share its source. */
export function spliceDocument(documents: readonly StreamDocument[], editsOf: (document: ObjectDocument) => readonly Edit[]): SplicedDocument {
  const { source } = documents[0];
  const objects = documents.filter((document): document is ObjectDocument => document.type === 'object');
  const edits = objects.flatMap((document) => editsOf(document).map((edit) => ({ ...edit, path: [...document.at, ...edit.path] })));
  if (edits.length === 0) return { source, text: source.text, refused: [] };
  try {
    return { source, text: splice(source.text, objects[0].root, edits), refused: [] };
  } catch (error) {
    if (!(error instanceof ReadingProblem)) throw error;
    return { source, text: source.text, refused: [finding(error.id, error.parameters, source.placeOf(error.offset))] };
  }
}
