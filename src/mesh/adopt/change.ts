import { Edit } from '../../kubernetes/edit';
import { InventoryEntry } from '../../kubernetes/inventory';
import { Finding } from '../../message/message';

/** What is to be changed in one object, by paths that begin at it. How that is written is for src/yaml/splice. */
export interface ObjectChange {
  readonly entry: InventoryEntry;
  readonly edits: readonly Edit[];
}

/** One part of a plan: what is to be changed, and what was left alone and why. An `error` refuses the whole plan. */
export interface AdoptionPart {
  readonly changes: readonly ObjectChange[];
  readonly findings: readonly Finding[];
}

/** Puts parts together. */
export function together(...parts: readonly AdoptionPart[]): AdoptionPart {
  return { changes: parts.flatMap(({ changes }) => changes), findings: parts.flatMap(({ findings }) => findings) };
}

/** The change of an object by edits; none without any. */
export function changed(entry: InventoryEntry, edits: readonly Edit[]): readonly ObjectChange[] {
  return edits.length === 0 ? [] : [{ entry, edits }];
}
