import { RULE_IDS } from './rules';
import { finding } from '../message/catalogue';
import { Finding, Place } from '../message/message';
import { nearest } from '../message/nearest';
import { IgnoredFinding } from '../settings/config-file';
import { PlaceOf } from '../settings/place';

/** A check that proved nothing never passes. */
export const NOTHING_DECIDED = 'nothing-decided';

/** A finding that the settings let stay, and why. */
export interface Ignored {
  readonly finding: Finding;
  readonly reason: string;
}

/** The findings, divided by what the settings ignore. */
export interface Divided {
  /** Those that count, and what is wrong with `ignore` itself. */
  readonly findings: readonly Finding[];
  readonly ignored: readonly Ignored[];
}

/**
 * Divides findings by the settings' `ignore`. An entry that matches nothing is a finding, unless its rule was not checked.
 * @param chosen the ids of the rules that were checked
 */
export function divideByIgnore(
  findings: readonly Finding[], entries: readonly IgnoredFinding[], chosen: ReadonlySet<string>, placeOf: PlaceOf,
): Divided {
  const matches = ({ rule, object }: IgnoredFinding, { id, place }: Finding) => (
    id === rule && id !== NOTHING_DECIDED && (object === undefined || object === place.object));
  const ignored = findings.flatMap((each) => {
    const entry = entries.find((candidate) => matches(candidate, each));
    return entry === undefined ? [] : [{ finding: each, reason: entry.reason }];
  });
  const gone = new Set(ignored.map((each) => each.finding));
  const ofEntries = entries.flatMap((entry, index) => problemOf(entry, findings.some((each) => matches(entry, each)), chosen, placeOf(['ignore', index])));
  return { findings: [...ofEntries, ...findings.filter((each) => !gone.has(each))], ignored };
}

function problemOf({ rule, object = '' }: IgnoredFinding, matched: boolean, chosen: ReadonlySet<string>, place: Place): readonly Finding[] {
  if (!RULE_IDS.includes(rule)) return [finding('ignored-rule-unknown', { rule, nearest: nearest(rule, RULE_IDS) ?? '' }, place)];
  if (rule === NOTHING_DECIDED) return [finding('ignored-rule-always-counts', { rule }, place)];
  return matched || !chosen.has(rule) ? [] : [finding('ignored-finding-absent', { rule, object }, place)];
}
