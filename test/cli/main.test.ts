import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { folderOf } from '../files/folder';

let main: string;
beforeAll(() => {
  const { outputFiles: [{ text }] } = buildSync({
    stdin: { contents: "import { main } from './src/cli/main'; void main('1.2.3');", resolveDir: '.' },
    bundle: true,
    platform: 'node',
    write: false,
  });
  main = text;
});

/** The command line as a process: what surrounds it can be broken only there. */
function run(words: string, stdio: readonly ('pipe' | number)[]) {
  const script = join(folderOf({ 'main.js': main }), 'main.js');
  return spawnSync(process.execPath, [script, ...words.split(' ')], { stdio: [...stdio], encoding: 'utf8' });
}

/** A file that is open for reading alone. */
function withClosed<T>(work: (file: number) => T): T {
  const file = openSync(join(folderOf({ a: '' }), 'a'), 'r');
  try {
    return work(file);
  } finally {
    closeSync(file);
  }
}

test('where standard output cannot be written the exit code is 2, and it is said why', () => {
  const { stderr, status } = withClosed((file) => run('hosts', ['pipe', file, 'pipe']));
  expect(stderr).toContain('error  output-not-writable\n');
  expect(status).toBe(2);
});

test('where standard error cannot be written the exit code is 2', () => {
  expect(withClosed((file) => run('hosts --region x', ['pipe', 'pipe', file]))).toMatchObject({ stdout: '', status: 2 });
});

test('standard input that is a folder is an error of the input', () => {
  const folder = openSync('.', 'r');
  const { stdout, stderr, status } = run('check -', [folder, 'pipe', 'pipe']);
  closeSync(folder);
  expect([stdout, stderr.split('\n')[0], status]).toEqual(['', '-  error  path-not-readable', 2]);
});
