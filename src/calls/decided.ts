import { alikeCalls, CallGroup } from './alike';
import { Answer, answer } from './answers';
import { neededCalls } from './calls';
import { meshesOfDefinitions } from './definitions';
import { Sight } from '../mesh/sight';

/** Calls that are decided alike, and what becomes of them. */
export interface DecidedGroup extends CallGroup {
  readonly answer: Answer;
}

const known = new WeakMap<Sight, readonly DecidedGroup[]>();

/** What becomes of the calls that Speedscale needs, those that no object tells apart together; decided once. */
export function decidedGroups(sight: Sight): readonly DecidedGroup[] {
  const found = known.get(sight) ?? decide(sight);
  known.set(sight, found);
  return found;
}

function decide(sight: Sight): readonly DecidedGroup[] {
  const calls = neededCalls(sight);
  if (calls.length === 0) return [];
  return alikeCalls(sight, meshesOfDefinitions(sight), calls).map((group) => ({ ...group, answer: answer(sight, group.call) }));
}
