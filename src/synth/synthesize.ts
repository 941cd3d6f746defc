import { ManifestsRead } from '../files/manifests-read';
import { KubernetesObject } from '../kubernetes/object';
import { meshFacts } from '../mesh/facts/mesh-facts';
import { unsetNamespaces } from '../mesh/facts/unset-namespaces';
import { meshInSight } from '../mesh/in-sight';
import { planMesh } from '../mesh/plan';
import { finding } from '../message/catalogue';
import { InputError, throwWithError } from '../message/input-error';
import { Finding } from '../message/message';
import { meshOf, ResolvedConfig } from '../settings/resolve-config';

/** The objects that the settings ask for, and what there is to say of them; no `error` is among the findings. */
export interface Synthesis {
  readonly objects: readonly KubernetesObject[];
  readonly findings: readonly Finding[];
}

/**
 * Decides what must exist for settings and what is in sight beside them: what `SpeedscaleOnIstio` decides, by the same functions.
 * Throws everything there is to say where an error is among it, or where nothing is left to write.
 */
export function synthesize(config: ResolvedConfig, read: ManifestsRead): Synthesis {
  const { known, findings: ofFacts } = meshFacts(read.inventory, read.others, config.spec, config.placeOf);
  const plan = planMesh(meshOf(config, known), meshInSight(read.inventory));
  const findings = [...read.findings, ...config.findings, ...ofFacts, ...unsetNamespaces(read.inventory), ...plan.findings];
  const objects = [...plan.serviceEntries, ...plan.sidecars];
  throwWithError(findings);
  if (objects.length === 0) throw new InputError(...findings, finding('nothing-to-generate', {}, config.placeOf(['emit'])));
  return { objects, findings };
}
