import { isDeepStrictEqual } from 'node:util';
import { MeshContext } from './mesh-context';
import { chartOf, MeshClaim } from './meshes-in-app';
import { Proof, proofOf } from '../calls/proof';
import { servedMesh } from '../calls/serving';
import { groupBy } from '../istio/group';
import { Inventory, inventoryEntry } from '../kubernetes/inventory';
import { KubernetesObject, objectTitle } from '../kubernetes/object';
import { capturesOf } from '../mesh/captures-in-sight';
import { meshFacts } from '../mesh/facts/mesh-facts';
import { withOutput } from '../mesh/ours';
import { MeshPlan, planMesh } from '../mesh/plan';
import { refusedBeside } from '../mesh/refused-objects';
import { Sight, sightOf } from '../mesh/sight';
import { finding } from '../message/catalogue';
import { Finding, isError } from '../message/message';
import { checkMesh } from '../settings/check-mesh';
import { MeshSettings } from '../settings/mesh-settings';
import { PlaceOf } from '../settings/place';
import { ResolvedMesh, resolveMesh } from '../settings/resolve-mesh';

/** What settings and a context come to. */
export interface DecidedMesh {
  /** Absent where an error is among the findings. */
  readonly made?: { readonly mesh: ResolvedMesh; readonly plan: MeshPlan; readonly sight: Sight };
  readonly findings: readonly Finding[];
}

/** Decides what must exist for a mesh. */
export function decideMesh(settings: MeshSettings, { _inventory, _others }: MeshContext, placeOf: PlaceOf): DecidedMesh {
  const { known, labels, revisions, findings: ofFacts } = meshFacts(_inventory, _others, settings, placeOf);
  const ofSettings = [...checkMesh(settings, placeOf), ...ofFacts];
  if (ofSettings.some(isError)) return { findings: ofSettings };
  const read = { inventory: _inventory, files: [], unread: [], kustomized: new Set<string>() };
  const resolved = resolveMesh(settings, known, mayCallForwarder(settings, _inventory));
  const sight = sightOf({ ...read, mesh: resolved, labels, revisions, findings: [], settings, placeOfSetting: placeOf });
  const mesh = servedMesh(sight);
  const plan = planMesh(mesh, sight);
  const findings = [...ofSettings, ...refusedBeside(sight), ...plan.findings];
  return findings.some(isError) ? { findings } : { made: { mesh, plan, sight }, findings };
}

/** A namespace is listed since its pods call, unless all that is captured there is so by eBPF, which calls nothing. */
function mayCallForwarder({ namespaces = [] }: MeshSettings, inventory: Inventory): (index: number) => boolean {
  const captures = groupBy(capturesOf(inventory), ({ entry }) => entry.object.metadata.namespace);
  return (index) => captures.get(namespaces[index].name)?.some(({ modes }) => modes.includes('goproxy')) ?? true;
}

/** What is proved of a decided mesh: the calls that Speedscale needs, with what was generated for it. */
export function provedWith({ made }: DecidedMesh, generated: readonly KubernetesObject[]): Proof | undefined {
  if (made === undefined) return undefined;
  const output = generated.map((object) => inventoryEntry(object, () => ({}), undefined, 'output'));
  const inventory = withOutput(made.sight.inventory, output);
  return proofOf(sightOf({ ...made.sight, inventory, base: undefined }));
}

/** What there is to say now of a mesh that was decided earlier: an error where objects would come, go or change. */
export function decidedSince(before: MeshPlan, { made, findings }: DecidedMesh): readonly Finding[] {
  if (made === undefined) return findings;
  const [old, now] = [before, made.plan].map(byTitle);
  const added = [...now.keys()].filter((title) => !old.has(title));
  const dropped = [...old.keys()].filter((title) => !now.has(title));
  const changed = [...now.keys()].filter((title) => old.has(title) && !isDeepStrictEqual(old.get(title), now.get(title)));
  const differs = added.length + dropped.length + changed.length > 0;
  return differs ? [...findings, finding('mesh-decided-too-early', { added, dropped, changed })] : findings;
}

function byTitle({ serviceEntries, sidecars }: MeshPlan): ReadonlyMap<string, KubernetesObject> {
  return new Map([...serviceEntries, ...sidecars].map((object) => [objectTitle(object), object]));
}

/** The errors of a claim itself, before anything is decided. */
export function claimProblems({ construct, scope }: MeshClaim): readonly Finding[] {
  return scope === undefined || scope.node.root === construct.node.root ? [] : [finding('mesh-scope-elsewhere', {})];
}

/** A hint beside errors that objects of another chart lead to: the first mesh of an app cannot know that another one will follow. */
export function scopeHint({ construct, scope }: MeshClaim, findings: readonly Finding[]): readonly Finding[] {
  const { path } = chartOf(construct).node;
  const isOwn = (object: string) => path === '' || object.startsWith(`${path}/`);
  const others = findings.filter(isError).some(({ place }) => place.object !== undefined && !isOwn(place.object));
  return scope === undefined && others ? [finding('mesh-about-whole-app', {})] : [];
}
