import { decidedGroups } from './decided';
import { notShown } from './possible-meshes';
import { reasonsInWords, settledBy } from './reasons';
import { settlesMost } from './settling';
import { nothingDecided, tallyOf } from './tally';
import { Sight } from '../mesh/sight';
import { finding } from '../message/catalogue';
import { Finding } from '../message/message';

/** Where calls are asked about and none is decided, an error that names what would settle most. */
export function nothingDecidedFindings(sight: Sight): readonly Finding[] {
  const groups = decidedGroups(sight);
  const calls = tallyOf(groups);
  if (!nothingDecided(calls)) return [];
  const settling = settlesMost(sight);
  const missing = notShown(sight);
  return [finding('nothing-decided', {
    total: calls.asked,
    reasons: reasonsInWords(groups),
    statement: settling?.statement ?? '',
    calls: settling?.calls ?? 0,
    command: missing?.command ?? '',
    settle: settledBy(groups),
  })];
}
