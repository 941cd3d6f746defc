import { readFileSync } from 'node:fs';
import { type } from './transcript';
import { RULE_IDS } from '../../src/check/rules';
import { IDS, meaningOf } from '../../src/report/meaning';

test('of a rule, explain tells what it looks for, why, what it cannot see, and shows a finding with its fix', async () => {
  const { what, why, cannotSee, example } = meaningOf('sidecar-not-the-only-one');
  expect(await type('explain sidecar-not-the-only-one')).toEqual({
    stdout: `sidecar-not-the-only-one  error
  looks for: ${what}
  why: ${why}
  cannot see: ${cannotSee}
  istioctl analyze covers part of it: IST0111
  example: ${example.fact}
  fix: ${example.fix}
  skip it: check --skip-rule sidecar-not-the-only-one, or an entry of "ignore" in the settings, with a reason
  docs: docs/rules.md#sidecar-not-the-only-one, in the repository of cdk8s-speedscale
`,
    stderr: '',
    exitCode: 0,
  });
});

test.each(IDS)('explain %s answers, as text and as JSON', async (id) => {
  const [text, json] = [await type(`explain ${id}`), await type(`explain ${id} --format json`)];
  expect([text.exitCode, text.stderr, json.exitCode, json.stderr]).toEqual([0, '', 0, '']);
  expect(text.stdout.startsWith(`${id}  `)).toBe(true);
  expect(JSON.parse(json.stdout)).toMatchObject({ version: 1, id, isRule: RULE_IDS.includes(id) });
});

test('the JSON has the fields that docs/check.md lists', async () => {
  const { example, ...fields } = JSON.parse((await type('explain export-to-twice --format json')).stdout) as Record<string, object>;
  const [, listed] = /gives the same as data: (.*?)\. `check --list-rules/s.exec(readFileSync('docs/check.md', 'utf8'))!;
  expect([...listed.matchAll(/`(\w+)`/g)].map(([, name]) => name).sort()).toEqual([...Object.keys(fields), 'example', ...Object.keys(example)].sort());
});

test('a message of the reader is explained, and nothing is said of rules', async () => {
  const { stdout } = await type('explain document-not-yaml');
  expect(stdout).toContain('is about: ');
  expect(stdout).not.toContain('--skip-rule');
});

test.each([
  ['document-not-ymal', 'explained-id-unknown', 'write "document-not-yaml"'],
  ['sidecar-not-the-only-on', 'explained-id-unknown', 'write "sidecar-not-the-only-one"'],
  ['shop', 'explained-id-unknown', '"cdk8s-speedscale explain shop app.speedscale.com"'],
  ['shop/web', 'explained-call-without-host', '"cdk8s-speedscale explain shop/web app.speedscale.com"'],
  ['shop/web:document-not-yaml', 'explained-call-without-host', 'app.speedscale.com'],
  ['toString', 'explained-id-unknown', '--list-rules'],
  ['__proto__', 'explained-id-unknown', '--list-rules'],
])('explain %s is refused with %s, and says what to write', async (word, id, fix) => {
  expect(await type(`explain ${word}`)).toEqual({ stdout: '', stderr: expect.stringMatching(new RegExp(`^error  ${id}\n`)), exitCode: 2 });
  expect((await type(`explain ${word}`)).stderr).toContain(fix);
});

test('an id with a host beside it is a pod: its namespace has that name', async () => {
  expect((await type('explain document-not-yaml app.speedscale.com -', 'apiVersion: v1\nkind: Namespace\nmetadata: { name: document-not-yaml }\n')).stdout)
    .toMatch(/^a pod in document-not-yaml/);
});

test('--list-rules lists every rule and reads nothing', async () => {
  const { stdout, stderr, exitCode } = await type('check --list-rules nowhere/');
  expect([stderr, exitCode]).toEqual(['', 0]);
  expect(stdout.trimEnd().split('\n').map((line) => line.split(' ')[0])).toEqual(RULE_IDS);
});

test('--list-rules as JSON has what explain has of each', async () => {
  const { rules } = JSON.parse((await type('check --list-rules --format json')).stdout) as { readonly rules: readonly { readonly id: string }[] };
  expect(rules.map(({ id }) => id)).toEqual(RULE_IDS);
  const { version: _, ...one } = JSON.parse((await type('explain object-duplicated --format json')).stdout) as Record<string, unknown>;
  expect(rules).toContainEqual(one);
});

test('--list-rules lists what --rule and --skip-rule choose', async () => {
  expect((await type('check --list-rules --rule object-duplicated')).stdout).toMatch(/^object-duplicated +warning +\S.*\n$/);
  expect((await type('check --list-rules --skip-rule object-duplicated')).stdout).not.toMatch(/^object-duplicated /m);
});

test.each([['--format sarif', 'rule-list-not-in-format'], ['--format github', 'rule-list-not-in-format'], ['--rule object-duplicate', 'rule-unknown']])(
  'check --list-rules %s is refused with %s', async (words, id) => {
    expect(await type(`check --list-rules ${words}`)).toEqual({ stdout: '', stderr: expect.stringContaining(id), exitCode: 2 });
  });
