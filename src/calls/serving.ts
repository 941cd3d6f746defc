import { sampleOf } from './calls';
import { meshOfInput } from './possible-meshes';
import { decideEgress } from '../istio/egress/decide';
import { isSubset } from '../istio/host-match';
import { Mesh } from '../istio/mesh';
import { once } from '../istio/once';
import { InventoryEntry } from '../kubernetes/inventory';
import { ObjectReference, objectTitle } from '../kubernetes/object';
import { revisionOf } from '../mesh/facts/revisions';
import { isOurs } from '../mesh/ours';
import { placingFields, registeredHosts } from '../mesh/service-entry';
import { Sight } from '../mesh/sight';
import { namespacesWithSpeedscale } from '../mesh/speedscale-namespaces';
import { ResolvedMesh, Served } from '../settings/resolve-mesh';

const known = new WeakMap<Sight, ResolvedMesh>();

/**
 * The mesh of the input, with the ServiceEntries that serve Speedscale's hosts already: whatever their names and namespaces, each pod that
 * calls a host is let out to it under REGISTRY_ONLY. What was generated before does not count, and neither do Sidecars: those are decided
 * by themselves.
 */
export function servedMesh(sight: Sight): ResolvedMesh {
  const found = known.get(sight) ?? { ...sight.mesh, speedscale: { ...sight.mesh.speedscale, served: servedBy(sight) } };
  known.set(sight, found);
  return found;
}

function servedBy(sight: Sight): Served | undefined {
  const { speedscale } = sight.mesh;
  const others = sight.serviceEntries.filter((entry) => !isOurs(entry, speedscale.namespace));
  if (others.length === 0 || speedscale.hosts.length === 0) return undefined;
  const leftOut = (entry: InventoryEntry) => entry.object.kind === 'Sidecar' || isOurs(entry, speedscale.namespace);
  const meshes = new Map<string, Mesh>();
  const replays = namespacesWithSpeedscale(sight).filter(({ replay }) => replay).map(({ name }) => name);
  const serving = new Set<InventoryEntry>();
  for (const namespace of new Set([speedscale.namespace, ...replays])) {
    const revision = revisionOf(sight.revisions, sight.labels.get(namespace), undefined);
    if (revision === undefined) return undefined;
    const mesh = once(meshes, revision, () => meshOfInput(sight, 'REGISTRY_ONLY', leftOut, revision));
    for (const host of speedscale.hosts) {
      const entries = entriesServing(sight, mesh, namespace, host);
      if (entries.length === 0) return undefined;
      entries.forEach((entry) => serving.add(entry));
    }
  }
  const found = [...serving];
  return {
    entries: found.map(({ object }) => objectTitle(object)).sort(),
    namespaces: [...new Set(found.map(({ object }) => object.metadata.namespace!))].sort(),
  };
}

/** What serves the whole host, a wildcard's every name, and leads nowhere else; nothing where that is not certain. */
function entriesServing({ inventory }: Sight, mesh: Mesh, namespace: string, host: string): readonly InventoryEntry[] {
  const verdict = decideEgress(mesh, { namespace, labels: {}, host: sampleOf(host), port: 443, protocol: 'TLS' });
  const won = verdict.outcome !== 'allowed' ? [] : verdict.steps.flatMap((step) => step.step === 'service' ? step.won : []);
  const entries = won.map((reference: ObjectReference) => inventory.referredTo(reference));
  const serves = (entry: InventoryEntry | undefined): entry is InventoryEntry => (
    entry?.object.kind === 'ServiceEntry' && placingFields(entry).length === 0 && registeredHosts(entry).some((each) => isSubset(host, each)));
  return entries.every(serves) ? entries : [];
}
