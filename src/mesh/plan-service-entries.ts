import { meshAudiences } from './audiences';
import { MeshInSight } from './in-sight';
import { PlannedObjects } from './planned-objects';
import { registeredHosts, SERVICE_ENTRY_NAME, serviceEntries } from './service-entry';
import { serviceEntryOf } from '../istio/config/read';
import { ServiceEntryManifest } from '../istio/manifests';
import { Audience, bothSeenBy } from '../istio/visibility';
import { InventoryEntry } from '../kubernetes/inventory';
import { objectTitle } from '../kubernetes/object';
import { finding } from '../message/catalogue';
import { Finding } from '../message/message';
import { inSentence } from '../message/text';
import { ResolvedMesh } from '../settings/resolve-mesh';

/**
 * The ServiceEntries of the external hosts; none where others serve them. Refused where another one in sight registers a host for a namespace
 * that sees ours.
 */
export function planServiceEntries(mesh: ResolvedMesh, inSight: MeshInSight, apiVersion: string): PlannedObjects<ServiceEntryManifest> {
  const { namespace, hosts, exportTo, served } = mesh.speedscale;
  if (served !== undefined) return { objects: [], findings: [finding('external-hosts-served', { entries: inSentence(served.entries) })] };
  const objects = serviceEntries({ name: SERVICE_ENTRY_NAME, namespace, hosts, exportTo, resolution: 'NONE', apiVersion, ...mesh.metadata });
  const ours = new Set(objects.map(objectTitle));
  const others = inSight.serviceEntries.filter(({ object }) => !ours.has(objectTitle(object)));
  return { objects, findings: others.flatMap((other) => takeover(mesh, other, inSight)) };
}

/**
 * Per namespace and host name Istio keeps the ServiceEntries of one namespace (istio/istio pilot/pkg/model/sidecar.go), so two
 * that a namespace sees would have one of them win by order, and applications would get another one than before. A namespace's own entry
 * wins there, whatever its age: nothing changes for those who have one.
 */
export function takeover(mesh: ResolvedMesh, other: InventoryEntry, { labels }: Pick<MeshInSight, 'labels'>): readonly Finding[] {
  const { namespace, hosts, exportTo } = mesh.speedscale;
  const theirs = new Set(registeredHosts(other));
  const taken = hosts.filter((host) => theirs.has(host));
  if (taken.length === 0) return [];
  const { service: audience } = meshAudiences(mesh.istio, labels);
  const seen = bothSeenBy(audience({ namespace, exportTo, kubernetes: false }), audience({ ...serviceEntryOf(other.object), kubernetes: false }));
  const owners = [namespace, other.object.metadata.namespace];
  const namespaces = inWords(seen === 'everybody' ? seen : new Set([...seen].filter((name) => !owners.includes(name))));
  return namespaces === undefined ? [] : taken.map((host) => finding('service-entry-takes-over-host', { host, other: objectTitle(other.object), namespaces }, other.place));
}

function inWords(common: Audience): string | undefined {
  if (common === 'everybody') return 'every namespace';
  return common.size === 0 ? undefined : [...common].map((name) => `"${name}"`).join(', ');
}
