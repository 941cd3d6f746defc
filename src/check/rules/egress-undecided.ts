import { egressRule } from '../egress-rule';

export const egressUndecided = egressRule('egress-undecided', {
  what: 'Everything that decides about these calls is in sight.',
  why: 'What is unknown is said, and never passed for allowed.',
  cannotSee: 'Nothing.',
});
