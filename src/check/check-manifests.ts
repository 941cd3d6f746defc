import { EgressChange, egressChanges } from './changes/changes';
import { check } from './check';
import { divideByIgnore, Divided } from './ignore';
import { decidedGroups } from '../calls/decided';
import { CallTally, tallyOf } from '../calls/tally';
import { Manifests, meshInput, StatedSettings } from '../mesh/mesh-input';
import { sightOf } from '../mesh/sight';

/** What a check comes to. */
export interface Checked extends Divided {
  /** What was asked of Istio's egress rules, and what came of it. */
  readonly calls: CallTally;
  /** Where there is an older tree, what differs from it, by the rules that were chosen. */
  readonly changes?: readonly EgressChange[];
}

/**
 * Checks everything in sight by the chosen rules, and divides what is found by the settings' `ignore`.
 * @param base an older tree, to compare with by the same settings
 */
export function checkManifests(manifests: Manifests, settings: StatedSettings, chosen: ReadonlySet<string>, base?: Manifests): Checked {
  const sight = sightOf({ ...meshInput(manifests, settings), base: base && meshInput(base, settings) });
  const divided = divideByIgnore(check(sight, chosen), settings.spec.ignore ?? [], chosen, settings.placeOf);
  const checked: Checked = { ...divided, calls: tallyOf(decidedGroups(sight)) };
  return sight.base === undefined ? checked : { ...checked, changes: egressChanges(sight, sight.base).changes.filter(({ id }) => chosen.has(id)) };
}
