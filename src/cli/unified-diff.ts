import { ByteEdit } from './byte-edit';

/** An edit, and the line of the file on which it begins, from 0. */
export interface LineEdit extends ByteEdit {
  readonly line: number;
}

/** Lines that go and lines that come; lines keep their ends. */
interface LineChange {
  /** Lines of the old text before the change, and where in that they end. */
  readonly before: number;
  readonly start: number;
  /** Where the lines that go end. */
  readonly end: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

const CONTEXT = 3;
const NEWLINE = 10;

/**
 * The edits of a file as a unified diff, as `git apply` and `patch -p1` take it; empty without edits. The edits say what
 * changed and where, so nothing is searched for, and of the file only the lines around them are looked at.
 * @param edits in the order of the text, none overlapping another
 */
export function unifiedDiff(path: string, bytes: Buffer, edits: readonly LineEdit[]): string {
  const changes = lineChanges(bytes, edits);
  if (changes.length === 0) return '';
  let shift = 0;
  const hunks = inHunks(changes).map((hunk) => {
    const rendered = renderHunk(bytes, hunk, shift);
    shift += growth(hunk);
    return rendered;
  });
  return `--- ${fileName(`a/${path}`)}\n+++ ${fileName(`b/${path}`)}\n${hunks.join('')}`;
}

/** Where the line begins that holds the offset. */
function startOfLine(bytes: Buffer, offset: number): number {
  let start = offset;
  while (start > 0 && bytes[start - 1] !== NEWLINE) start--;
  return start;
}

/** Behind the newline of the line that holds the offset, or at the end of the file. */
function endOfLine(bytes: Buffer, offset: number): number {
  let end = offset;
  while (end < bytes.length && bytes[end] !== NEWLINE) end++;
  return Math.min(end + 1, bytes.length);
}

/** The edits by whole lines; those that touch one line become one change. All that is put behind the end of the file is part of the last line. */
function lineChanges(bytes: Buffer, edits: readonly LineEdit[]): readonly LineChange[] {
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
    let stop: number;
    do {
      const edit = edits[index++];
      added += text(end, edit.start) + edit.text;
      end = edit.end;
      stop = endOfLine(bytes, end);
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

/** Changes whose context would touch stand in one hunk. */
function inHunks(changes: readonly LineChange[]): readonly (readonly LineChange[])[] {
  const hunks: LineChange[][] = [];
  for (const change of changes) {
    const last = hunks[hunks.length - 1]?.slice(-1)[0];
    if (last !== undefined && change.before - (last.before + last.removed.length) <= 2 * CONTEXT) hunks[hunks.length - 1].push(change);
    else hunks.push([change]);
  }
  return hunks;
}

function growth(hunk: readonly LineChange[]): number {
  return hunk.reduce((sum, { removed, added }) => sum + added.length - removed.length, 0);
}

function renderHunk(bytes: Buffer, hunk: readonly LineChange[], shift: number): string {
  const [first] = hunk;
  const last = hunk[hunk.length - 1];
  let start = first.start;
  let from = first.before;
  for (let count = 0; count < CONTEXT && start > 0; count++, from--) start = startOfLine(bytes, start - 1);
  let end = last.end;
  let to = last.before + last.removed.length;
  for (let count = 0; count < CONTEXT && end < bytes.length; count++, to++) end = endOfLine(bytes, end);
  let at = start;
  let body = '';
  for (const change of hunk) {
    body += printed(' ', bytes.toString('utf8', at, change.start)) + printed('-', change.removed.join('')) + printed('+', change.added.join(''));
    at = change.end;
  }
  body += printed(' ', bytes.toString('utf8', at, end));
  const old = to - from;
  const now = old + growth(hunk);
  // Where a side has no line, the number is that of the line before.
  return `@@ -${old === 0 ? from : from + 1},${old} +${now === 0 ? from + shift : from + shift + 1},${now} @@\n${body}`;
}

/** Lines with a mark before each. */
function printed(mark: string, lines: string): string {
  if (lines === '') return '';
  const marked = mark + lines.replaceAll('\n', `\n${mark}`);
  return lines.endsWith('\n') ? marked.slice(0, -mark.length) : `${marked}\n\\ No newline at end of file\n`;
}

/** A name as git writes it: in quotes with C's escapes where a character could be misread, with a tab behind it where it has a space. */
function fileName(name: string): string {
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f"\\\u007f]/.test(name)) return `"${name.replace(/["\\]/g, '\\$&').replace(/[\u0000-\u001f\u007f]/g, (char) => `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`)}"`;
  return name.includes(' ') ? `${name}\t` : name;
}
