import { nothingDecidedFindings } from '../../calls/nothing-decided';
import { Rule } from '../rule';

export const nothingDecided: Rule = {
  ids: ['nothing-decided'],
  what: 'At least one of the calls that Speedscale needs is decided.',
  why: 'A check that proved nothing must not pass. It exits with 1, whatever --fail-on, the baseline and the settings\' ignore say.',
  cannotSee: 'Nothing.',
  find: nothingDecidedFindings,
};
