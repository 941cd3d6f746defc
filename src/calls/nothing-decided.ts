import { decidedGroups } from './decided';
import { reasonsInWords } from './reasons';
import { settlesMost } from './settling';
import { nothingDecided, tallyOf } from './tally';
import { notInSight } from '../mesh/facts/missing-context';
import { Sight } from '../mesh/sight';
import { namespacesWithSpeedscale } from '../mesh/speedscale-namespaces';
import { finding } from '../message/catalogue';
import { Finding } from '../message/message';

/** Where calls are asked about and none is decided, an error that names what would settle most. */
export function nothingDecidedFindings(sight: Sight): readonly Finding[] {
  const groups = decidedGroups(sight);
  const calls = tallyOf(groups);
  if (!nothingDecided(calls)) return [];
  const settling = settlesMost(sight);
  const missing = notInSight({ ...sight.mesh, namespaces: namespacesWithSpeedscale(sight) }, sight.inventory, sight.labels);
  return [finding('nothing-decided', {
    total: calls.asked,
    reasons: reasonsInWords(groups),
    statement: settling?.statement ?? '',
    calls: settling?.calls ?? 0,
    command: missing?.command ?? '',
  })];
}
