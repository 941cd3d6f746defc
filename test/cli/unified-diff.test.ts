import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { ByteEdit, edited } from '../../src/cli/byte-edit';
import { unifiedDiff } from '../../src/cli/unified-diff';
import { folderOf } from '../files/folder';

const applied = (text: string, edits: readonly ByteEdit[]): string =>
  Buffer.concat(edited(Buffer.from(text), edits).map((piece) => Buffer.from(piece))).toString();
const diffOf = (path: string, text: string, edits: readonly ByteEdit[]) => {
  const bytes = Buffer.from(text);
  return unifiedDiff(path, bytes, edits.map((edit) => ({ ...edit, line: bytes.subarray(0, edit.start).filter((byte) => byte === 10).length })));
};

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}\n`).join('');
const at = (text: string, line: string) => text.indexOf(line);

test('an inserted line, with three lines around it', () => {
  const text = numbered(9);
  expect(diffOf('a.yaml', text, [{ start: at(text, 'line 5'), end: at(text, 'line 5'), text: 'new\n' }])).toBe([
    '--- a/a.yaml', '+++ b/a.yaml', '@@ -2,6 +2,7 @@', ' line 2', ' line 3', ' line 4', '+new', ' line 5', ' line 6', ' line 7', '',
  ].join('\n'));
});

test('changes that are six lines apart share a hunk, others do not', () => {
  const text = numbered(30);
  const insert = (line: number): ByteEdit => ({ start: at(text, `line ${line}\n`), end: at(text, `line ${line}\n`), text: 'new\n' });
  const hunks = (...lines: number[]) => diffOf('a.yaml', text, lines.map(insert)).match(/^@@/gm)!.length;
  expect([hunks(10, 16), hunks(10, 17)]).toEqual([1, 2]);
});

test('a missing newline at the end is said on the side that misses it', () => {
  expect(diffOf('a', 'a: 1', [{ start: 4, end: 4, text: '\nb: 2' }])).toBe([
    '--- a/a', '+++ b/a', '@@ -1,1 +1,2 @@', '-a: 1', '\\ No newline at end of file', '+a: 1', '+b: 2', '\\ No newline at end of file', '',
  ].join('\n'));
});

test('all that is put at the end of a file is one change, with a newline there or without', () => {
  const body = (text: string, ...inserted: string[]) => diffOf('a', text, inserted.map((line) => ({ start: text.length, end: text.length, text: line }))).split('\n').slice(3, -1);
  const noNewline = '\\ No newline at end of file';
  expect(body('a: 1', '\nb: 2', '\nc: 3')).toEqual(['-a: 1', noNewline, '+a: 1', '+b: 2', '+c: 3', noNewline]);
  expect(body('a: 1\n', 'b: 2', '\nc: 3\n')).toEqual([' a: 1', '+b: 2', '+c: 3']);
});

test('lines that are put behind a line, and what follows them at the same place', () => {
  const text = 'a: [1]\nb: 2\n';
  const body = (...edits: ByteEdit[]) => diffOf('a', text, edits).split('\n').slice(3, -1);
  const behind = (inserted: string) => ({ start: 6, end: 6, text: inserted });
  expect(body(behind('\nc: 3'))).toEqual([' a: [1]', '+c: 3', ' b: 2']);
  expect(body(behind('\nc: 3'), behind('\nd: 4'))).toEqual([' a: [1]', '+c: 3', '+d: 4', ' b: 2']);
  expect(body(behind('\nc: 3'), behind(' # three'))).toEqual([' a: [1]', '+c: 3 # three', ' b: 2']);
  expect(body(behind('\nc: 3'), { start: 6, end: 11, text: '' })).toEqual([' a: [1]', '-b: 2', '+c: 3']);
  expect(diffOf('a', 'a\r\n', [{ start: 1, end: 1, text: '\r\nb' }, { start: 2, end: 2, text: '!' }]).split('\n').slice(3, -1)).toEqual([' a\r', '+b\r!']);
  expect(body(behind('\nc: 3'), { start: 7, end: 8, text: 'B' })).toEqual([' a: [1]', '+c: 3', '-b: 2', '+B: 2']);
});

test('many edits of one long line take no longer than as many of a line each', () => {
  const took = (separator: string) => {
    const part = `{"a":"b"},${separator}`;
    const edits = Array.from({ length: 20_000 }, (_, index) => ({ start: index * part.length, end: index * part.length, text: ' ', line: separator === '' ? 0 : index }));
    const bytes = Buffer.from(part.repeat(edits.length));
    const start = performance.now();
    unifiedDiff('a.json', bytes, edits);
    return performance.now() - start;
  };
  // The end of the line looked for at each edit would be several tens of times as long.
  expect(took('')).toBeLessThan(5 * took('\n'));
});

test('no edit, no diff', () => {
  expect(diffOf('a.yaml', 'a: 1\n', [])).toBe('');
  expect(diffOf('a.yaml', 'a: 1\n', [{ start: 0, end: 1, text: 'a' }])).toBe('');
});

test.each([
  ['plain.yaml', '--- a/plain.yaml\n'], ['with space.yaml', '--- a/with space.yaml\t\n'], ['with "quotes".yaml', '--- "a/with \\"quotes\\".yaml"\n'], ['with\ttab.yaml', '--- "a/with\\011tab.yaml"\n'],
])('the name %j is written as git writes it', (name, header) => {
  expect(diffOf(name, 'a', [{ start: 0, end: 0, text: 'b' }]).startsWith(header)).toBe(true);
});

const hasGit = spawnSync('git', ['--version']).status === 0;

(hasGit ? describe : describe.skip)('git', () => {
  const piece = fc.constantFrom('a', 'b', '\n', '\n', '\r\n', ' ', '-', '\ufeff');
  const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

  test.each(['a.yaml', 'with space.yaml', 'with "quotes".yaml'])('applies the diff of %s, and arrives at the edited text', (name) => {
    const edit = fc.tuple(fc.nat(60), fc.nat(4), text);
    const cases = fc.sample(fc.tuple(text, fc.array(edit, { minLength: 1, maxLength: 4 })), { seed: 7, numRuns: 100 });
    for (const [before, drawn] of cases) {
      let from = 0;
      const bytesTo = (position: number) => Buffer.byteLength(before.slice(0, position));
      const edits = drawn.sort(([a], [b]) => a - b).flatMap(([start, length, inserted]): ByteEdit[] => {
        if (start < from || start > before.length) return [];
        const end = Math.min(before.length, start + length);
        from = end + 1;
        return [{ start: bytesTo(start), end: bytesTo(end), text: inserted }];
      });
      const after = applied(before, edits);
      const diff = diffOf(name, before, edits);
      if (diff === '') {
        expect(after).toBe(before);
        continue;
      }
      const folder = folderOf({ [name]: before });
      execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: folder, input: diff, stdio: 'pipe' });
      expect(after === '' ? after : readFileSync(join(folder, name), 'utf8')).toBe(after);
    }
  });
});
