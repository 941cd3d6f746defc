import { EgressChange, egressChanges } from './changes/changes';
import { check } from './check';
import { divideByIgnore, Divided } from './ignore';
import { Inventory } from '../kubernetes/inventory';
import { meshFacts } from '../mesh/facts/mesh-facts';
import { OtherDocument } from '../mesh/facts/read-facts';
import { CheckInput, sightOf } from '../mesh/sight';
import { ConfigSpec } from '../settings/config-file';
import { PlaceOf } from '../settings/place';
import { meshOf } from '../settings/resolve-config';

/** Everything that was read. */
export interface Manifests {
  readonly inventory: Inventory;
  /** YAML documents that are no manifests. */
  readonly others: readonly OtherDocument[];
  /** Every file that was read. */
  readonly files: readonly string[];
}

/** The settings, and where a value of them was written. */
export interface CheckedSettings {
  readonly spec: ConfigSpec;
  readonly placeOf: PlaceOf;
}

/** What there is to say where there is no config file. */
export const NO_SETTINGS: CheckedSettings = { spec: {}, placeOf: () => ({}) };

/** Makes the input of the check: the facts of the mesh are read off the manifests first. */
export function checkInput({ inventory, others, files }: Manifests, { spec, placeOf }: CheckedSettings): CheckInput {
  const { known, labels, findings } = meshFacts(inventory, others, spec, placeOf);
  return { mesh: meshOf({ spec, placeOf, findings: [] }, known), inventory, files, labels, findings, settings: spec, placeOfSetting: placeOf };
}

/** What a check comes to. */
export interface Checked extends Divided {
  /** Where there is an older tree, what differs from it, by the rules that were chosen. */
  readonly changes?: readonly EgressChange[];
}

/**
 * Checks everything in sight by the chosen rules, and divides what is found by the settings' `ignore`.
 * @param base an older tree, to compare with by the same settings
 */
export function checkManifests(manifests: Manifests, settings: CheckedSettings, chosen: ReadonlySet<string>, base?: Manifests): Checked {
  const sight = sightOf({ ...checkInput(manifests, settings), base: base && checkInput(base, settings) });
  const divided = divideByIgnore(check(sight, chosen), settings.spec.ignore ?? [], chosen, settings.placeOf);
  return sight.base === undefined ? divided : { ...divided, changes: egressChanges(sight, sight.base).changes.filter(({ id }) => chosen.has(id)) };
}
