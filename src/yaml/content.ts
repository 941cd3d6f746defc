import { Node } from './node';

/** What a document holds. */
export interface Content {
  /** The value as kubectl reads it. Asking for it throws a ReadingProblem where kubectl refuses it. */
  readonly value: unknown;
  readonly root: Node;
}
