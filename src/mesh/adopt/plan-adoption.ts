import { adoptServiceEntry } from './adopt-service-entry';
import { adoptSidecars, selectiveSidecars } from './adopt-sidecars';
import { adoptWorkloads, removeAnnotations } from './adopt-workloads';
import { AdoptionPart, ObjectChange, together } from './change';
import { Kustomization } from './kustomization';
import { putElsewhere } from './kustomization-namespace';
import { bothByKustomizations, madeByKustomizations, undoneByKustomizations } from './kustomization-patches';
import { OverlaysOf } from './overlays';
import { removeFromServiceEntries, removeFromSidecars } from './remove-hosts';
import { describeEdits, inQuotes } from './words';
import { Edit } from '../../kubernetes/edit';
import { Inventory, InventoryEntry } from '../../kubernetes/inventory';
import { groupKind, KubernetesObject, objectTitle } from '../../kubernetes/object';
import { StringMap } from '../../kubernetes/value';
import { isPatchFragment } from '../../kubernetes/workload';
import { finding } from '../../message/catalogue';
import { Finding } from '../../message/message';
import { formatPlace } from '../../message/text';
import { EmittedKind } from '../../settings/mesh-settings';
import { ResolvedMesh } from '../../settings/resolve-mesh';
import { speedscaleAnnotation } from '../../speedscale/annotations';
import { PlannedCapture } from '../captures';
import { meshInSight } from '../in-sight';
import { withoutOurs } from '../ours';

/** What is adopted, and in what. */
export interface AdoptionRequest {
  readonly mesh: ResolvedMesh;
  /** Everything in sight, what is not to be edited among it. */
  readonly inventory: Inventory;
  /** The labels of the namespaces of which any are known. */
  readonly labels: ReadonlyMap<string, StringMap>;
  /** Whether the object stands in a file that is to be edited. */
  readonly isEditable: (entry: InventoryEntry) => boolean;
  readonly overlaysOf: OverlaysOf;
  /** The kustomizations whose patches reach a file. */
  readonly kustomizationsOver: (file: string) => readonly Kustomization[];
}

/** What adopting adds besides what the mesh's settings say. */
export interface Adopted {
  readonly captures: readonly PlannedCapture[];
  /** The changes of the VirtualServices that the settings name. */
  readonly virtualServices: AdoptionPart;
  /** Whether misplaced annotations are moved out of pod templates. */
  readonly moveAnnotations: boolean;
}

/** Decides what has to change inside the manifests so that Speedscale works, and what is left alone. */
export function planAdoption(request: AdoptionRequest, { captures, virtualServices, moveAnnotations }: Adopted): AdoptionPart {
  const { mesh, inventory, labels } = request;
  const inSight = meshInSight(inventory, mesh.istio.version, labels);
  const [editsSidecars, editsServiceEntry] = [EmittedKind.SIDECARS, EmittedKind.SERVICE_ENTRY].map((kind) => mesh.emit.includes(kind));
  return settled(request, together(
    adoptWorkloads(captures, listedWorkloads(request), moveAnnotations),
    editsSidecars ? adoptSidecars(mesh, inSight) : nothing,
    editsSidecars ? { changes: [], findings: selectiveSidecars(mesh, withoutOurs(inSight), captures.map(({ workload }) => workload)) } : nothing,
    editsServiceEntry ? adoptServiceEntry(mesh, inSight) : nothing,
    virtualServices,
    { changes: [], findings: [...leftToOthers(mesh), ...withoutNamespace(request)] },
  ));
}

/** Decides what has to change so that the manifests hold nothing of Speedscale's any more. */
export function planRemoval(request: AdoptionRequest): AdoptionPart {
  const { mesh, inventory, labels } = request;
  const inSight = meshInSight(inventory, mesh.istio.version, labels);
  return settled(request, together(
    removeAnnotations(inventory, new Set(mesh.namespaces.map(({ name }) => name))),
    mesh.emit.includes(EmittedKind.SIDECARS) ? removeFromSidecars(mesh, inSight) : nothing,
    mesh.emit.includes(EmittedKind.SERVICE_ENTRY) ? removeFromServiceEntries(mesh, inSight) : nothing,
    { changes: [], findings: [...leftToOthers(mesh), ...withoutNamespace(request)] },
  ));
}

const nothing: AdoptionPart = { changes: [], findings: [] };

function listedWorkloads({ mesh, inventory, isEditable }: AdoptionRequest): readonly InventoryEntry[] {
  const names = new Set(mesh.namespaces.map(({ name }) => name));
  return inventory.workloads().filter((entry) => names.has(entry.object.metadata.namespace ?? '') && isEditable(entry));
}

