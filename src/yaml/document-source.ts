import { Content } from './content';
import { Node } from './node';
import { parseDocument } from './parse-document';
import { SimpleContent } from './parse-simple';
import { linesIn } from './split';
import { Place } from '../message/message';

const BOM = 0xfeff;

/** Up to here lines are counted, for mostly it is where an object begins that is asked for; beyond it a table of all lines pays. */
const NEAR = 1000;

/** A line of a text, from 0, and the offset at which it begins. */
interface LineStart {
  readonly row: number;
  readonly start: number;
}

/** What is known of a document's text at once. */
interface Parsed {
  readonly source: DocumentSource;
  readonly content: Content | undefined;
  readonly root: Node | undefined;
}

/** The document that was parsed last: whoever asks for its nodes once often asks again. */
let last: Parsed | undefined;

/** One document of a stream: its text, and where in the file that begins. Put together, the texts of a stream are the stream. */
export class DocumentSource {
  private starts: readonly number[] | undefined;
  private kept: SimpleContent | undefined;

  constructor(
    readonly file: string | undefined,
    /** From the line that separates the document from the one before, to where the next one begins. */
    readonly text: string,
    /** The line of the file on which the text begins, from 1. */
    readonly line: number,
    /** The column at which it begins: not 1 only for JSON that follows JSON on a line. */
    readonly column: number,
    /** Where in the stream it begins: in bytes where the stream was given as bytes, else in characters. */
    readonly start: number,
    /** Whether the file is UTF-16. */
    readonly isUtf16 = false,
  ) {}

  /** The place of an offset into the text. Columns count UTF-16 units, as editors and SARIF do; a byte order mark has no column. */
  placeOf(offset: number): Place {
    const { row, start } = offset < NEAR && this.starts === undefined ? countedTo(this.text, offset) : this.lookUp(offset);
    const mark = this.text.charCodeAt(start) === BOM && offset > start ? 1 : 0;
    return { file: this.file, line: this.line + row, column: offset - start - mark + (row === 0 ? this.column : 1) };
  }

  private lookUp(offset: number): LineStart {
    const starts = this.lineStarts();
    const row = lastAtOrBefore(starts, offset);
    return { row, start: starts[row] };
  }

  /** Where what kubectl drops of the text begins; `undefined` where it drops nothing, and where the text cannot be read. */
  get rest(): number | undefined {
    return last?.source === this ? last.content?.rest : undefined;
  }

  /** How many lines end in the text. */
  get lines(): number {
    return this.kept?.lines ?? linesIn(this.text, 0, this.text.length);
  }

  /** What the text holds; `undefined` where that is nothing. Throws a ReadingProblem. */
  content(): Content | undefined {
    return this.kept ?? this.parsed().content;
  }

  /**
   * The nodes of the text; `undefined` where it holds nothing. They are made again when they are asked for again: to keep those of
   * every document costs more time and memory than to make the few that an edit or a finding needs. Throws a ReadingProblem.
   */
  root(): Node | undefined {
    return this.parsed().root;
  }

  private parsed(): Parsed {
    if (last?.source !== this) {
      const content = this.kept ?? parseDocument(this.text);
      if (content instanceof SimpleContent) this.kept = content;
      last = { source: this, content, root: content?.root };
    }
    return last;
  }

  private lineStarts(): readonly number[] {
    if (this.starts === undefined) {
      const starts = [0];
      for (let at = this.text.indexOf('\n'); at !== -1; at = this.text.indexOf('\n', at + 1)) starts.push(at + 1);
      this.starts = starts;
    }
    return this.starts;
  }
}

/** The line that holds the offset, counted from the beginning. */
function countedTo(text: string, offset: number): LineStart {
  let row = 0;
  let start = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', start)) {
    row++;
    start = at + 1;
  }
  return { row, start };
}

function lastAtOrBefore(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (sorted[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
