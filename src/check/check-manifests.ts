import { check } from './check';
import { divideByIgnore, Divided } from './ignore';
import { CheckInput } from './sight';
import { Inventory } from '../kubernetes/inventory';
import { meshFacts } from '../mesh/facts/mesh-facts';
import { OtherDocument } from '../mesh/facts/read-facts';
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

/** Checks everything in sight by the chosen rules, and divides what is found by the settings' `ignore`. */
export function checkManifests(manifests: Manifests, settings: CheckedSettings, chosen: ReadonlySet<string>): Divided {
  const findings = check(checkInput(manifests, settings), chosen);
  return divideByIgnore(findings, settings.spec.ignore ?? [], chosen, settings.placeOf);
}
