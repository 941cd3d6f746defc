import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { differences, toRequest } from './cases/case';
import { handmade } from './cases/handmade';
import { Answer, Request } from './format';

const here = join('test', 'oracle');

/** Asks a built oracle; one process, answers in the order of the requests. */
export function ask(version: string, requests: readonly Request[]): Answer[] {
  const input = requests.map((request) => `${JSON.stringify(request)}\n`).join('');
  const { status, stdout, stderr, error } = spawnSync(join(here, '.bin', `oracle-${version}`), { input, encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (error) throw new Error(`the oracle for ${version} does not run: ${error.message}; fix: test/oracle/build ${version}`);
  const answers = stdout.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Answer);
  if (answers.length !== requests.length) throw new Error(`${answers.length} answers to ${requests.length} requests, exit ${status}:\n${stderr.slice(-2000)}`);
  return answers;
}

/** Asks each version named, or each that is built, the hand-made cases, and writes the answers down. */
function main(versions: readonly string[]): void {
  mkdirSync(join(here, 'answers'), { recursive: true });
  for (const version of versions) {
    const answers = ask(version, handmade.map(toRequest));
    const found = handmade.flatMap((one, position) => differences(one, answers[position]).map((text) => `${one.id}: ${text}`));
    writeFileSync(join(here, 'answers', `handmade-${version}.jsonl`), answers.map((answer) => `${JSON.stringify(answer)}\n`).join(''));
    process.stdout.write(`${version}: ${handmade.length} cases, ${found.length} differences\n${found.map((line) => `  ${line}\n`).join('')}`);
    if (found.length > 0) process.exitCode = 1;
  }
}

if (require.main === module) {
  const named = process.argv.slice(2);
  main(named.length > 0 ? named : readdirSync(join(here, '.bin')).map((file) => file.replace('oracle-', '')));
}
