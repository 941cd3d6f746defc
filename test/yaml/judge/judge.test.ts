import { readFileSync } from 'node:fs';
import { ANSWERS, buildJudge, difference, hasGo, isKnownToDiffer, judged, readHere, Reading } from './judge';
import { streamOf } from './streams';

const kept = readFileSync(ANSWERS, 'utf8').split('\n').slice(0, -1).map((line) => JSON.parse(line) as readonly Reading[]);

/** The seeds whose streams are read otherwise here, and not as is known. */
function differing(answers: readonly (readonly Reading[])[], first: number): readonly string[] {
  return answers.flatMap((theirs, index) => {
    const stream = streamOf(first + index);
    const found = isKnownToDiffer(stream) ? undefined : difference(readHere(stream), theirs);
    return found === undefined ? [] : [`${found}: seed ${first + index}`];
  });
}

test('no document is read otherwise than sigs.k8s.io/yaml has read it', () => {
  expect(kept.length).toBeGreaterThan(2500);
  expect(kept.flat().filter((reading) => 'value' in reading && reading.value !== null).length).toBeGreaterThan(1000);
  expect(differing(kept, 1)).toEqual([]);
});

(hasGo ? test : test.skip)('no document is read otherwise than sigs.k8s.io/yaml reads it', () => {
  const first = 1_000_001;
  const streams = Array.from({ length: 3000 }, (_, index) => streamOf(first + index));
  expect(differing(judged(buildJudge(), streams), first)).toEqual([]);
}, 120_000);

test.each([
  ['value', [{ value: 1 }], [{ value: 2 }]], ['documents', [{ value: 1 }], []], ['refused-here', [{ error: 'x' }], [{ value: 1 }]], ['refused-there', [{ value: 1 }], [{ error: 'x' }]],
  [undefined, [{ value: 1 }, { value: null }], [{ value: null }, { value: 1 }]], [undefined, [{ error: 'x' }], [{ error: 'y' }]],
])('a difference is seen: %s', (expected, ours, theirs) => {
  expect(difference(ours, theirs)).toBe(expected);
});
