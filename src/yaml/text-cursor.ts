import { CARRIAGE_RETURN, isBlank, isBreak, isSpaceOrEnd, LINE_FEED, LINE_SEPARATOR, PARAGRAPH_SEPARATOR, TAB } from './characters';
import { ReadingProblem } from './reading-problem';

const MARKER = /---|\.\.\./y;

/** How far a text has been scanned. */
export class TextCursor {
  /** The text, and END behind it; the last line ends, as kubectl ends it. */
  readonly text: string;
  at: number;
  /** Whether the last white space that was passed held a line break. */
  endedLine = false;
  private lineStart: number;
  private readonly length: number;

  constructor(text: string, start: number) {
    this.text = text.endsWith('\n') ? `${text}\0` : `${text}\n\0`;
    this.length = text.length;
    this.at = this.lineStart = start;
  }

  get code(): number {
    return this.text.charCodeAt(this.at);
  }

  get column(): number {
    return this.at - this.lineStart;
  }

  /** The offset at which the line begins. */
  get line(): number {
    return this.lineStart;
  }

  /** Whether the character behind the next one is white space or the end. */
  get isAlone(): boolean {
    return isSpaceOrEnd(this.text.charCodeAt(this.at + 1));
  }

  /** Whether a line begins here with `---` or `...` by itself: a document begins or ends. */
  get isMarker(): boolean {
    if (this.at !== this.lineStart) return false;
    MARKER.lastIndex = this.at;
    return MARKER.test(this.text) && isSpaceOrEnd(this.text.charCodeAt(this.at + 3));
  }

  skipBlanks(): void {
    while (isBlank(this.code)) this.at++;
  }

  /** Goes to the end of the line. */
  skipLine(): void {
    const { text } = this;
    let { at } = this;
    while (at < text.length - 1 && !isBreak(text.charCodeAt(at))) at++;
    this.at = at;
  }

  /** Goes behind a line break, and gives what it is in a scalar's text: the separators of Unicode stay what they are. */
  takeBreak(): string {
    const { code } = this;
    this.at += code === CARRIAGE_RETURN ? this.lengthOfReturn() : 1;
    this.lineStart = this.at;
    return code === LINE_SEPARATOR || code === PARAGRAPH_SEPARATOR ? String.fromCharCode(code) : '\n';
  }

  /** CRLF is one line break, and so is CR before it: kubectl makes LF of each CRLF before it reads. */
  private lengthOfReturn(): number {
    const isReturn = (ahead: number) => this.text.charCodeAt(this.at + ahead) === CARRIAGE_RETURN;
    const isFeed = (ahead: number) => this.text.charCodeAt(this.at + ahead) === LINE_FEED;
    if (isFeed(1)) return 2;
    return isReturn(1) && isFeed(2) ? 3 : 1;
  }

  /**
   * Goes over white space and line breaks inside a scalar, and gives what they come to: one line break is a space, of more all but the
   * first stay.
   * @param indent the column before which no tab may stand on a new line
   * @param isBroken whether an escape has taken the first line break
   */
  fold(indent: number, isBroken = false): string {
    const { at: start } = this;
    let first = '';
    let others = '';
    this.endedLine = isBroken;
    for (let { code } = this; isBlank(code) || isBreak(code); code = this.code) {
      if (isBlank(code)) {
        if (code === TAB && this.endedLine && this.column < indent) this.refuse('a tab stands where a line is indented by spaces');
        this.at++;
      } else if (this.endedLine) {
        others += this.takeBreak();
      } else {
        first = this.takeBreak();
        this.endedLine = true;
      }
    }
    if (!this.endedLine) return this.text.slice(start, this.at);
    return first !== '\n' ? first + others : others === '' ? ' ' : others;
  }

  refuse(problem: string, offset: number = this.at): never {
    throw new ReadingProblem('document-not-yaml', { problem }, Math.min(offset, this.length));
  }
}
