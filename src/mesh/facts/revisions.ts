import { Statement } from './statement';
import { DEFAULT_REVISION, requestedRevision, REVISION_LABEL, revisionTags } from '../../istio/revision';
import { Inventory } from '../../kubernetes/inventory';
import { apiGroup } from '../../kubernetes/object';
import { StringMap } from '../../kubernetes/value';
import { KnownIstio } from '../../settings/resolve-mesh';

/** The istiods of the mesh, as far as the input shows them. */
export interface Revisions {
  /** That of the istiod which serves namespaces that choose none. */
  readonly served: string;
  /** The revisions that tags stand for. */
  readonly tags: ReadonlyMap<string, string>;
  /** What manifests say of each other revision. */
  readonly known: ReadonlyMap<string, KnownIstio>;
  /** Revisions that anything in the input is of. */
  readonly shown: ReadonlySet<string>;
  /** Revisions that objects of Istio are kept to. */
  readonly ofObjects: ReadonlySet<string>;
}

/** Reads which istiods there are. What is known of each is filled in by `meshFacts`. */
export function revisionsIn(inventory: Inventory, statements: readonly Statement[], stated: string | undefined): Omit<Revisions, 'known'> {
  const tags = revisionTags(inventory.byKind('MutatingWebhookConfiguration.admissionregistration.k8s.io').map(({ object }) => object));
  const ofObjects = new Set(inventory.entries.flatMap(({ object }) => (
    apiGroup(object).endsWith('istio.io') ? object.metadata.labels?.[REVISION_LABEL] ?? [] : [])));
  const served = stated ?? tags.get(DEFAULT_REVISION) ?? DEFAULT_REVISION;
  const ofStatements = statements.flatMap(({ revision }) => revision ?? []);
  return { served, tags, ofObjects, shown: new Set([served, ...tags.values(), ...ofStatements, ...ofObjects]) };
}

/** The revision of the istiod that a pod is decided by; `undefined` where what it asks for may be a tag of one of several. */
export function revisionOf({ served, tags, shown, ofObjects }: Revisions, namespaceLabels: StringMap | undefined, podLabels: StringMap | undefined): string | undefined {
  const asked = requestedRevision(namespaceLabels, podLabels);
  if (asked === DEFAULT_REVISION) return served;
  const revision = tags.get(asked) ?? asked;
  return shown.has(revision) || ofObjects.size === 0 ? revision : undefined;
}
