import { relative, sep } from 'node:path';
import { Command, Option } from 'commander';
import { adoptManifests, Adoption } from './adopt-manifests';
import { configOption } from './config-option';
import { EditedFile, writeEdited } from './edit-files';
import { Invocation, Outcome } from './invocation';
import { unifiedDiff } from './unified-diff';
import { DEFAULT_CONFIG, readConfigFiles } from '../files/read-config-files';
import { objectTitle } from '../kubernetes/object';
import { describeEdits } from '../mesh/adopt/words';
import { counted, formatFinding, formatPlace } from '../message/text';

interface AdoptOptions {
  readonly config: string[];
  readonly write?: boolean;
  readonly check?: boolean;
  readonly remove?: boolean;
  readonly moveAnnotations?: boolean;
}

/** `adopt`: makes the changes that the settings ask for inside manifests that exist, and touches nothing else in them. */
export function adoptCommand(program: Command, { argv, progress }: Invocation, answer: (outcome: Outcome) => void): void {
  program.command('adopt')
    .description('make the changes that Speedscale needs inside existing manifests: workload annotations, Sidecars, VirtualServices, its ServiceEntry')
    .argument('[paths...]', 'files and folders to edit (default: the settings\' manifests)')
    .addOption(configOption(DEFAULT_CONFIG))
    .addOption(new Option('--diff', 'print what would change as a unified diff, and write no file; so it is without any of the three').conflicts(['write', 'check']))
    .addOption(new Option('--write', 'change the files').conflicts('check'))
    .option('--check', 'print the diff, and exit 1 where anything would change')
    .option('--remove', 'take Speedscale\'s annotations and hosts out again')
    .addOption(new Option('--move-annotations', 'move Speedscale\'s annotations out of pod templates, to the workload itself').conflicts('remove'))
    .action((paths: readonly string[], { config: files, write = false, check = false, remove = false, moveAnnotations = false }: AdoptOptions) => {
      const config = readConfigFiles(files.length > 0 ? files : [DEFAULT_CONFIG]);
      const adoption = adoptManifests(config, paths, { remove, moveAnnotations }, progress);
      if (write) writeEdited(adoption.files);
      answer({
        stdout: write ? '' : adoption.files.map(diffOf).join(''),
        stderr: [...said(adoption), summary(adoption, write), ...next(adoption, argv, write, remove)].map((line) => `${line}\n`).join(''),
        exitCode: check && adoption.changes.length > 0 ? 1 : 0,
      });
    });
}

/** As seen from where the command runs, so that the diff can be applied there. */
function diffOf({ path, bytes, edits }: EditedFile): string {
  return unifiedDiff(relative('.', path).split(sep).join('/'), bytes, edits);
}

function said({ changes, findings }: Adoption): readonly string[] {
  // Many objects get the same edits.
  const inWords = new Map(changes.map(({ edits }) => [edits, '']));
  for (const edits of inWords.keys()) inWords.set(edits, describeEdits(edits));
  const changed = changes.map(({ entry: { object, place }, edits }) => `${formatPlace(place)}  ${objectTitle(object)}: ${inWords.get(edits)}`);
  return [...changed, ...findings.map(formatFinding)];
}

function summary({ changes, files }: Adoption, write: boolean): string {
  if (changes.length === 0) return 'nothing to change';
  return `${counted(changes.length, 'object')} in ${counted(files.length, 'file')} ${write ? 'changed' : 'would change'}`;
}

function next({ changes }: Adoption, argv: readonly string[], write: boolean, remove: boolean): readonly string[] {
  const again = argv.filter((word) => word !== '--diff' && word !== '--check').join(' ');
  if (!write && changes.length > 0) return [`next: cdk8s-speedscale ${again} --write`];
  return remove ? [] : ['next: cdk8s-speedscale synth'];
}
