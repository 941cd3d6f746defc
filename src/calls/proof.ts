import { decidedGroups } from './decided';
import { nothingDecidedFindings } from './nothing-decided';
import { CallTally, tallyOf } from './tally';
import { Sight } from '../mesh/sight';
import { Finding } from '../message/message';

/** What was proved of the calls that Speedscale needs, and a warning where that is nothing. */
export interface Proof {
  readonly calls: CallTally;
  readonly findings: readonly Finding[];
}

/** Decides the calls that Speedscale needs. Only check takes a proof of nothing for an error. */
export function proofOf(sight: Sight): Proof {
  const findings = nothingDecidedFindings(sight).map((found): Finding => ({ ...found, severity: 'warning' }));
  return { calls: tallyOf(decidedGroups(sight)), findings };
}
