import { ByteEdit } from './byte-edit';

/** An edit, and the line of the file on which it begins, from 0. */
export interface LineEdit extends ByteEdit {
  readonly line: number;
}

/** Lines that go and lines that come; lines keep their ends. */
export interface LineChange {
  /** Lines of the old text before the change, and where in that they end. */
  readonly before: number;
  readonly start: number;
  /** Where the lines that go end. */
  readonly end: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

const NEWLINE = 10;

/** Where the line begins that holds the offset. */
export function startOfLine(bytes: Buffer, offset: number): number {
  let start = offset;
  while (start > 0 && bytes[start - 1] !== NEWLINE) start--;
  return start;
}

/** Behind the newline of the line that holds the offset, or at the end of the file. */
export function endOfLine(bytes: Buffer, offset: number): number {
  let end = offset;
  while (end < bytes.length && bytes[end] !== NEWLINE) end++;
  return Math.min(end + 1, bytes.length);
}

/** The edits by whole lines; those that touch one line become one change. All that is put behind the end of the file is part of the last line. */
export function lineChanges(bytes: Buffer, edits: readonly LineEdit[]): readonly LineChange[] {
  const text = (start: number, end: number) => bytes.toString('utf8', start, end);
  const changes: LineChange[] = [];
  for (let index = 0; index < edits.length;) {
    const inserted = insertedLines(bytes, edits[index], edits[index + 1]?.start);
    if (inserted !== undefined) {
      changes.push(inserted);
      index++;
      continue;
    }
    const { line, start: first } = edits[index];
    const start = startOfLine(bytes, first);
    let end = start;
    let added = '';
    let stop = start;
    do {
      const edit = edits[index++];
      added += text(end, edit.start) + edit.text;
      end = edit.end;
      if (end >= stop) stop = endOfLine(bytes, end);
    } while (index < edits.length && (edits[index].start < stop || stop === bytes.length));
    changes.push(...withoutCommon(line, start, linesOf(text(start, stop)), linesOf(added + text(end, stop))));
  }
  return changes;
}

/**
 * An edit that puts whole lines behind a line: from the break that ends the line on, which then ends the last of them.
 * @param following where the next edit begins: one before the break is over would change those lines
 */
function insertedLines(bytes: Buffer, { line, start, end, text }: LineEdit, following = Infinity): LineChange | undefined {
  const [lineBreak] = /^\r?\n/.exec(text) ?? [];
  if (end > start || lineBreak === undefined || bytes.toString('latin1', start, start + lineBreak.length) !== lineBreak) return undefined;
  const next = start + lineBreak.length;
  if (following < next) return undefined;
  return { before: line + 1, start: next, end: next, removed: [], added: linesOf(text.slice(lineBreak.length) + lineBreak) };
}

function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function withoutCommon(line: number, start: number, removed: readonly string[], added: readonly string[]): readonly LineChange[] {
  const shorter = Math.min(removed.length, added.length);
  let head = 0;
  while (head < shorter && removed[head] === added[head]) head++;
  let tail = 0;
  while (tail < shorter - head && removed[removed.length - 1 - tail] === added[added.length - 1 - tail]) tail++;
  const gone = removed.slice(head, removed.length - tail);
  const come = added.slice(head, added.length - tail);
  if (gone.length + come.length === 0) return [];
  const from = start + bytesIn(removed.slice(0, head));
  return [{ before: line + head, start: from, end: from + bytesIn(gone), removed: gone, added: come }];
}

function bytesIn(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0);
}
