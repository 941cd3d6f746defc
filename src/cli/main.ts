import { readFileSync } from 'node:fs';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { flagForShortRuns } from './compiling';
import { progressOn } from './progress';
import { run } from './run';

/** Runs the command line of this process, of this version of the package. */
export async function main(version: string): Promise<void> {
  // Only now, with everything loaded: node's own code is kept compiled for the flags that it started with.
  const flag = flagForShortRuns(process.version);
  if (flag !== undefined) setFlagsFromString(flag);
  // Whoever reads our output may stop early, as `head` does; that is no failure.
  process.stdout.on('error', (error: { readonly code?: string }) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const { stdout, stderr, exitCode } = await run({
    argv: process.argv.slice(2),
    env: process.env,
    version,
    stdin: () => readFileSync(0, 'utf8'),
    isTerminal: process.stdout.isTTY === true,
    progress: progressOn({ write: (text) => process.stderr.write(text), now: () => performance.now() }, process.stderr.isTTY === true, process.env),
  });
  process.stderr.write(stderr);
  process.stdout.write(stdout);
  process.exitCode = exitCode;
}
