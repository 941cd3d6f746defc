import { existsSync, realpathSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { EditedFile, editFiles } from './edit-files';
import { Progress } from './progress';
import { servedMesh } from '../calls/serving';
import { ManifestSource, ManifestsRead } from '../files/manifests-read';
import { outputPath, readWithoutOutput } from '../files/output-manifest';
import { ConfigFromFiles } from '../files/read-config-files';
import { readKustomizations } from '../files/read-kustomizations';
import { once } from '../istio/once';
import { withEdits } from '../kubernetes/edit';
import { Inventory, InventoryEntry } from '../kubernetes/inventory';
import { adoptVirtualServices, keepVirtualServices } from '../mesh/adopt/adopt-virtual-services';
import { AdoptionPart, ObjectChange } from '../mesh/adopt/change';
import { Kustomization } from '../mesh/adopt/kustomization';
import { kustomizationsOver, overlaysIn } from '../mesh/adopt/overlays';
import { AdoptionRequest, planAdoption, planRemoval } from '../mesh/adopt/plan-adoption';
import { planCaptures } from '../mesh/captures';
import { unsetNamespaces } from '../mesh/facts/unset-namespaces';
import { meshInput } from '../mesh/mesh-input';
import { refusedBeside } from '../mesh/refused-objects';
import { sightOf } from '../mesh/sight';
import { finding } from '../message/catalogue';
import { InputError, throwAny, throwWithError } from '../message/input-error';
import { Finding, isError } from '../message/message';

/** What is asked of adopt besides the settings. */
export interface Asked {
  readonly remove: boolean;
  readonly moveAnnotations: boolean;
}

/** What adopting changes, as edits of files, and what was left alone. */
export interface Adoption {
  readonly changes: readonly ObjectChange[];
  readonly files: readonly EditedFile[];
  readonly findings: readonly Finding[];
  /** What was read, as it is with the changes. */
  readonly after: ManifestsRead;
}

/**
 * Reads what is in sight, plans and turns the plan into edits. Throws all there is to say where an error is among it.
 * @param paths the files and folders to edit; without any the settings' manifests
 */
export function adoptManifests(config: ConfigFromFiles, paths: readonly string[], asked: Asked, progress?: Progress): Adoption {
  const edited = paths.length > 0 ? paths : config.manifests.map(({ path }) => path);
  if (edited.length === 0) throw new InputError(finding('adopt-without-paths', {}));
  if (paths.includes('-')) throw new InputError(finding('adopt-of-standard-input', {}));
  const read = readWithoutOutput(sourcesOf(config, paths), outputPath(config), () => Buffer.of(), () => progress?.fileRead());
  // What could not be read makes other findings that are none.
  throwAny(read.findings.filter(isError));
  const plan = planOf(config, read, edited, asked);
  const ofReading = [...read.findings.filter(({ id }) => id !== EDITS_THE_SOURCES), ...unsetNamespaces(read.inventory)];
  const findings = [...ofReading, ...templatesUnder(edited, read), ...config.findings, ...plan.findings];
  throwWithError(findings);
  return { changes: plan.changes, files: editFiles(plan.changes, read.objects), findings, after: afterwards(read, plan.changes) };
}

/** How many objects of the settings' manifests adopting would change; none where it would be refused. */
export function leftToAdopt(config: ConfigFromFiles, read: ManifestsRead): number {
  const edited = config.manifests.map(({ path }) => path);
  const plan = planOf(config, read, edited, { remove: false, moveAnnotations: false });
  return plan.findings.some(isError) ? 0 : plan.changes.length;
}

/** The plan of adopting or removing, the facts of the mesh among its findings. */
function planOf(config: ConfigFromFiles, read: ManifestsRead, edited: readonly string[], { remove, moveAnnotations }: Asked): AdoptionPart {
  const input = meshInput(read, config);
  const sight = sightOf(input);
  const request: AdoptionRequest = {
    mesh: servedMesh(sight),
    inventory: read.inventory,
    labels: input.labels,
    isEditable: editableIn(edited, config),
    ...kustomizationsAmong(read),
  };
  const plan = remove ? removal(config, request) : adoption(config, request, moveAnnotations);
  return { changes: plan.changes, findings: [...input.findings, ...refusedBeside(sight), ...plan.findings] };
}

/** What was read, as it is once the changes are made. */
function afterwards(read: ManifestsRead, changes: readonly ObjectChange[]): ManifestsRead {
  if (changes.length === 0) return read;
  const edits = new Map(changes.map((change) => [change.entry, change.edits]));
  const changed = (entry: InventoryEntry): InventoryEntry => {
    const ofEntry = edits.get(entry);
    return ofEntry === undefined ? entry : { ...entry, object: withEdits(entry.object, ofEntry) };
  };
  return { ...read, inventory: new Inventory(read.inventory.entries.map(changed)) };
}

/** That a folder is rendered before a cluster sees it is why adopt edits there, and no objection. */
const EDITS_THE_SOURCES = 'folder-needs-rendering';

function adoption({ spec: { namespaces = [] }, placeOf }: ConfigFromFiles, request: AdoptionRequest, moveAnnotations: boolean): AdoptionPart {
  const { captures, findings } = planCaptures(namespaces, request.inventory, request.mesh.istio.cni, placeOf);
  const virtualServices = adoptVirtualServices(namespaces, request, placeOf);
  const plan = planAdoption(request, { captures, virtualServices, moveAnnotations });
  return { changes: plan.changes, findings: [...findings, ...plan.findings] };
}

function removal({ spec: { namespaces = [] } }: ConfigFromFiles, request: AdoptionRequest): AdoptionPart {
  const plan = planRemoval(request);
  return { changes: plan.changes, findings: [...plan.findings, ...keepVirtualServices(namespaces, request.inventory).findings] };
}

/** The settings' manifests come first, since the namespaces that they give count for paths inside them too. */
function sourcesOf({ manifests, context, exclude }: ConfigFromFiles, paths: readonly string[]): readonly ManifestSource[] {
  return [...manifests, ...paths.map((path) => ({ path, exclude })), ...context];
}

/** What stands under the paths is edited; what is context never is, unless the settings list it under their manifests too. */
function editableIn(paths: readonly string[], { manifests, context }: ConfigFromFiles): (entry: InventoryEntry) => boolean {
  const [edited, own, others] = [paths, manifests.map(({ path }) => path), context.map(({ path }) => path)].map(within);
  const known = new Map<string, boolean>();
  return ({ place: { file } }) => {
    if (file === undefined) return false;
    if (!known.has(file)) {
      const real = realpathSync(file);
      known.set(file, edited(real) && (own(real) || !others(real)));
    }
    return known.get(file)!;
  };
}

function within(paths: readonly string[]): (file: string) => boolean {
  // A path that is not there was said when it was to be read.
  const roots = paths.filter((path) => existsSync(path)).map((path) => realpathSync(path));
  return (file) => roots.some((root) => file === root || file.startsWith(root.endsWith(sep) ? root : root + sep));
}

/** Templates may well be what was meant, and are never edited: somebody who looks for a change there is told. */
function templatesUnder(paths: readonly string[], { passedOver }: ManifestsRead): readonly Finding[] {
  const isEdited = within(paths);
  const templates = passedOver.filter(({ type, file }) => (type === 'helm-template' || type === 'jinja-template') && isEdited(realpathSync(file)));
  if (templates.length === 0) return [];
  const [{ file, line }] = templates;
  return [finding('templates-not-edited', { count: templates.length }, { file, line, column: 1 })];
}

/** Kustomizations are read once something is to be changed, and not before. */
function kustomizationsAmong({ files }: ManifestsRead): Pick<AdoptionRequest, 'overlaysOf' | 'kustomizationsOver'> {
  let read: ReturnType<typeof lookups> | undefined;
  const known = new Map<string, readonly string[]>();
  const knownOver = new Map<string, readonly Kustomization[]>();
  const of = () => read ??= lookups(readKustomizations(files));
  return {
    overlaysOf: (file) => once(known, file, () => of().overlaysOf(resolve(file)).map((folder) => relative('.', folder) || '.')),
    kustomizationsOver: (file) => once(knownOver, file, () => of().over(resolve(file))),
  };
}

function lookups(kustomizations: readonly Kustomization[]) {
  return { overlaysOf: overlaysIn(kustomizations), over: kustomizationsOver(kustomizations) };
}
