import { type } from './transcript';

test.each([
  ['no command', ''],
  ['an unknown command', 'hsots'],
  ['an unknown option', 'hosts --formt json'],
  ['a value that an option does not take', 'hosts --format yaml'],
  ['a word too many', 'hosts all'],
])('%s is a mistake of usage: exit 2, and nothing on stdout', async (_, line) => {
  const { stdout, stderr, exitCode } = await type(line);
  expect([stdout, exitCode]).toEqual(['', 2]);
  expect(stderr).not.toBe('');
});

test('a mistyped command or option is answered with the nearest one', async () => {
  expect((await type('hsots')).stderr).toContain('hosts');
  expect((await type('hosts --formt json')).stderr).toContain('--format');
});

test('help goes to stdout, exit 0', async () => {
  const { stdout, stderr, exitCode } = await type('hosts --help');
  expect(stdout).toContain('--region');
  expect([stderr, exitCode]).toEqual(['', 0]);
});

test('--version prints the package\'s version and nothing else', async () => {
  expect(await type('--version')).toEqual({ stdout: '1.2.3\n', stderr: '', exitCode: 0 });
});
