import process from 'node:process';

/** Writes a line for a person to standard error, so that data on standard output stays data. */
export function writeStandardError(line: string): void {
  process.stderr.write(`${line}\n`);
}
