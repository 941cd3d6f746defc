import { groupBy } from '../../istio/group';
import { injection } from '../../istio/injection';
import { Inventory, InventoryEntry } from '../../kubernetes/inventory';
import { selects } from '../../kubernetes/label-selector';
import { isNamespaceName, isObjectName } from '../../kubernetes/names';
import { groupKind, objectTitle } from '../../kubernetes/object';
import { StringMap } from '../../kubernetes/value';
import { CapturedKind } from '../../settings/config-file';
import { ResolvedMesh } from '../../settings/resolve-mesh';
import { CaptureModeName } from '../../speedscale/annotations';
import { capturesOf } from '../captures-in-sight';
import { meshInSight, namespaceSidecars } from '../in-sight';
import { missingIn } from '../plan-sidecars';

/** A namespace with workloads, Sidecars or replays, and what is in sight of it. */
export interface SurveyedNamespace {
  readonly name: string;
  readonly workloads: number;
  /** Whether a sidecar of Istio holds a pod there that says nothing itself. */
  readonly membership: 'held' | 'ambient' | 'outside' | 'not-discovered' | 'unknown';
  readonly sidecars: readonly InventoryEntry[];
  /** Its own Sidecar, where that is in effect and lets no call to Speedscale out. */
  readonly leavesOut: InventoryEntry | undefined;
  readonly replays: readonly InventoryEntry[];
  /** The workloads whose own annotations turn capture on, by mode. */
  readonly captures: readonly SurveyedCapture[];
}

export interface SurveyedCapture {
  readonly mode: CaptureModeName;
  readonly workloads: readonly InventoryEntry[];
}

/** The namespaces in sight that settings can list, by name, and names of others that are none. */
export interface SurveyedNamespaces {
  readonly namespaces: readonly SurveyedNamespace[];
  readonly unnamed: readonly string[];
}

/** Namespaces of Kubernetes' own, into which nothing is injected and whose workloads nobody captures. */
const OF_KUBERNETES = /^kube-/;

/**
 * Surveys the namespaces with workloads, Sidecars or replays, without those of Kubernetes, of Istio and of Speedscale itself.
 * @param mesh what is known of the mesh; its own namespaces are not looked at
 */
export function surveyNamespaces(mesh: ResolvedMesh, inventory: Inventory, labels: ReadonlyMap<string, StringMap>): SurveyedNamespaces {
  const inSight = meshInSight(inventory, mesh.istio.version, labels);
  const workloads = byNamespace(inventory.workloads());
  const sidecars = byNamespace(inSight.sidecars);
  const replays = byNamespace(inventory.byKind('TrafficReplay.speedscale.com'));
  const captures = byNamespace(capturesOf(inventory).filter(({ isFragment }) => !isFragment).map(({ entry, modes }) => ({ ...entry, modes })));
  const names = [...new Set([...workloads.keys(), ...sidecars.keys(), ...replays.keys()])].sort()
    .filter((name) => name !== mesh.istio.rootNamespace && name !== mesh.speedscale.namespace && !OF_KUBERNETES.test(name));
  const surveyed = (name: string): SurveyedNamespace => {
    const [own] = namespaceSidecars(inSight, name);
    return {
      name,
      workloads: new Set((workloads.get(name) ?? []).map(identity)).size,
      membership: membershipOf(mesh, name, labels.get(name)),
      sidecars: sidecars.get(name) ?? [],
      leavesOut: own !== undefined && missingIn(mesh, own, { name, replay: false, callsForwarder: true }).length > 0 ? own : undefined,
      replays: replays.get(name) ?? [],
      captures: capturesIn(captures.get(name) ?? []),
    };
  };
  return { namespaces: names.filter(isNamespaceName).map(surveyed), unnamed: names.filter((name) => !isNamespaceName(name)) };
}

/** Objects that name their namespace, or whose path does. */
function byNamespace<E extends InventoryEntry>(entries: readonly E[]): ReadonlyMap<string, readonly E[]> {
  return groupBy(entries.filter(({ namespaceUnset }) => !namespaceUnset), ({ object }) => object.metadata.namespace!);
}

function identity({ object }: InventoryEntry): string {
  return `${groupKind(object)} ${objectTitle(object)}`;
}

function membershipOf({ istio: { discoverySelectors = [] } }: ResolvedMesh, name: string, labels: StringMap | undefined): SurveyedNamespace['membership'] {
  if (labels === undefined) return 'unknown';
  if (discoverySelectors.length > 0 && discoverySelectors.every((selector) => selects(selector, labels) === false)) return 'not-discovered';
  const found = injection({ namespace: name, namespaceLabels: labels, pod: { metadata: {}, spec: {} } });
  return found === 'injected' ? 'held' : found === 'ambient' ? 'ambient' : 'outside';
}

/** Each workload once, though several overlays may hold it, and under one mode: settings know no workload with both. */
function capturesIn(entries: readonly (InventoryEntry & { readonly modes: readonly CaptureModeName[] })[]): readonly SurveyedCapture[] {
  const kinds: readonly string[] = Object.values(CapturedKind);
  const settable = entries.filter(({ object: { kind, metadata } }) => kinds.includes(kind) && isObjectName(metadata.name ?? ''));
  const once = [...groupBy(settable, identity).values()].map(([first]) => first);
  return [...groupBy(once, ({ modes }) => modes[0])].map(([mode, workloads]) => ({ mode, workloads }));
}
