import { namespaceLabels } from './namespace-labels';
import { OtherDocument, readFacts } from './read-facts';
import { Revisions, revisionsIn } from './revisions';
import { Statements } from './statement';
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
  /** The istiods, and what the manifests show of those that serve by a revision. */
  readonly revisions: Revisions;
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
  const read = readFacts(inventory, others);
  const revisions = revisionsIn(inventory, read.statements, settings.istio?.revision);
  const about = (revision: string): Statements => ({ statements: read.statements.filter((each) => (each.revision ?? revision) === revision), findings: [] });
  const { known, findings } = sumUp(about(revisions.served), settings.istio ?? {}, placeOf);
  const of = [...revisions.shown].filter((revision) => revision !== revisions.served).map((revision) => [revision, sumUp(about(revision), {}, placeOf)] as const);
  const { labels, findings: ofLabels } = namespaceLabels(inventory, settings, placeOf);
  return {
    known,
    revisions: { ...revisions, known: new Map(of.map(([revision, sum]) => [revision, sum.known])) },
    labels,
    findings: [...read.findings, ...findings, ...of.flatMap(([, sum]) => sum.findings), ...ofLabels],
  };
}
