import { Content } from './content';
import { Node } from './node';
import { NOT_SIMPLE } from './not-simple';
import { SimpleParser } from './simple-parser';
import { Tape, Taped } from './tape';
import { nodeAt } from './tape-node';

/** A character that is not plainly printable: tabs, carriage returns, the line breaks and spaces of Unicode, half of an emoji. */
const UNUSUAL = /[^\n -~\u00a1-\u1fff\u2010-\u2027\u2030-\ud7ff]/;

/**
 * The content of a document in the form in which nearly all manifests are written: maps and lists by indentation, each scalar and each
 * pair of brackets on one line, no anchors, tags, escapes and block scalars. `undefined` for any other text, right or wrong.
 *
 * Why there is a parser of our own: docs/decisions/0023-the-simple-form-first.md
 */
export function parseSimple(text: string): SimpleContent | undefined {
  if (UNUSUAL.test(text)) return undefined;
  shared.rewind();
  try {
    const parser = new SimpleParser(text, shared);
    const value = parser.read();
    return new SimpleContent(text, shared.take(), value, parser.lines);
  } catch (error) {
    if (error !== NOT_SIMPLE) throw error;
    return undefined;
  }
}

/** All documents are written on one tape, and each keeps its part of it. */
const shared = new Tape();

/** The content of a document in the simple form: small enough to be kept. */
export class SimpleContent implements Content {
  /** @param lines how many lines end in the text */
  constructor(private readonly text: string, private readonly taped: Taped, readonly value: unknown, readonly lines: number) {}

  get root(): Node {
    return nodeAt(this.text, this.taped.fields, this.taped.first);
  }
}
