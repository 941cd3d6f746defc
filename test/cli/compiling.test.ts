import { spawnSync } from 'node:child_process';
import { flagForShortRuns } from '../../src/cli/compiling';

test.each(['v20.0.0', 'v20.20.2', 'v22.12.0', 'v23.1.0'])('node %s gets a flag', (version) => {
  expect(flagForShortRuns(version)).toMatch(/^--max-inlined-bytecode-size-cumulative=\d+$/);
});

test.each(['v18.20.0', 'v24.0.0', 'v200.0.0', 'v2.0.0'])('node %s is left alone', (version) => {
  expect(flagForShortRuns(version)).toBeUndefined();
});

test('this version of node knows its flag: it says nothing about it', () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['-e', `
    const flag = ${JSON.stringify(flagForShortRuns(process.version))};
    if (flag !== undefined) require('node:v8').setFlagsFromString(flag);
    console.log('set');
  `], { encoding: 'utf8' });
  expect([stdout, stderr, status]).toEqual(['set\n', '', 0]);
});

test('a flag that node does not know would be seen on stderr', () => {
  const { stderr } = spawnSync(process.execPath, ['-e', 'require("node:v8").setFlagsFromString("--no-such-flag=1")'], { encoding: 'utf8' });
  expect(stderr).toContain('no-such-flag');
});
