import { egressFindings } from './egress/findings';
import { Rule } from './rule';
import { MessageId } from '../message/catalogue';

/** A rule that takes its findings from the questions about egress, which are asked once for all of them. */
export function egressRule(id: MessageId, texts: Pick<Rule, 'what' | 'why' | 'cannotSee' | 'istioctl'>): Rule {
  return { ids: [id], ...texts, find: (sight) => egressFindings(sight).filter((finding) => finding.id === id) };
}
