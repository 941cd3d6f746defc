import { handmade } from './cases/handmade';
import { serviceEntry } from './cases/objects';
import { Mutations } from './generate/mutated';
import { Random } from './generate/random';

const mutations = new Mutations(handmade.flatMap(({ objects }) => objects));
const objectsOf = (seed: number) => new Random(seed).times(200, (index) => mutations.object(new Random(seed, index), `o${index}`));

test('objects with mistakes are the same for the same seed, and others for another', () => {
  expect(objectsOf(1)).toEqual(objectsOf(1));
  expect(objectsOf(1)).not.toEqual(objectsOf(2));
});

test('they are of each kind that the model judges', () => {
  expect(new Set(objectsOf(1).map(({ kind }) => kind))).toEqual(new Set(['ServiceEntry', 'Sidecar', 'VirtualService', 'DestinationRule']));
});

test('none has a field that its source and its like have not', () => {
  const few = new Mutations([serviceEntry('shop/app', ['app.example.com']), serviceEntry('shop/db', ['db.example.com'], { addresses: ['203.0.113.1'] })]);
  const keys = new Random(1).times(500, (index) => Object.keys(few.object(new Random(1, index), 'x').spec as object)).flat();
  expect(new Set(keys)).toEqual(new Set(['hosts', 'ports', 'location', 'resolution', 'addresses']));
});
