import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { Command } from 'commander';
import { excludeOption, exclusionsOf } from './exclude-option';
import { Invocation, Outcome } from './invocation';
import { ReadSight, readSight } from './read-sight';
import { servedMesh } from '../calls/serving';
import { createFile } from '../files/create-file';
import { DEFAULT_CONFIG } from '../files/read-config-files';
import { draftSettings, DraftSources } from '../mesh/draft/draft-settings';
import { survey, Survey } from '../mesh/draft/survey';
import { meshInput, NO_SETTINGS } from '../mesh/mesh-input';
import { sightOf } from '../mesh/sight';
import { finding } from '../message/catalogue';
import { commandLine } from '../message/command-line';
import { Finding } from '../message/message';
import { printed } from '../message/text';

interface InitOptions {
  readonly exclude: string[];
  readonly output: string;
  readonly stdout: boolean;
}

/** `init`: a first speedscale.yaml, from what the manifests show. */
export function initCommand(program: Command, invocation: Invocation, answer: (outcome: Outcome) => void): void {
  program.command('init')
    .description('write a commented speedscale.yaml from what the manifests show; nothing is overwritten')
    .argument('[paths...]', 'files and folders with the manifests, "-" for standard input (default: the working folder)')
    .option('-o, --output <file>', 'the file to write', DEFAULT_CONFIG)
    .addOption(excludeOption())
    .option('--stdout', 'print the settings, and write no file', false)
    .action((paths: readonly string[], { exclude, output, stdout }: InitOptions) => {
      const named = paths.length > 0 ? paths : ['.'];
      const sight = readSight(named, [], invocation, { exclude: exclusionsOf(exclude), isTolerant: true });
      const found = survey(sight.read.inventory, sight.read.others);
      const surveyed = { ...found, mesh: servedMesh(sightOf({ ...meshInput(sight.read, NO_SETTINGS), mesh: found.mesh })) };
      const text = draftSettings(surveyed, sourcesOf(sight, named, output));
      if (!stdout) createFile(output, text);
      const stderr = printed(...saidOf(sight, surveyed), ...(stdout ? [] : [`wrote ${output}`]), next(surveyed, named, output));
      answer({ stdout: stdout ? text : '', stderr, exitCode: 0 });
    });
}

function sourcesOf({ read }: ReadSight, paths: readonly string[], output: string): DraftSources {
  return {
    schema: schemaFrom(dirname(output)),
    manifests: paths.filter((path) => path !== '-').map((path) => fromFolder(dirname(output), path)),
    files: read.files.length,
    objects: read.inventory.entries.length,
    remarks: read.findings.filter(({ id }) => id === 'folder-needs-rendering').map(({ fact }) => fact),
  };
}

/** The schema of the package that is installed here, else of the one that is published. */
function schemaFrom(folder: string): string {
  const schema = join('node_modules', 'cdk8s-speedscale', 'schema', 'speedscale.v1alpha1.json');
  const path = fromFolder(folder, schema);
  return existsSync(schema) ? path.startsWith('.') ? path : `./${path}` : 'https://unpkg.com/cdk8s-speedscale/schema/speedscale.v1alpha1.json';
}

function fromFolder(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/') || '.';
}

/** Everything that could not be seen, in the words that `check` would use for it. */
function saidOf({ findings }: ReadSight, { findings: ofFacts, unset, missing }: Survey): readonly Finding[] {
  return [...findings, ...ofFacts, ...unset, ...(missing === undefined ? [] : [finding('context-missing', { ...missing })])];
}

function next({ mesh }: Survey, paths: readonly string[], output: string): string {
  const asks = mesh.namespaces.some(({ callsSpeedscale }) => callsSpeedscale);
  const first = asks ? '' : `say in ${output} what is captured and replayed; then `;
  return `next: ${first}${commandLine('cdk8s-speedscale', 'check', ...(paths.includes('-') ? ['-'] : []), '-c', output)}`;
}
