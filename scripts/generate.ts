/**
 * Writes what is derived: files from tables and types, and the output of commands in README and docs. `npm run generate`. With
 * `--check` it writes nothing, names the files that are not current, and exits 1 where there are any.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { annotationFiles } from './generate/annotations';
import { ruleFiles } from './generate/rules';
import { settingsFiles } from './generate/schema';
import { transcriptFiles } from './generate/transcripts';

/** The text of each file that it derives, by path. */
type Generator = () => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;

/** In this order, since a later one may read what an earlier one writes. */
const generators: readonly Generator[] = [annotationFiles, settingsFiles, ruleFiles, transcriptFiles];

async function main(): Promise<void> {
  const { values: { check } } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  for (const generator of generators) {
    for (const [path, text] of Object.entries(await generator())) {
      if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
      if (check) {
        process.stderr.write(`${path} is not current: run "npm run generate"\n`);
        process.exitCode = 1;
        continue;
      }
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      process.stderr.write(`${path}\n`);
    }
  }
}

void main();