/** What the settings leave to another repository is assumed to be there: that is said once. */
export function leftToOthers({ emit }: ResolvedMesh): readonly Finding[] {
  const kinds = [
    ...(emit.includes(EmittedKind.SERVICE_ENTRY) ? [] : ['ServiceEntries']),
    ...(emit.includes(EmittedKind.SIDECARS) ? [] : ['Sidecars']),
  ];
  return kinds.length === 0 ? [] : [finding('emitted-by-others', { kinds: kinds.join(' and ') })];
}

function withoutNamespace({ inventory, isEditable }: AdoptionRequest): readonly Finding[] {
  const unset = inventory.workloads().filter((entry) => entry.namespaceUnset && isEditable(entry));
  return unset.length === 0 ? [] : [finding('workloads-without-namespace', { count: unset.length, first: objectTitle(unset[0].object) }, unset[0].place)];
}

/** One change per object, in the order in which the objects were read; what may not be edited is said, or refused. */
function settled(request: AdoptionRequest, { changes, findings }: AdoptionPart): AdoptionPart {
  const byEntry = new Map<InventoryEntry, readonly Edit[]>();
  for (const { entry, edits } of changes) {
    const before = byEntry.get(entry);
    byEntry.set(entry, before === undefined ? edits : [...before, ...edits]);
  }
  const editable: ObjectChange[] = [];
  const others: ObjectChange[] = [];
  const made: ObjectChange[] = [];
  for (const entry of request.inventory.entries) {
    const edits = byEntry.get(entry);
    if (edits === undefined) continue;
    if (!request.isEditable(entry)) {
      others.push({ entry, edits });
      continue;
    }
    const already = new Set(madeByKustomizations(entry, edits, over(request, entry)));
    if (already.size > 0) made.push({ entry, edits: [...already] });
    if (already.size < edits.length) editable.push({ entry, edits: already.size === 0 ? edits : edits.filter((edit) => !already.has(edit)) });
  }
  return {
    changes: editable,
    findings: [
      ...findings,
      ...others.map(outside),
      ...made.map(patched),
      ...editable.flatMap((change) => [...inOverlays(request, change), ...definedAgain(request, change.entry)]),
      ...editable.flatMap((change) => bothByKustomizations(change, over(request, change.entry))),
      ...undoneByKustomizations(editable, (entry) => over(request, entry)),
      ...putElsewhere(editable.map(({ entry }) => entry), (entry) => over(request, entry)),
    ],
  };
}

function outside({ entry, edits }: ObjectChange): Finding {
  return finding('object-outside-paths', { object: objectTitle(entry.object), change: describeEdits(edits) }, entry.place);
}

function patched({ entry, edits }: ObjectChange): Finding {
  return finding('change-made-by-kustomization', { object: objectTitle(entry.object), change: describeEdits(edits) }, entry.place);
}

/** A change in a file that several overlays share would turn capture on in each of them. */
function inOverlays({ overlaysOf }: AdoptionRequest, { entry: { object, place }, edits }: ObjectChange): readonly Finding[] {
  const overlays = place.file === undefined ? [] : overlaysOf(place.file);
  if (overlays.length < 2) return [];
  const facts = { object: objectTitle(object), overlays: inQuotes(overlays), change: describeEdits(edits) };
  return [finding('file-in-several-overlays', facts, place)];
}

function over({ kustomizationsOver }: AdoptionRequest, { place: { file } }: InventoryEntry): readonly Kustomization[] {
  return file === undefined ? [] : kustomizationsOver(file);
}

/**
 * Two manifests of one object are for two clusters, or one of them is a leftover: either way nobody said which is meant. A fragment
 * that patches a workload in an overlay is no second one, unless it sets what is to be set.
 */
function definedAgain({ inventory, isEditable }: AdoptionRequest, entry: InventoryEntry): readonly Finding[] {
  const { metadata: { namespace, name } } = entry.object;
  if (name === undefined) return [];
  const all = inventory.find(groupKind(entry.object), namespace, name);
  const others = all.length === 1 ? [] : all.filter((other) => other !== entry && isEditable(other) && !patchesOtherFields(other.object));
  if (others.length === 0) return [];
  return [finding('object-in-several-places', { object: objectTitle(entry.object), others: others.map(({ place }) => formatPlace(place)).join(', ') }, entry.place)];
}

function patchesOtherFields(object: KubernetesObject): boolean {
  return isPatchFragment(object) && !Object.keys(object.metadata.annotations ?? {}).some((name) => speedscaleAnnotation(name) !== undefined);
}
