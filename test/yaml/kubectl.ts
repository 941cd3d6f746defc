import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readStream } from '../../src/yaml/read';

/** Whether kubectl is there to be asked. */
export const hasKubectl = ['/usr/bin/kubectl', '/usr/local/bin/kubectl', '/opt/homebrew/bin/kubectl'].some((path) => existsSync(path));

/** The objects of a stream as kubectl reads them, without the annotation that it is asked to add; what it says where it refuses the stream. */
export function kubectlReads(stream: string | Buffer): { readonly objects: readonly unknown[]; readonly error: string } {
  const { stdout, stderr } = spawnSync('kubectl', ['annotate', '--local', '-o', 'json', '-f', '-', 'asked=yes'], { input: stream, encoding: 'utf8', maxBuffer: 2 ** 28 });
  return { objects: jsonValues(stdout).map(withoutAnnotation), error: stderr };
}

function jsonValues(text: string): readonly unknown[] {
  // kubectl prints values one behind another; each begins and ends at the margin.
  return text.split(/(?<=^\})\n/m).filter((part) => part.trim() !== '').map((part) => JSON.parse(part) as unknown);
}

function withoutAnnotation(object: unknown): unknown {
  const { metadata, ...rest } = object as { metadata: { annotations?: Record<string, string> } };
  const { asked: _, ...others } = metadata.annotations ?? {};
  const { annotations: __, ...meta } = metadata;
  return { ...rest, metadata: Object.keys(others).length === 0 ? meta : { ...meta, annotations: others } };
}

/** The objects of a stream as our reader reads them, empty annotations left out, as kubectl leaves them out. */
export function weRead(stream: string): readonly unknown[] {
  return [...readStream(stream)].flatMap((document) => document.type === 'object' ? [withoutAnnotation(document.value)] : []);
}
