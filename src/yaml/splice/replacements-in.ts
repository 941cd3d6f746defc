import { Replacement } from './parts';
import { replacementsFor } from './splice';
import { Edit } from '../../kubernetes/edit';
import { finding } from '../../message/catalogue';
import { Finding } from '../../message/message';
import { DocumentSource } from '../document-source';
import { Node } from '../node';
import { ReadingProblem } from '../reading-problem';

/** What changes in a document's text, in its order; nothing where an edit was refused. */
export interface DocumentReplacements {
  readonly replacements: readonly Replacement[];
  readonly refused?: Finding;
}

/** The edits of a document as replacements in its text, or why they cannot be made. */
export function replacementsIn(source: DocumentSource, root: Node, edits: readonly Edit[]): DocumentReplacements {
  if (source.isUtf16) return { replacements: [], refused: finding('edit-of-utf-16', {}, source.placeOf(0)) };
  try {
    return { replacements: replacementsFor(source.text, root, edits) };
  } catch (error) {
    if (!(error instanceof ReadingProblem)) throw error;
    return { replacements: [], refused: finding(error.id, error.parameters, source.placeOf(error.offset)) };
  }
}
