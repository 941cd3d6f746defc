import { Proof, proofOf } from '../calls/proof';
import { servedMesh } from '../calls/serving';
import { Inventory, InventoryEntry, inventoryEntry } from '../kubernetes/inventory';
import { groupKind, KubernetesObject, objectTitle } from '../kubernetes/object';
import { leftToOthers } from '../mesh/adopt/plan-adoption';
import { unsetNamespaces } from '../mesh/facts/unset-namespaces';
import { Manifests, meshInput } from '../mesh/mesh-input';
import { withOutput } from '../mesh/ours';
import { planMesh } from '../mesh/plan';
import { refusedBeside } from '../mesh/refused-objects';
import { sightOf } from '../mesh/sight';
import { finding } from '../message/catalogue';
import { throwAny, throwWithError } from '../message/input-error';
import { Finding } from '../message/message';
import { ResolvedConfig } from '../settings/resolve-config';

/** The objects that the settings ask for, none where nothing is needed, and what there is to say of them; no `error` is among the findings. */
export interface Synthesis {
  readonly objects: readonly KubernetesObject[];
  readonly findings: readonly Finding[];
}

/**
 * Decides what must exist for settings and what is in sight beside them: what `SpeedscaleOnIstio` decides, by the same functions.
 * Throws everything there is to say where an error is among it.
 * @param read what was read, without what an earlier run wrote
 */
export function synthesize(config: ResolvedConfig, read: Manifests & { readonly findings: readonly Finding[] }): Synthesis {
  const input = meshInput(read, config);
  const sight = sightOf(input);
  throwAny(refusedBeside(sight));
  const mesh = servedMesh(sight);
  const plan = planMesh(mesh, sight);
  const ofInput = [...read.findings, ...config.findings, ...input.findings, ...unsetNamespaces(read.inventory)];
  const findings = [...ofInput, ...leftToOthers(mesh), ...plan.findings];
  throwWithError(findings);
  const objects = [...plan.serviceEntries, ...plan.sidecars];
  return { objects, findings: [...findings, ...inManifestsToo(objects, read.inventory)] };
}

/** Objects that are to be written, and that a manifest holds already: only one of the two would be in the cluster. */
function inManifestsToo(objects: readonly KubernetesObject[], inventory: Inventory): readonly Finding[] {
  return objects.flatMap((object) => inventory.find(groupKind(object), object.metadata.namespace, object.metadata.name!))
    .filter(({ origin }) => origin === undefined)
    .map(({ object, place }) => finding('generated-object-in-manifests', { object: objectTitle(object) }, place));
}

/** Decides the calls that Speedscale needs as they are once an output is there too. */
export function prove(config: ResolvedConfig, read: Manifests, output: readonly InventoryEntry[]): Proof {
  return proofOf(sightOf(meshInput({ ...read, inventory: withOutput(read.inventory, output) }, config)));
}

/** Objects as those of the file that they are written to. */
export function asOutput(objects: readonly KubernetesObject[], file: string): readonly InventoryEntry[] {
  return objects.map((object) => inventoryEntry(object, () => ({ file }), undefined, 'output'));
}
