import { AdoptionPart, changed, together } from './change';
import { inQuotes } from './words';
import { Inventory, InventoryEntry } from '../../kubernetes/inventory';
import { removeEntries, setEntries } from '../../kubernetes/make-edits';
import { objectTitle } from '../../kubernetes/object';
import { isMap, StringMap, stringMap, valueAt, ValuePath } from '../../kubernetes/value';
import { workloadKind, wayToTemplate } from '../../kubernetes/workload';
import { finding } from '../../message/catalogue';
import { Finding } from '../../message/message';
import { AnnotationNaming, bothModes } from '../../settings/check-annotation-rules';
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
  // Most workloads of a namespace get the same annotations, and so the same edits.
  const inFull = new Map([none, ...captured.values()].map((wanted) => [wanted, setEntries(ANNOTATIONS, wanted)]));
  return together(...all.map((entry) => {
    const { annotations = none } = entry.object.metadata;
    const misplaced = misplacedAnnotations(entry);
    const wanted = captured.get(entry) ?? none;
    if (move && misplaced !== undefined) return moved(entry, wanted, misplaced);
    const edits = annotations === none ? inFull.get(wanted)! : setEntries(ANNOTATIONS, missing(annotations, wanted));
    const findings = misplaced === undefined ? [] : misplacedFindings(entry, annotations, misplaced);
    return { changes: changed(entry, edits), findings };
  }));
}

const none: StringMap = {};

function moved(entry: InventoryEntry, wanted: StringMap, misplaced: Misplaced): AdoptionPart {
  const { annotations = none } = entry.object.metadata;
  const own = { ...annotations, ...wanted };
  const edits = [
    ...setEntries(ANNOTATIONS, { ...missing(annotations, wanted), ...missing(own, misplaced.annotations) }),
    ...removeEntries(misplaced.path, Object.keys(misplaced.annotations)),
  ];
  // Of a captured workload the modes were judged with the capture.
  const both = wanted === none ? bothModes({ ...misplaced.annotations, ...own }, namingIn(entry, misplaced.path)) : [];
  return { changes: changed(entry, edits), findings: [...differing(entry, own, misplaced), ...both] };
}

function namingIn({ placeOf }: InventoryEntry, path: ValuePath): AnnotationNaming {
  return { nameOf: (name) => name, placeOf: (name) => placeOf([...path, name]) };
}

function missing(own: StringMap, wanted: StringMap): StringMap {
  return Object.fromEntries(Object.entries(wanted).filter(([name]) => !Object.hasOwn(own, name)));
}

interface Misplaced {
  readonly path: ValuePath;
  readonly annotations: StringMap;
}

/** Speedscale's annotations in the pod template, which belong on the workload itself; `undefined` without any. */
function misplacedAnnotations({ object }: InventoryEntry): Misplaced | undefined {
  const template = wayToTemplate(object);
  if (template === undefined || template.length === 0) return undefined;
  const path = [...template, ...ANNOTATIONS];
  const found = valueAt(object, path);
  if (!isMap(found)) return undefined;
  const annotations = Object.entries(stringMap(found)).filter(([name]) => belongsOnWorkload(name));
  return annotations.length === 0 ? undefined : { path, annotations: Object.fromEntries(annotations) };
}

function belongsOnWorkload(name: string): boolean {
  const { setBy } = speedscaleAnnotation(name) ?? {};
  return setBy === 'capture' || setBy === 'option' || setBy === 'hand';
}

/** What the workload has too is in the right place: kustomize's commonAnnotations, for one, copies it into the template. */
function misplacedFindings(entry: InventoryEntry, own: StringMap, { path, annotations }: Misplaced): readonly Finding[] {
  const names = Object.keys(annotations).filter((name) => own[name] !== annotations[name]);
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
    const template = misplacedAnnotations(entry) ?? { path: [], annotations: none };
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
