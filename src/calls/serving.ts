import { sampleOf } from './calls';
import { meshOfInput } from './possible-meshes';
import { serviceEntryOf } from '../istio/config/read';
import { decideEgress } from '../istio/egress/decide';
import { isSubset } from '../istio/host-match';
import { Mesh } from '../istio/mesh';
import { placingFields } from '../istio/objects/service-entry';
import { once } from '../istio/once';
import { InventoryEntry } from '../kubernetes/inventory';
import { ObjectReference, objectTitle } from '../kubernetes/object';
import { revisionOf } from '../mesh/facts/revisions';
import { isOurs } from '../mesh/ours';
import { registeredHosts } from '../mesh/service-entry';
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
  const serving = new Map<string, Serving>();
  for (const namespace of new Set([speedscale.namespace, ...replays])) {
    const revision = revisionOf(sight.revisions, sight.labels.get(namespace), undefined);
    if (revision === undefined) return undefined;
    const mesh = once(meshes, revision, () => meshOfInput(sight, 'REGISTRY_ONLY', leftOut, revision));
    for (const host of speedscale.hosts) {
      const entries = entriesServing(sight, mesh, namespace, host);
      if (entries.length === 0) return undefined;
      entries.forEach((each) => serving.set(`${each.namespace}/${each.host} ${each.title}`, each));
    }
  }
  const found = [...serving.values()];
  return { entries: [...new Set(found.map(({ title }) => title))].sort(), services: found };
}

/** A host of a ServiceEntry that serves one of Speedscale's. */
interface Serving {
  readonly title: string;
  readonly host: string;
  readonly namespace: string;
}

/** What serves the whole host, a wildcard's every name, and leads nowhere else; nothing where that is not certain. */
function entriesServing({ inventory }: Sight, mesh: Mesh, namespace: string, host: string): readonly Serving[] {
  const verdict = decideEgress(mesh, { namespace, labels: {}, host: sampleOf(host), port: 443, protocol: 'TLS' });
  const won = verdict.outcome !== 'allowed' ? [] : verdict.steps.flatMap((step) => step.step === 'service' ? step.won : []);
  const found = won.map((reference: ObjectReference) => servingHost(inventory.referredTo(reference), host));
  return found.every((each) => each !== undefined) ? found : [];
}

function servingHost(entry: InventoryEntry | undefined, host: string): Serving | undefined {
  if (entry?.object.kind !== 'ServiceEntry' || placingFields(serviceEntryOf(entry.object)).length > 0) return undefined;
  const registered = registeredHosts(entry).find((each) => isSubset(host, each));
  return registered === undefined ? undefined : { title: objectTitle(entry.object), host: registered, namespace: entry.object.metadata.namespace! };
}
