import { realpathSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import { Command, Option } from 'commander';
import { adoptManifests, Adoption } from './adopt-manifests';
import { configOption } from './config-option';
import { EditedFile, writeEdited } from './edit-files';
import { excludeOption, exclusionsOf } from './exclude-option';
import { Invocation, Outcome } from './invocation';
import { Output, outputAfter, UNTOUCHED } from './output-after';
import { shownDiff } from './show-diff';
import { unifiedDiff } from './unified-diff';
import { withSettings } from './with-settings';
import { DEFAULT_CONFIG, readConfigFiles } from '../files/read-config-files';
import { objectTitle } from '../kubernetes/object';
import { describeEdits } from '../mesh/adopt/words';
import { commandLine } from '../message/command-line';
import { Finding } from '../message/message';
import { counted, formatPlace, printed } from '../message/text';

interface AdoptOptions {
  readonly config: string[];
  readonly exclude: string[];
  readonly write?: boolean;
  readonly check?: boolean;
  readonly remove?: boolean;
  readonly moveAnnotations?: boolean;
}

/** `adopt`: makes the changes that the settings ask for inside manifests that exist, and touches nothing else in them. */
export function adoptCommand(program: Command, invocation: Invocation, answer: (outcome: Outcome) => void): void {
  const { argv, progress } = invocation;
  program.command('adopt')
    .description('make the changes that Speedscale needs inside existing manifests: workload annotations, Sidecars, VirtualServices, its ServiceEntry')
    .argument('[paths...]', 'files and folders to edit (default: the settings\' manifests)')
    .addOption(configOption(DEFAULT_CONFIG))
    .addOption(excludeOption())
    .addOption(new Option('--diff', 'print what would change as a unified diff, and write no file; so it is without any of the three').conflicts(['write', 'check']))
    .addOption(new Option('--write', 'change the files').conflicts('check'))
    .option('--check', 'print the diff, and exit 1 where anything would change')
    .option('--remove', 'take Speedscale\'s annotations and hosts out again')
    .addOption(new Option('--move-annotations', 'move Speedscale\'s annotations out of pod templates, to the workload itself').conflicts('remove'))
    .action((paths: readonly string[], options: AdoptOptions) => {
      const { config: files, exclude, write = false, check = false, remove = false, moveAnnotations = false } = options;
      const config = readConfigFiles(files.length > 0 ? files : [DEFAULT_CONFIG], exclusionsOf(exclude));
      const adoption = adoptManifests(config, paths, { remove, moveAnnotations }, progress);
      const output = remove ? UNTOUCHED : outputAfter(adoption.after, config);
      if (write) writeEdited(adoption.files);
      const diff = write ? { text: '', folder: '' } : diffOf(adoption.files);
      const words = argv.filter((word) => word !== '--diff' && word !== '--check');
      const again = write || adoption.changes.length === 0 ? undefined : commandLine('cdk8s-speedscale', ...words, '--write');
      answer({
        stdout: shownDiff(diff.text, invocation),
        stderr: printed(
          ...said(adoption, output), summary(adoption, write), ...appliedIn(diff.folder), ...output.proof,
          ...next(again, remove ? undefined : commandLine('cdk8s-speedscale', ...(output.isOutdated ? ['synth'] : ['check', ...paths]), ...withSettings(files))),
        ),
        exitCode: check && adoption.changes.length > 0 ? 1 : 0,
      });
    });
}

interface Diff {
  readonly text: string;
  /** From where the command runs to the folder from which the paths of the diff are seen; empty where it is the same. */
  readonly folder: string;
}

/**
 * Seen from where the command runs, so that the diff can be applied there, or from the nearest folder above that holds all files. The
 * paths lead through no symbolic link: neither git nor patch follows one.
 */
function diffOf(files: readonly EditedFile[]): Diff {
  const real = files.map((file) => ({ ...file, path: realpathSync(file.path) }));
  const here = realpathSync('.');
  let folder = here;
  while (real.some(({ path }) => relative(folder, path).split(sep)[0] === '..')) folder = dirname(folder);
  const text = real.map(({ path, bytes, edits }) => unifiedDiff(relative(folder, path).split(sep).join('/'), bytes, edits)).join('');
  return { text, folder: relative(here, folder) };
}

function appliedIn(folder: string): readonly string[] {
  return folder === '' ? [] : [`the paths of the diff are seen from "${folder}": "| ${commandLine('git', '-C', folder, 'apply')}" applies it`];
}

/** What synth has done already is not left to it. */
const LEFT_TO_SYNTH = ['sidecar-left-to-synth'];

function said({ changes, findings }: Adoption, { isOutdated }: Output): readonly (string | Finding)[] {
  // Many objects get the same edits.
  const inWords = new Map(changes.map(({ edits }) => [edits, '']));
  for (const edits of inWords.keys()) inWords.set(edits, describeEdits(edits));
  const changed = changes.map(({ entry: { object, place }, edits }) => `${formatPlace(place)}  ${objectTitle(object)}: ${inWords.get(edits)}`);
  return [...changed, ...findings.filter(({ id }) => isOutdated || !LEFT_TO_SYNTH.includes(id))];
}

function summary({ changes, files }: Adoption, write: boolean): string {
  if (changes.length === 0) return 'nothing to change';
  return `${counted(changes.length, 'object')} in ${counted(files.length, 'file')} ${write ? 'changed' : 'would change'}`;
}

function next(again: string | undefined, otherwise: string | undefined): readonly string[] {
  const command = again ?? otherwise;
  return command === undefined ? [] : [`next: ${command}`];
}
