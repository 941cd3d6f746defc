import { Outcome } from '../../src/cli/invocation';
import { run } from '../../src/cli/run';

/** Runs the command line on a line of words, as a shell without quotes would. */
export function type(line: string, stdin: string | Uint8Array = '', env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  return run({ argv: line.split(' ').filter((word) => word !== ''), env, version: '1.2.3', stdin: () => Buffer.from(stdin) });
}
