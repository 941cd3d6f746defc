/**
 * Compares what is read here with what sigs.k8s.io/yaml reads: `npm run judge [-- COUNT [SEED]]`, and exits 1 where that differs and is not
 * known to. `npm run judge -- keep COUNT` writes the answers that `npm test` asks.
 */
import { writeFileSync } from 'node:fs';
import { ANSWERS, buildJudge, difference, isKnownToDiffer, judged, readHere } from './judge';
import { streamOf } from './streams';

const BATCH = 5000;
const words = process.argv.slice(2);
const isKept = words[0] === 'keep';
const [count = isKept ? 3000 : 300_000, first = 1] = words.slice(isKept ? 1 : 0).map(Number);
if (!Number.isSafeInteger(count) || count < 1 || !Number.isSafeInteger(first) || first < 1) {
  process.stderr.write('usage: npm run judge [-- [keep] COUNT [SEED]]\n');
  process.exit(2);
}
const judge = buildJudge();
const seedsFrom = (seed: number) => Array.from({ length: Math.min(BATCH, first + count - seed) }, (_, index) => seed + index);

if (isKept) {
  const answers = judged(judge, seedsFrom(1).map(streamOf)).map((readings) => readings.map((reading) => 'error' in reading ? { error: '' } : reading));
  writeFileSync(ANSWERS, answers.map((readings) => `${JSON.stringify(readings)}\n`).join(''));
  process.exit(0);
}

const tally = new Map<string, number[]>();
let documents = 0;
let known = 0;
for (let seed = first; seed < first + count; seed += BATCH) {
  const seeds = seedsFrom(seed);
  const streams = seeds.map(streamOf);
  judged(judge, streams).forEach((theirs, index) => {
    documents += theirs.length;
    const found = difference(readHere(streams[index]), theirs);
    if (found === undefined) return;
    if (isKnownToDiffer(streams[index])) known++;
    else tally.set(found, [...tally.get(found) ?? [], seeds[index]]);
  });
}
process.stdout.write(`${count} streams from seed ${first} on, ${documents} documents: ${known} differ as is known\n`);
for (const [what, seeds] of tally) process.stdout.write(`${what}: ${seeds.length}, seeds ${seeds.slice(0, 20).join(' ')}\n`);
process.exitCode = tally.size > 0 ? 1 : 0;
