import { PlannedCapture } from './captures';
import { groupBy } from '../istio/group';
import { Inventory, InventoryEntry } from '../kubernetes/inventory';
import { groupKind } from '../kubernetes/object';
import { StringMap } from '../kubernetes/value';
import { isPatchFragment, workloadKind } from '../kubernetes/workload';
import { CaptureModeName, OPERATOR_IGNORE, TURNED_ON_BY } from '../speedscale/annotations';

/** A workload that is captured: by its own annotations, or once those are adopted that the settings ask for. */
export interface Capture {
  readonly entry: InventoryEntry;
  readonly annotations: StringMap;
  readonly modes: readonly CaptureModeName[];
  /** Whether the object patches a workload that another file holds. */
  readonly isFragment: boolean;
  /** Annotations that the settings ask for, and no manifest has. */
  readonly lacking: readonly string[];
}

const MODES: readonly CaptureModeName[] = ['goproxy', 'ebpf'];

/**
 * The captured workloads in sight, each as it is once the settings are adopted: what is written for it is decided before that. A
 * fragment that patches one counts too: what it holds will be on the workload.
 * @param planned what the settings ask for
 */
export function capturesOf(inventory: Inventory, planned: readonly PlannedCapture[] = []): readonly Capture[] {
  const wanted = new Map(planned.map(({ workload, annotations }) => [workload, annotations]));
  const workloads = inventory.entries.filter(({ object }) => workloadKind(object) !== undefined);
  const fragments = wanted.size === 0 ? undefined : groupBy(workloads.filter(({ object }) => isPatchFragment(object)), nameOf);
  return workloads.flatMap((entry) => {
    const { annotations: own = {} } = entry.object.metadata;
    const asked = wanted.get(entry);
    const annotations = asked === undefined ? own : { ...asked, ...own };
    const modes = annotations[OPERATOR_IGNORE] === 'true' ? [] : MODES.filter((mode) => annotations[TURNED_ON_BY[mode]] === 'true');
    if (modes.length === 0) return [];
    const patched = asked === undefined ? {} : patchedOnto(entry, fragments?.get(nameOf(entry)) ?? []);
    const lacking = Object.keys(asked ?? {}).filter((name) => !Object.hasOwn(own, name) && !Object.hasOwn(patched, name));
    return [{ entry, annotations, modes, isFragment: isPatchFragment(entry.object), lacking }];
  });
}

function nameOf({ object }: InventoryEntry): string {
  return `${groupKind(object)} ${object.metadata.name}`;
}

/** The annotations that patches in sight put on a workload; a patch without a namespace is for that of its kustomization. */
function patchedOnto({ object }: InventoryEntry, fragments: readonly InventoryEntry[]): StringMap {
  const mine = fragments.filter((other) => other.namespaceUnset || other.object.metadata.namespace === object.metadata.namespace);
  return Object.assign({}, ...mine.map((fragment) => fragment.object.metadata.annotations ?? {})) as StringMap;
}
