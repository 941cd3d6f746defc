import { withEdits } from '../../../src/kubernetes/edit';
import { Inventory, InventoryEntry, inventoryEntry } from '../../../src/kubernetes/inventory';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { StringMap } from '../../../src/kubernetes/value';
import { AdoptionPart } from '../../../src/mesh/adopt/change';
import { planAdoption, planRemoval } from '../../../src/mesh/adopt/plan-adoption';
import { MeshSettings } from '../../../src/settings/mesh-settings';
import { resolveMesh } from '../../../src/settings/resolve-mesh';

/** Where the objects of a case stand, and what is asked for. */
export interface Asked {
  readonly settings?: MeshSettings;
  /** Annotations of the captured workloads, by the name of each. */
  readonly captured?: Readonly<Record<string, StringMap>>;
  readonly moveAnnotations?: boolean;
  /** Objects that are read and not edited. */
  readonly context?: readonly KubernetesObject[];
  readonly overlays?: readonly string[];
}

/** A plan, with the ids of what it says and the objects as it leaves them. */
export interface Outcome extends AdoptionPart {
  readonly ids: readonly string[];
  readonly after: readonly unknown[];
}

function ask(objects: readonly KubernetesObject[], { settings = {}, context = [], overlays = [] }: Asked) {
  const entries = objects.map((object, index) => inventoryEntry(object, () => ({ file: `${index}.yaml`, line: 1 })));
  const inventory = new Inventory([...entries, ...context.map((object) => inventoryEntry(object, () => ({ file: 'context.yaml' })))]);
  const isEditable = (entry: InventoryEntry) => entries.includes(entry);
  const labels = new Map<string, StringMap>();
  const request = { mesh: resolveMesh(settings), inventory, labels, isEditable, overlaysOf: () => overlays, kustomizationsOver: () => [] };
  return { entries, request };
}

function outcome(entries: readonly InventoryEntry[], plan: AdoptionPart): Outcome {
  return {
    ...plan,
    ids: plan.findings.map(({ id }) => id),
    after: entries.map((entry) => withEdits(entry.object, plan.changes.find((change) => change.entry === entry)?.edits ?? [])),
  };
}

export function adopt(objects: readonly KubernetesObject[], asked: Asked = {}): Outcome {
  const { entries, request } = ask(objects, asked);
  const captures = request.inventory.workloads().flatMap((entry) => {
    const annotations = asked.captured?.[entry.object.metadata.name ?? ''];
    return annotations === undefined ? [] : [{ workload: entry, annotations }];
  });
  const virtualServices = { changes: [], findings: [] };
  return outcome(entries, planAdoption(request, { captures, virtualServices, moveAnnotations: asked.moveAnnotations ?? false }));
}

export function remove(objects: readonly KubernetesObject[], asked: Asked = {}): Outcome {
  const { entries, request } = ask(objects, asked);
  return outcome(entries, planRemoval(request));
}

export const istio = (kind: string, namespace: string, name: string, spec: unknown): KubernetesObject =>
  ({ apiVersion: 'networking.istio.io/v1', kind, metadata: { name, namespace }, spec });

export const sidecar = (namespace: string, spec: unknown, name = 'default'): KubernetesObject => istio('Sidecar', namespace, name, spec);

export function deployment(name: string, metadata: object = {}, template: object = {}): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop', ...metadata },
    spec: {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name }, ...template }, spec: { containers: [{ name, image: 'x' }] } },
    },
  };
}
