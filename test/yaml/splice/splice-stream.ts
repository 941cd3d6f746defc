import { Edit } from '../../../src/kubernetes/edit';
import { Finding } from '../../../src/message/message';
import { DocumentSource } from '../../../src/yaml/document-source';
import { readStream, ReadOptions } from '../../../src/yaml/read';
import { Replacement } from '../../../src/yaml/splice/parts';
import { replacementsIn } from '../../../src/yaml/splice/replacements-in';
import { ObjectDocument, StreamDocument } from '../../../src/yaml/stream-document';

/** A document of a stream with its edits made; put together, the texts are the stream's new text. */
export interface SplicedDocument {
  readonly source: DocumentSource;
  readonly text: string;
  readonly refused: readonly Finding[];
}

/** The stream with the edits that are wanted for each of its objects; their paths begin at the object. */
export function spliceStream(text: string, options: ReadOptions, editsOf: (document: ObjectDocument) => readonly Edit[]): readonly SplicedDocument[] {
  const bySource = new Map<DocumentSource, StreamDocument[]>();
  for (const document of readStream(text, options)) bySource.set(document.source, [...bySource.get(document.source) ?? [], document]);
  return [...bySource].map(([source, documents]) => {
    const objects = documents.filter((document): document is ObjectDocument => document.type === 'object');
    // As in src/cli/edit-files.ts, documents share edits that need no change.
    const [first, ...others] = objects.map((document) => document.at.length === 0 ? editsOf(document)
      : editsOf(document).map((edit) => ({ ...edit, path: [...document.at, ...edit.path] })));
    const edits = others.length === 0 ? first ?? [] : [...first, ...others.flat()];
    if (edits.length === 0) return { source, text: source.text, refused: [] };
    const { replacements, refused } = replacementsIn(source, objects[0].root, edits);
    return { source, text: replaced(source.text, replacements), refused: refused === undefined ? [] : [refused] };
  });
}

function replaced(text: string, replacements: readonly Replacement[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text: inserted } of replacements) {
    if (start < at) throw new Error(`replacements overlap at ${start}`);
    result += text.slice(at, start) + inserted;
    at = end;
  }
  return result + text.slice(at);
}
