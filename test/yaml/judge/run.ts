/** Compares what is read here with what sigs.k8s.io/yaml reads: `npm run judge [-- COUNT [SEED]]`. */
import { buildJudge, difference, judged, readHere } from './judge';
import { streamOf } from './streams';

const [count = 300_000, first = 1] = process.argv.slice(2).map(Number);
const judge = buildJudge();
const tally = new Map<string, number[]>();
let values = 0;
for (let seed = first; seed < first + count; seed += 5000) {
  const seeds = Array.from({ length: Math.min(5000, first + count - seed) }, (_, index) => seed + index);
  const streams = seeds.map(streamOf);
  judged(judge, streams).forEach((theirs, index) => {
    const ours = readHere(streams[index]);
    values += theirs.filter((reading) => 'value' in reading).length;
    const found = difference(ours, theirs);
    if (found !== undefined) tally.set(found, [...tally.get(found) ?? [], seeds[index]]);
  });
}
process.stdout.write(`${count} streams from seed ${first} on, ${values} documents read there\n`);
for (const [what, seeds] of tally) process.stdout.write(`${what}: ${seeds.length}, seeds ${seeds.slice(0, 20).join(' ')}\n`);
