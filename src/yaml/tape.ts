import { END, KIND, kindWith, LENGTH, sizeOf, START, Token, tokenOf } from './token';

/** How many fields are taken at once, for many documents: an array for each of them costs a tenth of the time that reading takes. */
const REEL = 2 ** 15;

/** The part of a reel that holds the tokens of one document. */
export interface Taped {
  readonly fields: Int32Array;
  readonly first: number;
}

/**
 * The places of everything in a document, in the order of the text: a map is followed by its keys, each before its value, a list by its
 * items. So they take a tenth of what nodes take, and whoever wants a few nodes pays for no others.
 */
export class Tape {
  private fields = new Int32Array(REEL);
  /** Where the document begins that is written, and where its next token goes. */
  private first = 0;
  private at = 0;

  /** Forgets what was written since the last document that was taken. */
  rewind(): void {
    this.at = this.first;
  }

  /** Adds a token, and gives its index. */
  add(token: Token, start: number, end: number): number {
    const size = sizeOf(token);
    if (this.at + size > this.fields.length) this.change(size);
    const { fields, at } = this;
    fields[at + KIND] = token;
    fields[at + START] = start;
    fields[at + END] = end;
    this.at = at + size;
    return at - this.first;
  }

  /** A copy of the tokens since the last document that was taken. */
  copy(): Int32Array {
    return this.fields.slice(this.first, this.at);
  }

  /** Adds tokens that were copied, moved by an offset, and gives the index of the first. */
  append(tokens: Int32Array, by: number): number {
    if (this.at + tokens.length > this.fields.length) this.change(tokens.length);
    const { fields, at } = this;
    fields.set(tokens, at);
    this.at = at + tokens.length;
    for (let token = at; token < this.at; token += sizeOf(tokenOf(fields[token + KIND]))) {
      fields[token + START] += by;
      fields[token + END] += by;
    }
    return at - this.first;
  }

  /** Says that all the tokens since a collection's are inside it. */
  close(index: number, end: number): void {
    const at = this.first + index;
    this.fields[at + END] = end;
    this.fields[at + LENGTH] = this.at - at;
  }

  /** Says where the item begins that a token is the value of, if not with the value. */
  beginItem(index: number, start: number): void {
    const { fields } = this;
    const at = this.first + index;
    fields[at + KIND] = kindWith(fields[at + KIND], fields[at + START] - start);
  }

  /** The tokens since the last document. One that outgrew a reel is copied, so that no more is kept than it takes. */
  take(): Taped {
    const { fields, first, at } = this;
    if (fields.length > REEL) {
      this.fields = new Int32Array(REEL);
      this.first = this.at = 0;
      return { fields: fields.slice(first, at), first: 0 };
    }
    this.first = at;
    return { fields, first };
  }

  /** Goes on with a new reel that has place for more, to which the document is taken along. */
  private change(more: number): void {
    const written = this.fields.subarray(this.first, this.at);
    this.fields = new Int32Array(Math.max(REEL, 2 * (written.length + more)));
    this.fields.set(written);
    this.first = 0;
    this.at = written.length;
  }
}
