import { meshFacts } from './facts/mesh-facts';
import { OtherDocument } from './facts/read-facts';
import { kustomizedFiles } from './kustomized-files';
import { MeshInput, UnreadText } from './sight';
import { once } from '../istio/once';
import { Inventory } from '../kubernetes/inventory';
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
  /** Documents that were not even parsed, since they can be no manifest. @default - none */
  readonly unread?: readonly UnreadText[];
}

/** The settings, and where a value of them was written. */
export interface StatedSettings {
  readonly spec: ConfigSpec;
  readonly placeOf: PlaceOf;
}

/** What there is to say where there is no config file. */
export const NO_SETTINGS: StatedSettings = { spec: {}, placeOf: () => ({}) };

const known = new WeakMap<Inventory, Map<ConfigSpec, MeshInput>>();

/** Makes the input of every decision: the facts of the mesh are read off the manifests first, once for the same manifests and settings. */
export function meshInput(manifests: Manifests, settings: StatedSettings): MeshInput {
  const ofInventory = once(known, manifests.inventory, () => new Map<ConfigSpec, MeshInput>());
  return once(ofInventory, settings.spec, () => readInput(manifests, settings));
}

function readInput({ inventory, others, files, unread = [] }: Manifests, { spec, placeOf }: StatedSettings): MeshInput {
  const { known: istio, labels, revisions, findings } = meshFacts(inventory, others, spec, placeOf);
  const mesh = meshOf({ spec, placeOf, findings: [] }, istio);
  const read = { inventory, files, unread, kustomized: kustomizedFiles(inventory, others) };
  return { ...read, mesh, labels, revisions, findings, settings: spec, placeOfSetting: placeOf };
}
