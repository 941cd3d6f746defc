import { BracketsForm, DEEPEST } from './brackets';
import { LineForm, lineForm } from './line-form';
import { fail } from './not-simple';
import { ScalarValue } from './scalar';
import { Tape } from './tape';
import { Token } from './token';
import { put, Values } from './value';

const NOWHERE = -1;

/** A line that separates the document from the one before. */
const SEPARATOR = /---(?: +#[^\n]*| *)(?:\n|$)/y;

/** A map or a list to which the lines below may belong; around all of them one that stands for the document. */
class Open {
  column = NOWHERE;
  isList = false;
  /** Its index on the tape. */
  token = 0;
  /** What a map holds so far, and the key of its value that comes next. */
  values: Values = {};
  key = '';
  /** How many items of the lists around it wait. */
  before = 0;
  private within: Open | undefined;

  constructor(readonly outer?: Open, private readonly depth = 0) {}

  /** The next one inside; what was used and closed is used again. */
  get inner(): Open {
    return this.within ??= this.depth === DEEPEST ? fail() : new Open(this, this.depth + 1);
  }
}

/** Puts lines in the simple form together: each belongs to the innermost collection that is open in its column. */
export class SimpleParser {
  /** How many lines have ended. */
  lines = 0;
  private readonly document = new Open();
  private inner = this.document;
  /** The items of all lists that are open. */
  private readonly items: unknown[] = [];
  /** Where a value would stand that the lines below may give: behind the colon or dash with which a line ended. */
  private awaited = 0;
  /** The dash of the item that comes next. */
  private dash = NOWHERE;
  /** Behind what was read last. */
  private end = 0;

  constructor(private readonly text: string, private readonly tape: Tape) {}

  /** The value of the text. Throws NOT_SIMPLE where it leaves the simple form. */
  read(): unknown {
    const { text } = this;
    for (let start = this.head(); start < text.length;) {
      const newline = text.indexOf('\n', start);
      const end = newline === -1 ? text.length : newline;
      if (newline !== -1) this.lines++;
      const form = lineForm(text.slice(start, end));
      if (form.indent !== NOWHERE) this.add(form, start);
      start = end + 1;
    }
    if (this.inner === this.document) fail();
    if (this.awaited !== NOWHERE) this.giveNothing();
    while (this.inner !== this.document) this.close();
    return this.document.values[this.document.key];
  }

  /** Where the content may begin: behind the separator, if there is one, and the comments and empty lines above it. */
  private head(): number {
    const { text } = this;
    let start = 0;
    while (text.startsWith('#', start) || text.startsWith('\n', start)) {
      const newline = text.indexOf('\n', start);
      if (newline === -1) return text.length;
      this.lines++;
      start = newline + 1;
    }
    SEPARATOR.lastIndex = start;
    if (!SEPARATOR.test(text)) return start;
    if (text.charAt(SEPARATOR.lastIndex - 1) === '\n') this.lines++;
    return SEPARATOR.lastIndex;
  }

  private add({ indent, dashes, key, scalar, brackets }: LineForm, start: number): void {
    const isItem = dashes.length > 0;
    this.goTo(indent, isItem, start);
    for (const dash of dashes) {
      if (dash !== indent) this.open(true, start, dash);
      this.dash = start + dash;
    }
    if (key !== undefined) {
      if (isItem) this.open(false, start, key.start);
      this.tape.add(key.token, start + key.start, start + key.end);
      this.inner.key = key.value;
    } else if (!isItem) {
      fail();
    }
    if (scalar !== undefined) this.giveScalar(scalar.value, scalar.token, start + scalar.start, start + scalar.end);
    else if (brackets !== undefined) this.giveBrackets(brackets, start);
    else this.awaited = key === undefined ? this.dash + 1 : start + key.end + 1;
  }

  /** Closes what ends before a line, and opens what begins with it. */
  private goTo(column: number, isItem: boolean, start: number): void {
    const { inner } = this;
    if (this.awaited === NOWHERE) {
      // What is deeper would continue the scalar above.
      if (column > inner.column) fail();
    } else if (column > inner.column || (column === inner.column && isItem && !inner.isList)) {
      // A list may stand in the column of its key.
      this.awaited = NOWHERE;
      this.open(isItem, start, column);
    } else {
      this.giveNothing();
    }
    while (this.inner.column !== column || this.inner.isList !== isItem) this.close();
  }

  private open(isList: boolean, start: number, column: number): void {
    const at = start + column;
    const token = this.placeItem(this.tape.add(isList ? Token.SEQUENCE : Token.MAP, at, at));
    const { inner } = this.inner;
    inner.column = column;
    inner.isList = isList;
    inner.token = token;
    if (isList) inner.before = this.items.length;
    else inner.values = {};
    this.inner = inner;
  }

  private close(): void {
    const { outer, token, isList, before, values } = this.inner;
    this.inner = outer ?? fail();
    this.tape.close(token, this.end);
    this.give(isList ? this.items.splice(before) : values);
  }

  /** Puts a value where the next one belongs. */
  private give(value: unknown): void {
    const { inner } = this;
    if (inner.isList) this.items.push(value);
    else put(inner.values, inner.key, value);
  }

  private giveScalar(value: ScalarValue, token: Token, start: number, end: number): void {
    this.placeItem(this.tape.add(token, start, end));
    this.end = end;
    this.give(value);
  }

  private giveNothing(): void {
    this.giveScalar(null, Token.EMPTY, this.awaited, this.awaited);
    this.awaited = NOWHERE;
  }

  private giveBrackets({ value, tokens, end }: BracketsForm, start: number): void {
    this.placeItem(this.tape.append(tokens, start));
    this.end = start + end;
    this.give(value);
  }

  /** Says of the token of a value that it is an item, if it is one. */
  private placeItem(token: number): number {
    if (this.inner.isList) this.tape.beginItem(token, this.dash);
    return token;
  }
}
