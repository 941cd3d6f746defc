/** Edits of many generated documents: `npm run fuzz [-- COUNT [SEED]]`. Exits 1 at the first rule that breaks, with the texts. */
import { violation } from './yaml/splice/property';

const [count = 100_000, seed = 1] = process.argv.slice(2).map(Number);
if (!Number.isSafeInteger(count) || count < 1 || !Number.isSafeInteger(seed) || seed < 0) {
  process.stderr.write('usage: npm run fuzz [-- COUNT [SEED]]\n');
  process.exit(2);
}
for (let document = 0; document < count; document++) {
  const broken = violation(seed + document);
  if (broken === undefined) continue;
  process.stderr.write(`${broken}\n`);
  process.exit(1);
}
process.stdout.write(`${count} documents from seed ${seed} on: every edit did what it means and nothing else\n`);
