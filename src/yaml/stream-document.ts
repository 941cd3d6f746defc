import { DocumentSource } from './document-source';
import { Node } from './node';
import { Path } from './path';
import { TemplateType } from './template';
import { KubernetesObject } from '../kubernetes/object';
import { Finding } from '../message/message';

/** An object of Kubernetes: a document, or an item of one that is a list. */
export interface ObjectDocument {
  readonly type: 'object';
  readonly source: DocumentSource;
  readonly value: KubernetesObject;
  /** The node of the whole document, see `DocumentSource.root`. */
  readonly root: Node;
  /** Where the object stands in the document: empty, or for example ["items", 0]. */
  readonly at: Path;
}

/** A document that was read and is no object: a list without items counts as `empty`. */
export interface OtherDocument {
  readonly type: 'empty' | 'scalar' | 'sequence' | 'not-a-manifest' | 'sops';
  readonly source: DocumentSource;
  readonly value: unknown;
  /** `undefined` where the document has no value at all. */
  readonly root: Node | undefined;
  readonly at: Path;
}

/** A document that was not read: it mentions no kind of interest, or has to be rendered or decrypted first. */
export interface UnreadDocument {
  readonly type: 'not-of-interest' | TemplateType | 'git-crypt';
  readonly source: DocumentSource;
}

/** A document that cannot be read, or text that kubectl drops. */
export interface UnreadableDocument {
  readonly type: 'error' | 'dropped';
  readonly source: DocumentSource;
  readonly finding: Finding;
}

/** What a stream holds. Documents that share a `source` are one document of the file: the items of a list, or what kubectl drops of it. */
export type StreamDocument = ObjectDocument | OtherDocument | UnreadDocument | UnreadableDocument;
