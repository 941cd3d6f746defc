import { Command, Option } from 'commander';
import { leftToAdopt } from './adopt-manifests';
import { configOption } from './config-option';
import { excludeOption, exclusionsOf } from './exclude-option';
import { Invocation, Outcome } from './invocation';
import { shownDiff } from './show-diff';
import { fileDiff } from './unified-diff';
import { withSettings } from './with-settings';
import { tallyInWords } from '../calls/tally';
import { ManifestsRead } from '../files/manifests-read';
import { committedOutput, outputPath, readWithoutOutput, removeOutput } from '../files/output-manifest';
import { ConfigFromFiles, DEFAULT_CONFIG, DEFAULT_OUTPUT, readConfigFiles } from '../files/read-config-files';
import { writeFiles } from '../files/write-files';
import { KubernetesObject, objectTitle } from '../kubernetes/object';
import { commandLine } from '../message/command-line';
import { printed } from '../message/text';
import { asOutput, prove, synthesize } from '../synth/synthesize';
import { printManifest } from '../yaml/print';

interface SynthOptions {
  readonly config: string[];
  readonly exclude: string[];
  readonly output?: string;
  readonly stdout?: boolean;
  readonly check?: boolean;
}

/** `synth`: the objects of the settings as one manifest. As the `app` of a cdk8s.yaml it is told by CDK8S_OUTDIR where to write. */
export function synthCommand(program: Command, invocation: Invocation, answer: (outcome: Outcome) => void): void {
  const { env, stdin, progress } = invocation;
  program.command('synth')
    .description('render the objects that the settings ask for: the ServiceEntry of Speedscale\'s hosts and the Sidecars')
    .addOption(configOption(DEFAULT_CONFIG))
    .addOption(excludeOption())
    .option('-o, --output <folder>', `where to write (default: CDK8S_OUTDIR, else "output" of the settings, else ${DEFAULT_OUTPUT})`)
    .option('--stdout', 'print the manifest, and write no file')
    .addOption(new Option('--check', 'print what would change in the manifest that is there, and exit 1 where anything would').conflicts('stdout'))
    .action(({ config: files, exclude, output, stdout = false, check = false }: SynthOptions) => {
      const config = readConfigFiles(files.length > 0 ? files : [DEFAULT_CONFIG], exclusionsOf(exclude));
      const path = outputPath(config, output ?? env.CDK8S_OUTDIR);
      const read = readWithoutOutput([...config.manifests, ...config.context], path, stdin, () => progress?.fileRead());
      const { objects, findings } = synthesize(config, read);
      const text = objects.length === 0 ? undefined : printManifest(objects);
      const proof = prove(config, read, asOutput(objects, path));
      const diff = check ? fileDiff(path, committedOutput(path), text === undefined ? undefined : Buffer.from(text)) : '';
      const said = [
        ...findings,
        ...proof.findings,
        ...(stdout ? [] : check ? [compared(path, text, diff)] : write(path, objects, text)),
        ...tallyInWords(proof.calls),
        ...(diff === '' ? nextAfter(config, read, files, stdout) : [`next: ${commandLine('cdk8s-speedscale', 'synth', ...withSettings(files), ...(output === undefined ? [] : ['-o', output]))}`]),
      ];
      answer({ stdout: stdout ? text ?? '' : shownDiff(diff, invocation), stderr: printed(...said), exitCode: diff === '' ? 0 : 1 });
    });
}

/** What is left to do once the manifest is as it should be. */
function nextAfter(config: ConfigFromFiles, read: ManifestsRead, settings: readonly string[], stdout: boolean): readonly string[] {
  const left = config.manifests.length === 0 ? 0 : leftToAdopt(config, read);
  // What is printed alone, check does not see.
  if (left === 0 && stdout) return [];
  return [`next: ${commandLine('cdk8s-speedscale', left > 0 ? 'adopt' : 'check', ...withSettings(settings))}`];
}

/** Writes the manifest, or removes an earlier one where nothing is needed, and says which. */
function write(path: string, objects: readonly KubernetesObject[], text: string | undefined): readonly string[] {
  const before = committedOutput(path);
  if (text !== undefined) {
    writeFiles([{ path, text }]);
    return [`wrote ${path}`, ...objects.map((object) => `  ${objectTitle(object)}`)];
  }
  if (before === undefined) return ['nothing to write'];
  removeOutput(path);
  return [`removed ${path}: nothing is needed any more`];
}

function compared(path: string, text: string | undefined, diff: string): string {
  if (diff !== '') return `${path} is outdated`;
  return text === undefined ? `nothing to write, and ${path} is not there` : `${path} is up to date`;
}
