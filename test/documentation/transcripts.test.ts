import { readFileSync } from 'node:fs';
import process from 'node:process';
import { transcriptFiles, withTranscripts } from '../../scripts/generate/transcripts';

test('what commands print in README and docs is what they print now; "npm run generate" writes it anew', async () => {
  for (const [page, text] of Object.entries(await transcriptFiles())) expect([page, text]).toEqual([page, readFileSync(page, 'utf8')]);
}, 120_000);

const block = (info: string, text: string) => `\`\`\`${info}\n${text}\`\`\`\n`;

test('another output is replaced, and the text around it stays', async () => {
  const page = (output: string) => `Before.\n\n${block('console examples/shop', `$ cdk8s-speedscale hosts --list pods\n${output}`)}\nAfter.\n`;
  const text = await withTranscripts(page('made up\n'));
  expect(text).not.toContain('made up');
  expect(text).toContain('\napp.speedscale.com\n');
  expect(text).toMatch(/^Before\.\n[^]*\nAfter\.\n$/);
  expect(await withTranscripts(text)).toBe(text);
});

test('files that a page writes stay for its next commands, and a failing command shows its exit code', async () => {
  const text = await withTranscripts(`${block('yaml examples/shop/note.yaml', 'note: 1\n')}${block('console examples/shop', '$ cat note.yaml\n$ cdk8s-speedscale explain nothing-such\n')}`);
  expect(text).toContain('$ cat note.yaml\nnote: 1\n');
  expect(text).toMatch(/error {2}explained-id-unknown\n[^]*# exit code 2\n```\n$/);
});

test('what a command says on stderr is left out where the page discards it', async () => {
  const printed = async (redirection: string) => withTranscripts(block('console examples/shop', `$ cdk8s-speedscale hosts${redirection}\n`));
  expect(await printed('')).toContain('\nnext: ');
  expect(await printed(' 2> /dev/null')).not.toContain('\nnext: ');
  expect(await printed(' 2> /dev/null')).toContain('\napp.speedscale.com\n');
});

test('the working folder is what it was, after a page that fails too', async () => {
  const before = process.cwd();
  await withTranscripts(block('console examples/shop', '$ cat nothing-such\n'));
  await expect(withTranscripts(block('console examples/nothing-such', '$ true\n'))).rejects.toThrow();
  expect(process.cwd()).toBe(before);
});
