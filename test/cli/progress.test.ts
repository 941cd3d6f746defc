import { join } from 'node:path';
import { Progress, progressOn } from '../../src/cli/progress';
import { run } from '../../src/cli/run';
import { folderOf } from '../files/folder';

/** A terminal whose clock goes on by a step whenever it is looked at. */
function terminal(step: number) {
  const written: string[] = [];
  let time = 0;
  return { written, wait: (more: number) => { time += more; }, write: (text: string) => { written.push(text); }, now: () => time += step };
}
const erase = '\r\u001b[K';

test('nothing is shown in the first second, and nothing erased then', () => {
  const screen = terminal(1);
  const progress = new Progress(screen);
  for (let file = 0; file < 900; file++) progress.fileRead();
  progress.begin('checking');
  progress.end();
  expect(screen.written).toEqual([]);
});

test('after a second it says how many files have been read, ten times a second at most, and what comes then', () => {
  const screen = terminal(10);
  const progress = new Progress(screen);
  for (let file = 0; file < 121; file++) progress.fileRead();
  progress.begin('checking: 5 objects');
  progress.end();
  expect(screen.written).toEqual([`${erase}reading: 100 files`, `${erase}reading: 110 files`, `${erase}reading: 120 files`, `${erase}checking: 5 objects`, erase]);
});

test('what was shown is erased once', () => {
  const screen = terminal(0);
  const progress = new Progress(screen);
  screen.wait(1000);
  progress.fileRead();
  progress.end();
  progress.end();
  expect(screen.written).toEqual([`${erase}reading: 1 file`, erase]);
});

test.each([
  ['a terminal', true, {}, true],
  ['a pipe', false, {}, false],
  ['a terminal of CI', true, { CI: 'true' }, false],
  ['a terminal that cannot erase', true, { TERM: 'dumb' }, false],
])('on %s it is shown: %s', (_, isTerminal, env, expected) => {
  expect(progressOn(terminal(0), isTerminal, env) !== undefined).toBe(expected);
});

describe('of a command that takes long', () => {
  const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n';
  const settings = 'apiVersion: cdk8s-speedscale/v1alpha1\nkind: SpeedscaleOnIstio\nspec: { manifests: [{ path: deploy }] }\n';
  const files = { 'deploy/a.yaml': namespace, 'deploy/b.yaml': namespace.replace('shop', 'cart'), 'speedscale.yaml': settings };

  test.each([
    ['check', 'check FOLDER/deploy', 'checking: 2 objects'],
    ['check of a change', 'check FOLDER/deploy --diff-base FOLDER/base', 'checking: 2 objects'],
    ['explain', 'explain shop app.speedscale.com FOLDER/deploy', 'reading: 2 files'],
    ['adopt', 'adopt -c FOLDER/speedscale.yaml', 'reading: 2 files'],
    ['synth', 'synth -c FOLDER/speedscale.yaml --stdout', 'reading: 2 files'],
    ['init', 'init FOLDER/deploy --stdout', 'reading: 2 files'],
    ['a command that fails', 'check FOLDER/deploy --diff-base FOLDER/nothing', 'reading: 2 files'],
  ])('%s shows it, and leaves an empty line', async (_, line, last) => {
    const folder = folderOf({ ...files, 'base/a.yaml': namespace });
    const screen = terminal(1000);
    await run({ argv: line.replaceAll('FOLDER', folder).split(' '), env: {}, version: '1.2.3', stdin: () => Buffer.of(), progress: new Progress(screen) });
    expect(screen.written.slice(-2)).toEqual([erase + last, erase]);
  });

  test('without a terminal it is as if nothing was shown', async () => {
    const argv = ['check', join(folderOf(files), 'deploy')];
    const shown = await run({ argv, env: {}, version: '1.2.3', stdin: () => Buffer.of(), progress: new Progress(terminal(1000)) });
    expect(await run({ argv, env: {}, version: '1.2.3', stdin: () => Buffer.of() })).toEqual(shown);
  });
});
