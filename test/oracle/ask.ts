import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { differences, toRequest } from './cases/case';
import { askedOf } from './cases/handmade';
import { emittedCases, judged, toJudge } from './emitted';
import { Answer, Request } from './format';

const here = join('test', 'oracle');
const binaries = join(here, '.bin');
const answersFolder = join(here, 'answers');

/** Answers in the order of the requests. */
export type Ask = (requests: readonly Request[]) => readonly Answer[];

/** A process does not give a case's memory back (README.md). */
const casesOfProcess = 400;

/** Asks a built oracle, and takes nothing but whole answers. */
export function asker(binary: string): Ask {
  return (requests) => {
    const answers = askAnyway(binary, requests);
    const failed = answers.find(({ fatal }) => fatal !== undefined);
    if (failed) throw new Error(`case ${failed.id}: ${failed.fatal}`);
    return answers;
  };
}

/** Asks in as many processes, one after another, as it takes. An answer may be `fatal`: of a case in which the process ended, too. */
export function askAnyway(binary: string, requests: readonly Request[]): readonly Answer[] {
  const answers: Answer[] = [];
  while (answers.length < requests.length) {
    const asked = requests.slice(answers.length, answers.length + casesOfProcess);
    const { given, why } = askOnce(binary, asked);
    answers.push(...given);
    if (given.length < asked.length) answers.push(unanswered(asked[given.length], why));
  }
  return answers;
}

function unanswered({ id }: Request, why: string): Answer {
  return { id, istio: '', fatal: why, rejected: [], warnings: [], filtered: [], proxies: [], calls: [] };
}

/** Where the oracle for a release is, once it is built. */
export function binaryOf(release: string): string {
  return join(binaries, `oracle-${release}`);
}

/** The releases whose oracle is built. */
function builtReleases(): readonly string[] {
  return existsSync(binaries) ? readdirSync(binaries).map((file) => file.replace('oracle-', '')) : [];
}

/** An oracle that is built. */
export interface Oracle {
  readonly release: string;
  readonly binary: string;
}

/** The oracles that a command was told to ask: that of a release, or each that is built. Says on stderr where one is missing. */
export function oraclesFor(release: string | undefined, path: string | undefined): readonly Oracle[] | undefined {
  const releases = release === undefined ? builtReleases() : [release];
  const oracles = releases.map((each) => ({ release: each, binary: path ?? binaryOf(each) }));
  const missing = oracles.filter(({ binary }) => !existsSync(binary)).map(({ binary }) => ` at ${binary}`);
  if (oracles.length > 0 && missing.length === 0) return oracles;
  process.stderr.write(`no oracle is built${missing.join('')}: it is a Go program that compiles Istio\nfix: test/oracle/build VERSION (test/oracle/README.md)\n`);
  return undefined;
}

/** The answers of one process, in order; fewer than the requests where it ended in the one that follows. */
function askOnce(binary: string, requests: readonly Request[]): { readonly given: readonly Answer[]; readonly why: string } {
  const input = requests.map((request) => `${JSON.stringify(request)}\n`).join('');
  const { status, stdout, stderr, error } = spawnSync(binary, { input, encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (error) throw new Error(`${binary} does not run: ${error.message}\n${stderr?.slice(-2000)}`);
  const given = stdout.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Answer);
  if (given.length > requests.length) throw new Error(`${given.length} answers to ${requests.length} requests:\n${stderr.slice(-2000)}`);
  return { given, why: `the process ended with exit ${status}:\n${stderr.slice(-2000)}` };
}

/** Asks each release named, or each that is built, the hand-made cases and what the project emits, and writes the answers down. */
function main(releases: readonly string[]): void {
  mkdirSync(answersFolder, { recursive: true });
  for (const release of releases) {
    const ask = asker(binaryOf(release));
    const handmade = askedOf(release);
    const answers = ask(handmade.map(toRequest));
    write(`handmade-${release}.jsonl`, answers);
    const requests = emittedCases.map(toJudge);
    write(`emitted-${release}.jsonl`, ask(requests).map((answer, position) => judged(emittedCases[position], requests[position], answer)));
    const found = handmade.flatMap((one, position) => differences(one, answers[position]).map((text) => `${one.id}: ${text}`));
    process.stdout.write(`${release}: ${handmade.length} cases, ${found.length} differences\n${found.map((line) => `  ${line}\n`).join('')}`);
    if (found.length > 0) process.exitCode = 1;
  }
}

function write(file: string, lines: readonly unknown[]): void {
  writeFileSync(join(answersFolder, file), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

if (require.main === module) {
  const named = process.argv.slice(2);
  main(named.length > 0 ? named : builtReleases());
}
