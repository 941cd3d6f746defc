import { AdoptionPart, changed } from './change';
import { inQuotes } from './words';
import { serviceEntryOf } from '../../istio/config/read';
import { inServiceEntry } from '../../istio/objects/paths';
import { exportEdits, MOST_HOSTS, placingFields, registerEdits } from '../../istio/objects/service-entry';
import { Edit } from '../../kubernetes/edit';
import { InventoryEntry } from '../../kubernetes/inventory';
import { objectTitle } from '../../kubernetes/object';
import { finding } from '../../message/catalogue';
import { Finding } from '../../message/message';
import { inSentence } from '../../message/text';
import { ResolvedMesh } from '../../settings/resolve-mesh';
import { MeshInSight } from '../in-sight';
import { isNamedByUs } from '../ours';
import { takeover } from '../plan-service-entries';
import { registeredHosts } from '../service-entry';

const PORT = 443;

/**
 * Speedscale's own ServiceEntries: in its namespace, under the name that its page gives or with one of its hosts. Those of
 * applications are theirs, whatever they register.
 */
export function speedscaleEntries({ speedscale }: ResolvedMesh, inSight: MeshInSight): readonly InventoryEntry[] {
  const ours = inSight.serviceEntries.filter((entry) => entry.object.metadata.namespace === speedscale.namespace
    && (isNamedByUs(entry) || registeredHosts(entry).some((host) => speedscale.hosts.includes(host))));
  return [...ours.filter(isNamedByUs), ...ours.filter((entry) => !isNamedByUs(entry))];
}

/** Adds the hosts that Speedscale's ServiceEntry misses, and the namespaces that shall see them where it lists namespaces. */
export function adoptServiceEntry(mesh: ResolvedMesh, inSight: MeshInSight): AdoptionPart {
  const { hosts, served } = mesh.speedscale;
  const entries = speedscaleEntries(mesh, inSight);
  const by = entries.some(({ object }) => served?.entries.includes(objectTitle(object)));
  const others = served === undefined || by ? [] : [finding('external-hosts-served', { entries: inSentence(served.entries) })];
  if (entries.length === 0) return { changes: [], findings: others };
  const missing = served !== undefined ? [] : hosts.filter((host) => !entries.some((entry) => registeredHosts(entry).includes(host)));
  const holder = entries.find((entry) => hasPort(entry)) ?? entries[0];
  const refused = missing.length === 0 ? [] : whyNot(mesh, inSight, holder, entries, missing);
  const added = refused.length === 0 ? missing : [];
  const parts = entries.map((entry) => {
    const exported = exportAlso(mesh, entry);
    const edits = [...exported.edits, ...registerEdits(entry === holder ? added : [])];
    return { changes: changed(entry, edits), findings: exported.findings };
  });
  return { changes: parts.flatMap(({ changes }) => changes), findings: [...others, ...refused, ...parts.flatMap(({ findings }) => findings)] };
}

function hasPort({ object }: InventoryEntry): boolean {
  return serviceEntryOf(object).ports.some(({ number }) => number === PORT);
}

/** Why the hosts cannot be added to the entry. */
function whyNot(
  mesh: ResolvedMesh, inSight: MeshInSight, holder: InventoryEntry, entries: readonly InventoryEntry[], missing: readonly string[],
): readonly Finding[] {
  const { object, place } = holder;
  const title = objectTitle(object);
  const entry = serviceEntryOf(object);
  const { resolution } = entry;
  const wildcard = missing.find((host) => host.startsWith('*'));
  const elsewhere = placingFields(entry);
  const count = registeredHosts(holder).length + missing.length;
  const added: ResolvedMesh = { ...mesh, speedscale: { ...mesh.speedscale, hosts: missing } };
  return [
    ...(hasPort(holder) ? [] : [finding('service-entry-without-port', { object: title, port: PORT, hosts: missing.length }, place)]),
    ...(elsewhere.length > 0 ? [finding('service-entry-leads-elsewhere', { object: title, fields: inQuotes(elsewhere), count: missing.length }, place)] : []),
    ...(wildcard !== undefined && resolution !== 'NONE' ? [finding('resolution-with-wildcard', { host: wildcard, resolution }, place)] : []),
    ...(count > MOST_HOSTS ? [finding('service-entry-full', { object: title, count, most: MOST_HOSTS }, place)] : []),
    ...inSight.serviceEntries.filter((other) => !entries.includes(other)).flatMap((other) => takeover(added, other, inSight)),
  ];
}

interface Exported {
  readonly edits: readonly Edit[];
  readonly findings: readonly Finding[];
}

/** An entry that states no exportTo follows the mesh's default; that is not changed by stating one. */
function exportAlso({ speedscale }: ResolvedMesh, { object, placeOf }: InventoryEntry): Exported {
  const stated = serviceEntryOf(object).exportTo;
  const absolute = (name: string) => name === '.' ? speedscale.namespace : name;
  const seen = stated.map(absolute);
  if (stated.length === 0 || seen.includes('*')) return { edits: [], findings: [] };
  const missing = speedscale.exportTo.filter((name) => !seen.includes(absolute(name)) && name !== '~');
  const alone = [...missing, ...stated].find((name) => name === '*' || name === '~');
  if (missing.length > 0 && alone !== undefined) {
    const facts = { object: objectTitle(object), stated: stated.join(', '), wanted: speedscale.exportTo.join(', '), alone };
    return { edits: [], findings: [finding('service-entry-export-stands-alone', facts, placeOf(inServiceEntry('exportTo')))] };
  }
  return { edits: exportEdits(missing), findings: [] };
}
