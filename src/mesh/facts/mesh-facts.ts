import { namespaceLabels } from './namespace-labels';
import { OtherDocument, readFacts } from './read-facts';
import { sumUp } from './sum-up';
import { Inventory } from '../../kubernetes/inventory';
import { StringMap } from '../../kubernetes/value';
import { Finding } from '../../message/message';
import { MeshSettings } from '../../settings/mesh-settings';
import { PlaceOf } from '../../settings/place';
import { KnownIstio } from '../../settings/resolve-mesh';

/** What manifests and settings together tell of the mesh. */
export interface MeshFacts {
  /** What the manifests show of Istio: for `resolveMesh`, where the settings win. */
  readonly known: KnownIstio;
  /** The labels of the namespaces of which any are known. */
  readonly labels: ReadonlyMap<string, StringMap>;
  /** Contradictions among the manifests, and between them and the settings; an `error` among them refuses the settings. */
  readonly findings: readonly Finding[];
}

/**
 * Reads the facts of the mesh off everything in sight.
 * @param others YAML documents that are no manifests; values of the chart `istiod` are told among them
 */
export function meshFacts(inventory: Inventory, others: readonly OtherDocument[], settings: MeshSettings, placeOf: PlaceOf): MeshFacts {
  const { known, findings } = sumUp(readFacts(inventory, others), settings.istio ?? {}, placeOf);
  const { labels, findings: ofLabels } = namespaceLabels(inventory, settings, placeOf);
  return { known, labels, findings: [...findings, ...ofLabels] };
}
