import { AdoptionPart, changed, removeEntries, setEntries, together } from './change';
import { Inventory, InventoryEntry } from '../../kubernetes/inventory';
import { objectTitle } from '../../kubernetes/object';
import { StringMap, ValuePath } from '../../kubernetes/value';
import { podTemplate, workloadKind } from '../../kubernetes/workload';
import { finding } from '../../message/catalogue';
import { Finding } from '../../message/message';
import { speedscaleAnnotation } from '../../speedscale/annotations';
import { PlannedCapture } from '../captures';

export const ANNOTATIONS: ValuePath = ['metadata', 'annotations'];

/**
 * Annotates the selected workloads, in their own metadata. What stands in the pod template of a workload instead is said, and moved
 * where that is asked for.
 * @param workloads those of the namespaces that the settings list
 */
export function adoptWorkloads(captures: readonly PlannedCapture[], workloads: readonly InventoryEntry[], move: boolean): AdoptionPart {
  const captured = new Map(captures.map(({ workload, annotations }) => [workload, annotations]));
  const all = [...new Set([...captured.keys(), ...workloads])];
  return together(...all.map((entry) => adoptWorkload(entry, captured.get(entry) ?? {}, move)));
}

function adoptWorkload(entry: InventoryEntry, wanted: StringMap, move: boolean): AdoptionPart {
  const own = entry.object.metadata.annotations ?? {};
  const captured = missing(own, wanted);
  const misplaced = misplacedAnnotations(entry);
  const moved = move ? missing({ ...own, ...wanted }, misplaced.annotations) : {};
  const findings = move ? differing(entry, { ...own, ...wanted }, misplaced) : misplacedFindings(entry, misplaced);
  const edits = [
    ...setEntries(ANNOTATIONS, { ...captured, ...moved }),
    ...(move ? removeEntries(misplaced.path, Object.keys(misplaced.annotations)) : []),
  ];
  return { changes: changed(entry, edits), findings };
}

function missing(own: StringMap, wanted: StringMap): StringMap {
  return Object.fromEntries(Object.entries(wanted).filter(([name]) => !Object.hasOwn(own, name)));
}

interface Misplaced {
  readonly path: ValuePath;
  readonly annotations: StringMap;
}

/** Speedscale's annotations in the pod template, which its operator reads off the workload itself. */
function misplacedAnnotations({ object }: InventoryEntry): Misplaced {
  const { template = [] } = workloadKind(object) ?? {};
  const annotations = template.length === 0 ? undefined : podTemplate(object)?.metadata.annotations;
  if (annotations === undefined) return { path: [], annotations: {} };
  return {
    path: [...template, ...ANNOTATIONS],
    annotations: Object.fromEntries(Object.entries(annotations).filter(([name]) => belongsOnWorkload(name))),
  };
}

function belongsOnWorkload(name: string): boolean {
  const { setBy } = speedscaleAnnotation(name) ?? {};
  return setBy === 'capture' || setBy === 'option' || setBy === 'hand';
}

function misplacedFindings(entry: InventoryEntry, { path, annotations }: Misplaced): readonly Finding[] {
  const names = Object.keys(annotations);
  if (names.length === 0) return [];
  return [finding('annotations-misplaced', { object: objectTitle(entry.object), names: inQuotes(names) }, entry.placeOf([...path, names[0]]))];
}

function differing(entry: InventoryEntry, own: StringMap, { path, annotations }: Misplaced): readonly Finding[] {
  return Object.keys(annotations).filter((name) => Object.hasOwn(own, name) && own[name] !== annotations[name]).map((name) => finding('annotation-differs-in-template',
    { object: objectTitle(entry.object), name, own: own[name], template: annotations[name] }, entry.placeOf([...path, name])));
}

/** Takes the annotations that captures set out of the workloads again, wherever they stand. */
export function removeAnnotations(inventory: Inventory, namespaces: ReadonlySet<string>): AdoptionPart {
  const workloads = inventory.entries.filter(({ object }) => workloadKind(object) !== undefined);
  const whole = new Set(inventory.workloads());
  return together(...workloads.map((entry): AdoptionPart => {
    const { metadata: { namespace, annotations = {} } } = entry.object;
    const names = ours(annotations);
    const template = misplacedAnnotations(entry);
    const edits = [...removeEntries(ANNOTATIONS, names), ...removeEntries(template.path, ours(template.annotations))];
    if (edits.length === 0) return { changes: [], findings: [] };
    const facts = { object: objectTitle(entry.object), names: inQuotes([...new Set([...names, ...ours(template.annotations)])]) };
    if (!whole.has(entry)) return { changes: [], findings: [finding('annotations-left-in-fragment', facts, entry.place)] };
    const listed = namespace !== undefined && namespaces.has(namespace);
    if (!listed) return { changes: [], findings: [finding('workload-not-in-settings', facts, entry.place)] };
    return { changes: changed(entry, edits), findings: [] };
  }));
}

/** What a person sets by hand to keep the operator away is not ours to take out, nor is what the operator writes. */
function ours(annotations: StringMap): readonly string[] {
  return Object.keys(annotations).filter((name) => ['capture', 'option'].includes(speedscaleAnnotation(name)?.setBy ?? ''));
}

function inQuotes(texts: readonly string[]): string {
  return texts.map((text) => `"${text}"`).join(', ');
}
