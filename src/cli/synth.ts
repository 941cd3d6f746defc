import { dirname, join, resolve, sep } from 'node:path';
import { Command } from 'commander';
import { commandLine, withSettings } from './command-line';
import { configOption } from './config-option';
import { Invocation, Outcome } from './invocation';
import { ManifestSource } from '../files/manifests-read';
import { ConfigFromFiles, DEFAULT_CONFIG, readConfigFiles } from '../files/read-config-files';
import { readManifests } from '../files/read-manifests';
import { writeFiles } from '../files/write-files';
import { objectTitle } from '../kubernetes/object';
import { printed } from '../message/text';
import { synthesize } from '../synth/synthesize';
import { printManifest } from '../yaml/print';

/** Where cdk8s itself renders to, unless told otherwise. */
const DEFAULT_OUTPUT = 'dist';

interface SynthOptions {
  readonly config: string[];
  readonly output?: string;
  readonly stdout?: boolean;
}

/** `synth`: the objects of the settings as one manifest. As the `app` of a cdk8s.yaml it is told by CDK8S_OUTDIR where to write. */
export function synthCommand(program: Command, { env, stdin, progress }: Invocation, answer: (outcome: Outcome) => void): void {
  program.command('synth')
    .description('render the objects that the settings ask for: the ServiceEntry of Speedscale\'s hosts and the Sidecars')
    .addOption(configOption(DEFAULT_CONFIG))
    .option('-o, --output <folder>', `where to write (default: CDK8S_OUTDIR, else ${DEFAULT_OUTPUT})`)
    .option('--stdout', 'print the manifest, and write no file')
    .action(({ config: files, output, stdout = false }: SynthOptions) => {
      const config = readConfigFiles(files.length > 0 ? files : [DEFAULT_CONFIG]);
      const folder = output ?? env.CDK8S_OUTDIR ?? DEFAULT_OUTPUT;
      const path = join(folder, `${config.name}.k8s.yaml`);
      const sources = [...config.manifests, ...config.context];
      const read = readManifests(sources, stdin, () => progress?.fileRead(), rendered(path, sources));
      const { objects, findings } = synthesize(config, read);
      const text = printManifest(objects);
      if (!stdout) writeFiles([{ path, text }]);
      const said = [
        ...findings,
        ...(stdout ? [] : [`wrote ${path}`, ...objects.map((object) => `  ${objectTitle(object)}`)]),
        ...next(config, files, path, stdout),
      ];
      answer({ stdout: stdout ? text : '', stderr: printed(...said), exitCode: 0 });
    });
}

/**
 * Tells what was rendered before, which is no manifest of the mesh: the next run would take it for somebody's own. That is the
 * manifest itself, and its folder, unless the settings name that or what is in it.
 */
function rendered(manifest: string, sources: readonly ManifestSource[]): (file: string) => boolean {
  const [own, folder] = [resolve(manifest), resolve(dirname(manifest))];
  const named = sources.map(({ path }) => resolve(path)).filter((path) => isWithin(folder, path));
  return (file) => {
    const path = resolve(file);
    return path === own || (isWithin(folder, path) && !named.some((source) => isWithin(source, path)));
  };
}

function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function next({ spec }: ConfigFromFiles, settings: readonly string[], path: string, stdout: boolean): readonly string[] {
  const captures = (spec.namespaces ?? []).reduce((count, { capture = [] }) => count + capture.length, 0);
  return [
    ...(captures > 0 ? [
      `captures are not rendered, since their workloads exist: ${captures} of the settings'`,
      `next: ${commandLine('cdk8s-speedscale', 'adopt', ...withSettings(settings))}`,
    ] : []),
    ...(captures === 0 && !stdout ? [`next: ${commandLine('kubectl', 'apply', '--dry-run=server', '-f', path)}`] : []),
  ];
}
