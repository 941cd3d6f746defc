import { MeshInSight } from './in-sight';
import { PlannedObjects } from './planned-objects';
import { SERVICE_ENTRY_NAME, serviceEntries } from './service-entry';
import { ServiceEntryManifest } from '../istio/manifests';
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
  return { objects, findings: others.flatMap((other) => takeover(mesh, other)) };
}

/**
 * Per namespace and host name Istio keeps the ServiceEntries of one namespace (istio/istio pilot/pkg/model/sidecar.go), so two
 * that a namespace sees would have one of them win by order, and applications would get another one than before.
 */
export function takeover(mesh: ResolvedMesh, { object: other, place }: InventoryEntry): readonly Finding[] {
  const { namespace, hosts, exportTo } = mesh.speedscale;
  const spec = (other.spec ?? {}) as { readonly hosts?: unknown; readonly exportTo?: unknown };
  const theirs = Array.isArray(spec.exportTo) && spec.exportTo.length > 0 ? spec.exportTo : mesh.istio.defaultServiceExportTo ?? ['*'];
  const common = commonNamespaces({ own: namespace, exportTo }, { own: other.metadata.namespace!, exportTo: theirs });
  if (common === undefined || !Array.isArray(spec.hosts)) return [];
  return hosts.filter((host) => (spec.hosts as unknown[]).includes(host))
    .map((host) => finding('service-entry-takes-over-host', { host, other: objectTitle(other), namespaces: common }, place));
}

interface Export {
  readonly own: string;
  readonly exportTo: readonly string[];
}

/** The namespaces that see both, in words; `undefined` where none does. */
function commonNamespaces(ours: Export, theirs: Export): string | undefined {
  const [a, b] = [ours, theirs].map(({ own, exportTo }) => exportTo.includes('*') ? 'all' : exportTo.filter((name) => name !== '~').map((name) => name === '.' ? own : name));
  if (a === 'all' && b === 'all') return 'every namespace';
  const common = a === 'all' ? b as string[] : b === 'all' ? a : a.filter((name) => b.includes(name));
  return common.length === 0 ? undefined : common.map((name) => `"${name}"`).join(', ');
}
