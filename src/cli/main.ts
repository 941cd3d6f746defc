import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { run } from './run';

/** Runs the command line of this process. */
export async function main(): Promise<void> {
  // Whoever reads our output may stop early, as `head` does; that is no failure.
  process.stdout.on('error', (error: { readonly code?: string }) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const { stdout, stderr, exitCode } = await run({
    argv: process.argv.slice(2),
    env: process.env,
    version: packageVersion(),
    stdin: () => readFileSync(0, 'utf8'),
    isTerminal: process.stdout.isTTY === true,
  });
  process.stderr.write(stderr);
  process.stdout.write(stdout);
  process.exitCode = exitCode;
}

/** From the package's own file: this one is compiled to lib/src/cli. */
function packageVersion(): string {
  return (JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'package.json'), 'utf8')) as { readonly version: string }).version;
}
