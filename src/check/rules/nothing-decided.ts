import { decidedCalls } from '../../calls/decided';
import { reasonsInWords } from '../../calls/reasons';
import { settlesMost } from '../../calls/settling';
import { nothingDecided as isNothingDecided, tallyOf } from '../../calls/tally';
import { notInSight } from '../../mesh/facts/missing-context';
import { namespacesWithSpeedscale } from '../../mesh/speedscale-namespaces';
import { finding } from '../../message/catalogue';
import { Rule } from '../rule';

export const nothingDecided: Rule = {
  ids: ['nothing-decided'],
  what: 'At least one of the calls that Speedscale needs is decided.',
  why: 'A check that proved nothing must not pass. It exits with 1, whatever --fail-on, the baseline and the settings\' ignore say.',
  cannotSee: 'Nothing.',
  find: (sight) => {
    const answers = decidedCalls(sight);
    if (!isNothingDecided(tallyOf(answers))) return [];
    const settling = settlesMost(sight);
    const missing = notInSight({ ...sight.mesh, namespaces: namespacesWithSpeedscale(sight) }, sight.inventory, sight.labels);
    return [finding('nothing-decided', {
      total: answers.length,
      reasons: reasonsInWords(answers),
      statement: settling?.statement ?? '',
      calls: settling?.calls ?? 0,
      command: missing?.command ?? '',
    })];
  },
};
