import { scenarioCase } from './case';
import { features } from './features';
import { buildMesh } from '../../../src/istio/mesh';
import { objectTitle } from '../../../src/kubernetes/object';

const cases = Array.from({ length: 500 }, (_, position) => scenarioCase(1, position, 31, 40));
/** Of 500 cases, at least so many show each feature. */
const leastOfFeature = 8;

test('a case is the same for the same seed and position, and another for another', () => {
  expect(scenarioCase(7, 3, 31, 20)).toEqual(scenarioCase(7, 3, 31, 20));
  expect(scenarioCase(7, 3, 31, 20).objects).not.toEqual(scenarioCase(7, 4, 31, 20).objects);
  expect(scenarioCase(7, 3, 31, 20).objects).not.toEqual(scenarioCase(8, 3, 31, 20).objects);
});

test.each(Object.entries(features))('the cases hold: %s', (_, holds) => {
  expect(cases.filter(holds).length).toBeGreaterThanOrEqual(leastOfFeature);
});

test('an empty mesh holds none but what Istio has by itself', () => {
  const empty = { id: 'x', meshConfig: {}, objects: [], proxies: [], calls: [] };
  expect(Object.entries(features).filter(([, holds]) => holds(empty)).map(([name]) => name)).toEqual(['ALLOW_ANY', 'objects without age']);
});

test('a case has the calls asked for, each by one of its proxies', () => {
  for (const { calls, proxies } of cases) {
    expect(calls).toHaveLength(40);
    expect(calls.filter(({ proxy }) => !proxies.some(({ id }) => id === proxy))).toEqual([]);
  }
});

test('no two objects of a case share kind, namespace and name', () => {
  for (const { id, objects } of cases) {
    const titles = objects.map(objectTitle);
    expect([id, titles.filter((title, position) => titles.indexOf(title) !== position)]).toEqual([id, []]);
  }
});

test('at most one object in a hundred is refused', () => {
  const meshes = cases.map(({ meshConfig, objects, revision }) => buildMesh({ release: '1.31', meshConfig, objects, revision }));
  const refused = meshes.reduce((sum, { rejected }) => sum + rejected.length, 0);
  expect(refused).toBeLessThan(cases.reduce((sum, { objects }) => sum + objects.length, 0) / 100);
});

test('a case for a release before 1.31 has nothing that only later ones know', () => {
  const earlier = Array.from({ length: 200 }, (_, position) => JSON.stringify(scenarioCase(1, position, 29, 1)));
  expect(earlier.filter((text) => /ALLOW_ANY_DYNAMIC_DNS|serviceEntryVisibility|DYNAMIC_DNS|"~[^/"]+\//.test(text))).toEqual([]);
});
