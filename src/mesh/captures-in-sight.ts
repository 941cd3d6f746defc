import { Inventory, InventoryEntry } from '../kubernetes/inventory';
import { StringMap } from '../kubernetes/value';
import { isPatchFragment, workloadKind } from '../kubernetes/workload';
import { CaptureModeName, OPERATOR_IGNORE, TURNED_ON_BY } from '../speedscale/annotations';

/** A workload that its own annotations turn capture on for. */
export interface Capture {
  readonly entry: InventoryEntry;
  readonly annotations: StringMap;
  readonly modes: readonly CaptureModeName[];
  /** Whether the object patches a workload that another file holds. */
  readonly isFragment: boolean;
}

const MODES: readonly CaptureModeName[] = ['goproxy', 'ebpf'];

/** The captured workloads in sight. A fragment that patches one counts too: what it holds will be on the workload. */
export function capturesOf(inventory: Inventory): readonly Capture[] {
  return inventory.entries.filter(({ object }) => workloadKind(object) !== undefined).flatMap((entry) => {
    const { annotations = {} } = entry.object.metadata;
    const modes = annotations[OPERATOR_IGNORE] === 'true' ? [] : MODES.filter((mode) => annotations[TURNED_ON_BY[mode]] === 'true');
    return modes.length === 0 ? [] : [{ entry, annotations, modes, isFragment: isPatchFragment(entry.object) }];
  });
}
