import { Exclusion } from './exclusion';
import { FolderPassedOver } from './find-manifests';
import { Inventory, InventoryEntry, Origin } from '../kubernetes/inventory';
import { OtherDocument } from '../mesh/facts/read-facts';
import { UnreadText } from '../mesh/sight';
import { Finding } from '../message/message';
import { ObjectDocument, StreamDocument } from '../yaml/stream-document';

/** A file or folder with manifests, and the namespace of objects there that name none. */
export interface ManifestSource {
  readonly path: string;
  readonly namespace?: string;
  /** What is not read of a folder. @default - everything is read */
  readonly exclude?: readonly Exclusion[];
  /** What the objects come from. @default - manifests */
  readonly origin?: Origin;
}

/** An object of a file that was read: the entry of the inventory, and the document for whoever edits it. */
export interface ReadObject {
  readonly file: string;
  /** What the file held. */
  readonly bytes: Buffer;
  readonly document: ObjectDocument;
  readonly entry: InventoryEntry;
}

/** A document, folder or link that was passed over, and what it is instead of manifests. */
export interface PassedOver {
  readonly file: string;
  /** Of a document. */
  readonly line?: number;
  readonly type: Exclude<StreamDocument['type'], 'object' | 'error' | 'dropped' | 'not-of-interest' | 'empty'> | FolderPassedOver['type'] | 'link-outside';
  /** The texts in it that may be manifests, with the file and line of each. */
  readonly texts: () => readonly TextPassedOver[];
}

/** A text that was not read as manifests. */
export interface TextPassedOver {
  readonly file: string;
  readonly line?: number;
  readonly text: string;
}

/** What was read. An `error` among the findings means that something in sight could not be understood. */
export interface ManifestsRead {
  readonly objects: readonly ReadObject[];
  readonly inventory: Inventory;
  /** Documents that are no manifests, such as the values of Helm charts. */
  readonly others: readonly OtherDocument[];
  readonly passedOver: readonly PassedOver[];
  /** Documents that were not even parsed, since they can be no manifest: values, and patches that are lists. */
  readonly unread: readonly UnreadText[];
  readonly files: readonly string[];
  readonly findings: readonly Finding[];
}
