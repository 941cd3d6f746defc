import { RULE_IDS } from './rules';
import { finding } from '../message/catalogue';
import { throwAny } from '../message/input-error';
import { nearest } from '../message/nearest';

/**
 * The ids of the findings that are wanted. Throws `rule-unknown` for a name that is no rule's, since a mistyped one would check
 * nothing, and `no-rule-left`.
 * @param only the rules to check; all where it is empty
 */
export function chooseRules(only: readonly string[], skipped: readonly string[]): ReadonlySet<string> {
  throwAny([...only, ...skipped].filter((rule) => !RULE_IDS.includes(rule))
    .map((rule) => finding('rule-unknown', { rule, nearest: nearest(rule, RULE_IDS) ?? '' })));
  const chosen = new Set((only.length > 0 ? only : RULE_IDS).filter((rule) => !skipped.includes(rule)));
  throwAny(chosen.size > 0 ? [] : [finding('no-rule-left', {})]);
  return chosen;
}
