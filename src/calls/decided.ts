import { Answer, answerAll } from './answers';
import { neededCalls } from './calls';
import { possibleMeshes } from './possible-meshes';
import { Sight } from '../mesh/sight';

const known = new WeakMap<Sight, readonly Answer[]>();

/** What becomes of every call that Speedscale needs; decided once. None where nothing in the input concerns Speedscale. */
export function decidedCalls(sight: Sight): readonly Answer[] {
  const found = known.get(sight) ?? decide(sight);
  known.set(sight, found);
  return found;
}

function decide(sight: Sight): readonly Answer[] {
  const calls = neededCalls(sight);
  return calls.length === 0 ? [] : answerAll(sight, possibleMeshes(sight), calls);
}
