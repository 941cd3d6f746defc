import { type } from '../cli/transcript';
import { folderOf } from '../files/folder';
import { hasKubectl, kubectlReads } from '../yaml/kubectl';

const named = (name: string) => JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
const [one, other] = [named('one'), named('other')];

async function checked(text: string): Promise<{ readonly exitCode: number; readonly objects?: number; readonly ids?: readonly string[] }> {
  const { stdout, exitCode } = await type(`check ${folderOf({ 'e.json': text })} --format json`);
  if (exitCode === 2) return { exitCode };
  const { read, findings } = JSON.parse(stdout) as { read: { objects: number }; findings: readonly { id: string }[] };
  return { exitCode, objects: read.objects, ids: findings.map(({ id }) => id) };
}

/** kubectl says of what stands between that it is no object, and reads the other one all the same. */
const PASSED: readonly string[] = [`${one}[]${other}`, `${one}"x"${other}`, `${one}\n[{}]\n${other}`];

test.each([...PASSED, `${one},${other}`, `${one}}${other}`, `${one} {a: b}`])('what is no object of JSON does not hide the ones behind it: %s', async (text) => {
  expect(await checked(text)).toEqual({ exitCode: 2 });
});

/** kubectl takes these for YAML, and drops the other object. */
const AS_YAML: readonly string[] = [`# c\n${one}${other}`, `---\n${one}${other}`, `${' '.repeat(5000)}${one}${other}`];

test.each(AS_YAML)('an object behind JSON that is read as YAML does not count: %s', async (text) => {
  expect(await checked(text)).toMatchObject({ exitCode: 0, objects: 1, ids: expect.arrayContaining(['text-after-document-end']) });
});

const BOTH: readonly string[] = [one + other, `\n\t${one}\n\n${other}\n`, `\ufeff${one}${other}`, `${' '.repeat(4000)}${one}${other}`];

test.each(BOTH)('JSON behind JSON is read: %s', async (text) => {
  expect(await checked(text)).toMatchObject({ exitCode: 0, objects: 2 });
});

(hasKubectl ? test : test.skip)('kubectl reads these so', () => {
  const counts = (texts: readonly string[]) => texts.map((text) => kubectlReads(text).objects.length);
  expect([counts(PASSED), counts(AS_YAML), counts(BOTH)]).toEqual([[2, 2, 2], [1, 1, 1], [2, 2, 2, 2]]);
});
