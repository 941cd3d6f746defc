import { ByteEdit } from './byte-edit';

/** Lines that go and lines that come, from a line on; lines keep their ends. */
interface LineChange {
  /** Lines of the old text before the change. */
  readonly before: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

const CONTEXT = 3;
const NEWLINE = 10;

/**
 * The edits of a file as a unified diff, as `git apply` and `patch -p1` take it; empty without edits. The edits say what
 * changed, so nothing is searched for.
 * @param edits in the order of the text, none overlapping another
 */
export function unifiedDiff(path: string, bytes: Buffer, edits: readonly ByteEdit[]): string {
  const starts = lineStarts(bytes);
  const changes = lineChanges(bytes, starts, edits);
  if (changes.length === 0) return '';
  const between = (from: number, to: number) => bytes.toString('utf8', starts[from], starts[to]);
  const lines = starts.length - 1;
  let shift = 0;
  const hunks = inHunks(changes).map((hunk) => {
    const rendered = renderHunk(hunk, lines, between, shift);
    shift += hunk.reduce((sum, { removed, added }) => sum + added.length - removed.length, 0);
    return rendered;
  });
  return `--- ${fileName(`a/${path}`)}\n+++ ${fileName(`b/${path}`)}\n${hunks.join('')}`;
}

/** Where each line begins, and where the last one ends. A file of 100 MB has millions of lines: they are kept packed. */
function lineStarts(bytes: Buffer): Uint32Array {
  let starts = new Uint32Array(1024 + bytes.length / 32);
  let line = 0;
  const add = (start: number) => {
    if (++line === starts.length) {
      const larger = new Uint32Array(2 * starts.length);
      larger.set(starts);
      starts = larger;
    }
    starts[line] = start;
  };
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === NEWLINE) add(at + 1);
  if (bytes.length > 0 && bytes[bytes.length - 1] !== NEWLINE) add(bytes.length);
  return starts.subarray(0, line + 1);
}

/** The edits by whole lines; those that touch one line become one change. */
function lineChanges(bytes: Buffer, starts: Uint32Array, edits: readonly ByteEdit[]): readonly LineChange[] {
  // What is put behind a last line without a newline becomes part of that line.
  const count = bytes.length === 0 || bytes[bytes.length - 1] === NEWLINE ? starts.length : starts.length - 1;
  const text = (start: number, end: number) => bytes.toString('utf8', start, end);
  const changes: LineChange[] = [];
  let line = 0;
  const lineOf = (offset: number) => {
    while (line + 1 < count && starts[line + 1] <= offset) line++;
    return line;
  };
  for (let index = 0; index < edits.length;) {
    const first = lineOf(edits[index].start);
    let end = starts[first];
    let added = '';
    let stop: number;
    do {
      const edit = edits[index++];
      added += text(end, edit.start) + edit.text;
      end = edit.end;
      stop = starts[lineOf(Math.max(edit.start, end)) + 1] ?? bytes.length;
    } while (index < edits.length && edits[index].start < stop);
    changes.push(...withoutCommon(first, linesOf(text(starts[first], stop)), linesOf(added + text(end, stop))));
  }
  return changes;
}

function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function withoutCommon(first: number, removed: readonly string[], added: readonly string[]): readonly LineChange[] {
  const shorter = Math.min(removed.length, added.length);
  let head = 0;
  while (head < shorter && removed[head] === added[head]) head++;
  let tail = 0;
  while (tail < shorter - head && removed[removed.length - 1 - tail] === added[added.length - 1 - tail]) tail++;
  const change = { before: first + head, removed: removed.slice(head, removed.length - tail), added: added.slice(head, added.length - tail) };
  return change.removed.length + change.added.length === 0 ? [] : [change];
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

function renderHunk(hunk: readonly LineChange[], lines: number, between: (from: number, to: number) => string, shift: number): string {
  const last = hunk[hunk.length - 1];
  const from = Math.max(0, hunk[0].before - CONTEXT);
  const to = Math.min(lines, last.before + last.removed.length + CONTEXT);
  let at = from;
  let body = '';
  for (const { before, removed, added } of hunk) {
    body += printed(' ', between(at, before)) + printed('-', removed.join('')) + printed('+', added.join(''));
    at = before + removed.length;
  }
  body += printed(' ', between(at, to));
  const old = to - from;
  const now = old + hunk.reduce((sum, { removed, added }) => sum + added.length - removed.length, 0);
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
