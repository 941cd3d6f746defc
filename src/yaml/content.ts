import { Node } from './node';

/** What a document holds. */
export interface Content {
  /** The value as kubectl reads it. Asking for it throws a ReadingProblem where kubectl refuses it. */
  readonly value: unknown;
  readonly root: Node;
  /** Where what kubectl drops begins: text behind the document, up to the next separator. @default - nothing follows */
  readonly rest?: number;
}
