import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where benches put what they generate; git ignores it. */
export const work = resolve('bench', '.work');

/** A command that is timed as a whole process. */
export interface Contestant {
  readonly label: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The text on its standard input. @default nothing */
  readonly input?: string;
  /** What the process took for its work without its start, in milliseconds, from what it printed. @default - not known */
  readonly ownTime?: (stdout: string) => number;
}

/** What a command took: the median time, and the peak of its memory where it is a node process. */
export interface Measured {
  readonly label: string;
  readonly milliseconds: number;
  readonly megabytes?: number;
  /** Of that time, what the process itself took for its work, where it says so. */
  readonly ownMilliseconds?: number;
}

/**
 * Times whole processes, turn and turn about, so that whatever slows the machine slows all of them. One run of each before
 * that is not counted. Fails where a command fails: a fast error is no figure.
 */
export function measure(contestants: readonly Contestant[], runs = 7): readonly Measured[] {
  mkdirSync(work, { recursive: true });
  contestants.forEach(runOnce);
  const rounds = Array.from({ length: runs }, () => contestants.map(runOnce));
  return contestants.map(({ label }, index) => ({
    label,
    milliseconds: median(rounds.map((round) => round[index].milliseconds)),
    megabytes: rounds[0][index].megabytes,
    ownMilliseconds: rounds[0][index].own === undefined ? undefined : median(rounds.map((round) => round[index].own!)),
  }));
}

/** Prints what was measured, each as a ratio to the first. */
export function report(title: string, measured: readonly Measured[]): void {
  const lines = measured.map(({ label, milliseconds, megabytes }, index) => [
    label.padEnd(60), `${milliseconds.toFixed(0)} ms`.padStart(10), megabytes === undefined ? ''.padStart(8) : `${megabytes.toFixed(0)} MB`.padStart(8),
    index === 0 ? '' : `${(milliseconds / measured[0].milliseconds).toFixed(2)} x`.padStart(9),
  ].join(' ').trimEnd());
  process.stdout.write(`\n${title}\n${lines.map((line) => `  ${line}\n`).join('')}`);
}

interface Run {
  readonly milliseconds: number;
  readonly megabytes?: number;
  readonly own?: number;
}

function runOnce({ command, env, input, ownTime }: Contestant): Run {
  const peak = join(work, 'peak');
  rmSync(peak, { force: true });
  const start = process.hrtime.bigint();
  const { status, stdout, stderr, error } = spawnSync(command[0], command.slice(1), {
    env: { ...process.env, NODE_OPTIONS: `--require ${resolve('bench', 'peak-memory.cjs')}`, BENCH_PEAK: peak, ...env },
    input: input ?? '',
    maxBuffer: 2 ** 30,
  });
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  if (error !== undefined || status !== 0) throw new Error(`${command.join(' ')}: ${error?.message ?? `exit ${status}`}\n${stderr}`);
  return { milliseconds, megabytes: peakOf(peak), own: ownTime?.(String(stdout)) };
}

/** In kilobytes, as getrusage has it on Linux and as node gives it everywhere; `undefined` for a process that is not node's. */
function peakOf(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8')) / 1024;
  } catch {
    return undefined;
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
