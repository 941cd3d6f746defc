import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { flagForShortRuns } from './compiling';
import { progressOn } from './progress';
import { run } from './run';
import { readStandardInput } from '../files/read-bytes';
import { systemReason } from '../files/system-error';
import { finding } from '../message/catalogue';
import { printed } from '../message/text';

/** Runs the command line of this process, of this version of the package. */
export async function main(version: string): Promise<void> {
  // Only now, with everything loaded: node's own code is kept compiled for the flags that it started with.
  const flag = flagForShortRuns(process.version);
  if (flag !== undefined) setFlagsFromString(flag);
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: { readonly code?: string }) => {
      // Whoever reads our output may stop early, as `head` does; that is no failure.
      if (error.code === 'EPIPE') return;
      process.exitCode = 2;
      if (stream === process.stdout) process.stderr.write(printed(finding('output-not-writable', { reason: systemReason(error) })));
    });
  }
  const { stdout, stderr, exitCode } = await run({
    argv: process.argv.slice(2),
    env: process.env,
    version,
    stdin: readStandardInput,
    isTerminal: process.stdout.isTTY === true,
    progress: progressOn({ write: (text) => process.stderr.write(text), now: () => performance.now() }, process.stderr.isTTY === true, process.env),
  });
  process.stderr.write(stderr);
  process.stdout.write(stdout);
  process.exitCode = exitCode;
}
