import { COLON, DOUBLE_QUOTE, fail, LONGEST_KEY, SimpleScalars, SINGLE_QUOTE } from './simple-scalars';
import { Token } from './tape';
import { put, Values } from './value';

const SPACE = 32, HASH = 35, COMMA = 44;
const OPEN_LIST = 91, CLOSE_LIST = 93, OPEN_MAP = 123, CLOSE_MAP = 125;

/** With what a plain scalar in brackets goes on behind a colon here. */
const continues = Array.from({ length: 128 }, (_, code) => /[\w./-]/.test(String.fromCharCode(code)));

/** Far below what the parsers behind this one take: it is they that say what nests too deep. */
export const DEEPEST = 60;

/** Reads what stands on one line of a text in the simple form, brackets among it. */
export class SimpleLine extends SimpleScalars {
  private depth = 0;

  /** The value that begins here, and ends before its line does. */
  value(at: number): unknown {
    const code = this.text.charCodeAt(at);
    return opens(code) ? this.opened(at, code) : this.plain(at);
  }

  /** What begins with a quote or a bracket. */
  private opened(at: number, code: number): unknown {
    switch (code) {
      case OPEN_LIST: return this.flowList(at);
      case OPEN_MAP: return this.flowMap(at);
      default: return this.quoted(at, code);
    }
  }

  private flowList(start: number): unknown[] {
    const token = this.tape.add(Token.FLOW_SEQUENCE, start, start);
    const items: unknown[] = [];
    let at = this.open(start);
    while (this.text.charCodeAt(at) !== CLOSE_LIST) {
      items.push(this.flowValue(at));
      at = this.next(CLOSE_LIST);
    }
    this.close(token, at);
    return items;
  }

  private flowMap(start: number): Values {
    const token = this.tape.add(Token.FLOW_MAP, start, start);
    const values: Values = {};
    let at = this.open(start);
    while (this.text.charCodeAt(at) !== CLOSE_MAP) {
      const key = this.flowKey(at);
      put(values, key, this.flowValue(this.skipSpaces(this.end + 1)));
      at = this.next(CLOSE_MAP);
    }
    this.close(token, at);
    return values;
  }

  private flowKey(at: number): string {
    const code = this.text.charCodeAt(at);
    const isQuoted = code === DOUBLE_QUOTE || code === SINGLE_QUOTE;
    const end = isQuoted ? this.quoteEnd(at, code) : this.flowEnd(at);
    const { text } = this;
    if (text.charCodeAt(end) !== COLON || text.charCodeAt(end + 1) !== SPACE || text.charCodeAt(end - 1) === SPACE || end - at > LONGEST_KEY) fail();
    return isQuoted ? this.quoted(at, code) : this.plainKey(at, end);
  }

  /** What stands first behind the bracket. */
  private open(bracket: number): number {
    if (++this.depth > DEEPEST) fail();
    return this.skipSpaces(bracket + 1);
  }

  private close(token: number, bracket: number): void {
    this.depth--;
    this.end = bracket + 1;
    this.tape.close(token, this.end);
  }

  /** What stands first behind the comma that must follow what was read, or the bracket that closes. */
  private next(close: number): number {
    const at = this.skipSpaces(this.end);
    const code = this.text.charCodeAt(at);
    if (code === COMMA) return this.skipSpaces(at + 1);
    return code === close ? at : fail();
  }

  private flowValue(at: number): unknown {
    const code = this.text.charCodeAt(at);
    return opens(code) ? this.opened(at, code) : this.trimmed(at, this.flowEnd(at));
  }

  /** Where a plain scalar in brackets ends, or the spaces behind it. */
  private flowEnd(at: number): number {
    const { text } = this;
    if (!this.canBegin(at)) fail();
    for (let end = at + 1; end < this.lineEnd; end++) {
      const code = text.charCodeAt(end);
      if (code === COMMA || code === CLOSE_LIST || code === CLOSE_MAP) return end;
      if (code === COLON && !continues[text.charCodeAt(end + 1)]) return end;
      if (code === HASH || code === OPEN_LIST || code === OPEN_MAP) fail();
    }
    return fail();
  }

}

function opens(code: number): boolean {
  return code === DOUBLE_QUOTE || code === SINGLE_QUOTE || code === OPEN_LIST || code === OPEN_MAP;
}
