/**
 * Runs the benches: `npm run bench [-- NAME...]`; a bench is a file NAME.bench.ts here, whose `bench` measures and prints.
 * Figures are medians of whole processes and ratios within one run: they compare, they are no promise for another machine.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const known = readdirSync(__dirname).filter((file) => file.endsWith('.bench.ts')).map((file) => file.replace('.bench.ts', '')).sort();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`no bench ${unknown.map((name) => `"${name}"`).join(', ')}\nfix: name one of ${known.join(', ')}\n`);
  process.exit(2);
}

async function main(): Promise<void> {
  for (const name of asked.length > 0 ? asked : known) {
    const { bench } = await import(join(__dirname, `${name}.bench.ts`)) as { bench: () => void };
    bench();
  }
}

void main();
