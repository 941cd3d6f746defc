import { plainly } from './ways';
import { type } from '../cli/transcript';
import { folderOf } from '../files/folder';
import { hasKubectl, kubectlReads } from '../yaml/kubectl';

const entry = plainly({ name: 'evil', host: 'evil.example.org' });
const inBase64 = entry.replace('kind: ', '!e!binary a2luZA==: ');
const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, namespace: shop}\n';

/** Each hides a ServiceEntry behind a directive, which ends in a line break at which kubectl cuts no document. */
const HIDDEN: readonly (readonly [string, string])[] = [
  ['in a second document', `${configMap}---\n%YAML 1.1\r---\r${entry}`],
  ['in a second document, between LS', `${configMap}---\n%YAML 1.1\u2028---\u2028${entry}`],
  ['below a comment', `${configMap}---\n\n# c\n%YAML 1.1 # d\r# e\r---\r${entry}`],
  ['with CRLF before', `${configMap.replaceAll('\n', '\r\n')}---\r\n%YAML 1.1\r---\r${entry}`],
  ['in a first document', `%YAML 1.1\r---\r${entry}`],
  ['on a line that looks like one of directives alone', `%YAML 1.1\r---\r${entry.replaceAll('\n', '\r')}\n---\n${configMap}`],
  ['below one on a line that looks like a comment', `%YAML 1.1\n# c\r---\r${entry.replaceAll('\n', '\r')}\n---\n${configMap}`],
  ['that names a tag', `%TAG !e! tag:yaml.org,2002:\r---\r${inBase64}`],
  ['that names a tag in part', `%TAG !e! tag:yaml.org,2002:bin\r---\r${inBase64.replace('!e!binary', '!e!ary')}`],
  ['that names a tag, in a second document', `${configMap}---\n%TAG !e! tag:yaml.org,2002:\u0085---\u0085${inBase64}`],
];

test.each(HIDDEN)('an object behind a directive %s is refused with its place', async (_, text) => {
  const { stderr, exitCode } = await type(`check ${folderOf({ 'd/e.yaml': text, 'd/mesh.yaml': configMap })}/d`);
  expect([stderr, exitCode]).toEqual([expect.stringMatching(/e\.yaml:\d+:\d+ {2}error {2}directive-not-read/), 2]);
});

(hasKubectl ? test : test.skip).each(HIDDEN)('kubectl reads an object behind a directive %s', (_, text) => {
  expect(kubectlReads(text).objects).toContainEqual(expect.objectContaining({ kind: 'ServiceEntry' }));
});

test.each([
  ['text in quotes', `${configMap}data:\n  x: "a\n%YAML 1.1"\n---\n${entry}`], ['a block scalar', `${configMap}data:\n  x: |\n    %YAML 1.1\n---\n${entry}`],
  ['a comment', `# %TAG ! x\n${configMap}---\n# %YAML 1.1\n${entry}`], ['above the first separator', `%YAML 1.1\n# c\n\n---\n${entry}`],
])('a directive that is %s is none that hides', async (_, text) => {
  const { stdout, exitCode } = await type(`check ${folderOf({ 'd/e.yaml': text })}/d --format json`);
  expect(exitCode).toBe(0);
  expect((JSON.parse(stdout) as { read: { objects: number } }).read.objects).toBeGreaterThan(0);
});
