import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { run } from '../../src/cli/run';

/** The repository, from which every script and test is started. */
const HOME = process.cwd();

/**
 * A block of a page that is run. `console examples/NAME` holds commands behind "$ ", and what they print. They run one after the other
 * in a copy of that example, of which a page has one. `yaml examples/NAME/FILE` writes the file there.
 */
const BLOCK = /^```(console|yaml) (examples\/[\w-]+)(?:\/(\S+))?\n([^]*?)^```$/m;

/** The pages that hold such blocks, with what their commands print now. */
export async function transcriptFiles(): Promise<Readonly<Record<string, string>>> {
  const pages = ['README.md', ...readdirSync('docs').filter((name) => name.endsWith('.md')).map((name) => join('docs', name))];
  const written: Record<string, string> = {};
  for (const page of pages) {
    const text = readFileSync(page, 'utf8');
    if (BLOCK.test(text)) written[page] = await withTranscripts(text);
  }
  return written;
}

/** The text of a page, with what the commands in it print now. */
export async function withTranscripts(text: string): Promise<string> {
  const copies = copiesOfExamples();
  let [written, rest] = ['', text];
  try {
    for (let block = BLOCK.exec(rest); block !== null; block = BLOCK.exec(rest)) {
      const [all, language, example, file, content] = block;
      const folder = copies.open(example);
      if (language === 'yaml') write(join(folder, file), content);
      const filled = language === 'yaml' ? content : await session(folder, content);
      written += `${rest.slice(0, block.index)}${all.slice(0, all.indexOf('\n') + 1)}${filled}\`\`\``;
      rest = rest.slice(block.index + all.length);
    }
    return written + rest;
  } finally {
    process.chdir(HOME);
    copies.remove();
  }
}

/** A folder that stands for the repository: examples import the package from above them, and find their programs there. */
function copiesOfExamples() {
  const root = mkdtempSync(join(tmpdir(), 'transcripts-'));
  for (const name of ['node_modules', 'src']) symlinkSync(join(HOME, name), join(root, name));
  write(join(root, 'index.ts'), 'export * from \'./src\';\n');
  const open = (example: string): string => {
    const folder = join(root, example);
    // What an earlier rendering left there is no part of the example.
    if (!existsSync(folder)) filesInGit(example).forEach((file) => cpSync(join(HOME, file), join(root, file)));
    return folder;
  };
  return { open, remove: () => rmSync(root, { recursive: true }) };
}

function filesInGit(folder: string): readonly string[] {
  const { stdout } = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', folder], { cwd: HOME, encoding: 'utf8' });
  return stdout.split('\0').filter((file) => file !== '' && existsSync(join(HOME, file)));
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

async function session(folder: string, content: string): Promise<string> {
  process.chdir(folder);
  let printed = '';
  for (const [, command] of content.matchAll(/^\$ (.*)$/gm)) printed += `$ ${command}\n${await outputOf(command)}`;
  return printed;
}

/**
 * What a terminal shows: both streams, and the exit code where it is not 0. Our own commands run in this process, which takes a tenth of
 * the time.
 */
async function outputOf(line: string): Promise<string> {
  const [command, discarded = ''] = line.split(/(?= 2> \/dev\/null$)/);
  const words = command.replace(/^npx /, '').split(' ');
  const { stdout, stderr, exitCode } = words[0] === 'cdk8s-speedscale' ? await ours(words.slice(1)) : others(command);
  return `${discarded === '' ? stderr : ''}${stdout}${exitCode === 0 ? '' : `# exit code ${exitCode}\n`}`;
}

function ours(argv: readonly string[]) {
  return run({ argv, env: {}, version: '0.0.0', stdin: () => Buffer.of() });
}

function others(command: string) {
  const { stdout, stderr, status } = spawnSync('bash', ['-c', command], { encoding: 'utf8', env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' } });
  return { stdout, stderr, exitCode: status };
}
