import { MessageId, MessageParameters } from '../message/catalogue';

/** Thrown inside the reader, where a document cannot be read further; the reader makes a finding of it. */
export class ReadingProblem<I extends MessageId = MessageId> extends Error {
  constructor(
    readonly id: I,
    readonly parameters: MessageParameters<I>,
    /** An offset into the document's text. */
    readonly offset: number,
  ) {
    super(id);
  }
}
