import { parseArgs } from 'node:util';
import { asker, Oracle, oraclesFor } from './ask';
import { handmade } from './cases/handmade';
import { rejectedByOne } from './compare';
import { Request } from './format';
import { Mutations } from './generate/mutated';
import { Random } from './generate/random';
import { objectTitle } from '../../src/kubernetes/object';

const usage = `usage: npx tsx test/oracle/admission.ts [--objects N] [--seed N] [--release X.Y.Z [--binary PATH]]
Compares which objects with mistakes in them the model refuses and which Istio does. Without --release: by each oracle that is built.
`;

const objectsOfCase = 200;
/** So many differences are printed. */
const mostShown = 10;

const options = {
  objects: { type: 'string', default: '20000' },
  seed: { type: 'string', default: '1' },
  release: { type: 'string' },
  binary: { type: 'string' },
} as const;

function main(): number {
  const { values } = parseArgs({ options });
  const [objects, seed] = [Number(values.objects), Number(values.seed)];
  if (!(objects > 0) || !Number.isInteger(seed) || (values.binary !== undefined && values.release === undefined)) {
    process.stderr.write(usage);
    return 2;
  }
  const oracles = oraclesFor(values.release, values.binary);
  return oracles === undefined ? 2 : Math.max(...oracles.map((oracle) => compareRelease(oracle, objects, seed)));
}

function compareRelease({ release, binary }: Oracle, objects: number, seed: number): number {
  const mutations = new Mutations(handmade.flatMap((one) => one.objects));
  const requests = Array.from({ length: Math.ceil(objects / objectsOfCase) }, (_, position): Request => {
    const random = new Random(seed, position);
    return {
      id: `${seed}-${position}`, meshConfig: {}, objects: random.times(objectsOfCase, (index) => mutations.object(random, `o${index}`)), proxies: [], calls: [], validate: true,
    };
  });
  const answers = asker(binary)(requests);
  const refused = answers.reduce((sum, { rejected }) => sum + new Set(rejected.map(({ object }) => object)).size, 0);
  const differing = requests.flatMap((request, position) => rejectedByOne(release, request, answers[position]).map((title) => ({ request, title })));
  process.stdout.write(`${release}: ${requests.length * objectsOfCase} objects, ${refused} refused by Istio, ${differing.length} by one of the two alone\n`);
  for (const { request: { id, objects: all }, title } of differing.slice(0, mostShown)) {
    const spec = all.find((object) => title.startsWith(`${objectTitle(object)} `))?.spec;
    process.stdout.write(`  ${id} ${title}: ${JSON.stringify(spec)}\n`);
  }
  return differing.length > 0 ? 1 : 0;
}

process.exitCode = main();
