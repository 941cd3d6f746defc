import { captureFindings, contradictingAnnotations } from './capture-findings';
import { canBeCaptured } from './capture-target';
import { isWithin } from '../istio/labels';
import { Inventory, InventoryEntry } from '../kubernetes/inventory';
import { formatPath, isMap, StringMap, stringMap, valueAt, ValuePath } from '../kubernetes/value';
import { wayToTemplate } from '../kubernetes/workload';
import { finding } from '../message/catalogue';
import { Finding, isError } from '../message/message';
import { nearest } from '../message/nearest';
import { bothModes, checkAnnotationRules } from '../settings/check-annotation-rules';
import { captureAnnotations } from '../settings/check-capture-options';
import { CaptureSettings, ConfigNamespace } from '../settings/config-file';
import { PlaceOf, SettingsPath } from '../settings/place';
import { ISTIO_CNI, speedscaleAnnotation, TURNED_ON_BY } from '../speedscale/annotations';

const ANNOTATIONS: ValuePath = ['metadata', 'annotations'];

/** A workload and the annotations by which it is captured. */
export interface PlannedCapture {
  readonly workload: InventoryEntry;
  readonly annotations: StringMap;
}

/** What is captured, and what there is to say of it; an `error` among the findings refuses all of it. */
export interface CapturePlan {
  readonly captures: readonly PlannedCapture[];
  readonly findings: readonly Finding[];
}

/** One entry of a namespace's `capture` list, and the way to it. */
interface Entry {
  readonly path: SettingsPath;
  readonly settings: CaptureSettings;
  /** What its options come to, worked out once for however many workloads; the second where Istio's CNI agent asks for more. */
  readonly annotations: StringMap;
  readonly withCni: StringMap;
  /** The workloads of the namespace, and those of them that the entry means. */
  readonly inSight: readonly InventoryEntry[];
  readonly matched: ReadonlySet<InventoryEntry>;
}

/**
 * The annotations that each workload in sight is to hold by the settings' `capture` lists.
 * @param cni whether Istio runs with its CNI agent, where that is known
 */
export function planCaptures(namespaces: readonly ConfigNamespace[], inventory: Inventory, cni: boolean | undefined, placeOf: PlaceOf): CapturePlan {
  const plans = namespaces.map(({ name, capture = [] }, index) => {
    const workloads = inventory.workloads(name).filter(({ object }) => canBeCaptured(object));
    const entries = capture.map((settings, item): Entry => {
      const matched = new Set(workloads.filter((workload) => matches(settings, workload)));
      const annotations = captureAnnotations(settings);
      const follows = settings.goproxy !== undefined && cni === true && annotations[ISTIO_CNI] === undefined;
      const withCni = follows ? { ...annotations, [ISTIO_CNI]: 'true' } : annotations;
      return { path: ['namespaces', index, 'capture', item], settings, annotations, withCni, inSight: workloads, matched };
    });
    return planNamespace(name, entries, cni, placeOf);
  });
  return { captures: plans.flatMap(({ captures }) => captures), findings: askedOnce(plans.flatMap(({ findings }) => findings)) };
}

/** Whether there is a CNI agent is one question for the whole mesh, however many workloads depend on it. */
function askedOnce(findings: readonly Finding[]): readonly Finding[] {
  const unknown = findings.filter(({ id }) => id === 'istio-cni-unknown');
  if (unknown.length === 0) return findings;
  const [{ place }] = unknown;
  const facts = { count: unknown.length, workload: place.object ?? '' };
  return [...findings.filter(({ id }) => id !== 'istio-cni-unknown'), finding('istio-cni-not-in-sight', facts, unknown.length === 1 ? place : {})];
}

function planNamespace(namespace: string, entries: readonly Entry[], cni: boolean | undefined, placeOf: PlaceOf): CapturePlan {
  const collisions = entries.flatMap((entry, index) => entries.slice(0, index).flatMap((earlier) => collision(namespace, earlier, entry, placeOf)));
  const workloads = [...new Set(entries.flatMap(({ matched }) => [...matched]))];
  const captures = workloads.map((workload): PlannedCapture =>
    ({ workload, annotations: annotationsOf(entries.find(({ matched }) => matched.has(workload))!, workload) }));
  return {
    captures,
    findings: [
      ...entries.flatMap((entry) => matchesNothing(namespace, entry, placeOf)),
      ...collisions,
      ...captures.flatMap((capture) => workloadFindings(capture, cni)),
    ],
  };
}

function matches({ workloads, selector }: CaptureSettings, { object }: InventoryEntry): boolean {
  if (workloads !== undefined) return workloads.some(({ kind, name }) => kind === object.kind && name === object.metadata.name);
  return isWithin(selector?.labels ?? {}, object.metadata.labels ?? {});
}

/** Each workload that is named and not in sight; of a selector, or of an entry for every workload, that it found none. */
function matchesNothing(namespace: string, { path, settings, inSight, matched }: Entry, placeOf: PlaceOf): readonly Finding[] {
  const nothing = (way: SettingsPath, wanted: string, alike?: string) =>
    finding('capture-matches-nothing', { entry: formatPath(way), wanted, namespace, nearest: alike ?? '' }, placeOf(way));
  if (settings.workloads === undefined) return matched.size > 0 ? [] : [nothing(path, wantedBy(settings))];
  const titles = inSight.map(({ object }) => `${object.kind} "${object.metadata.name}"`);
  return settings.workloads.flatMap(({ kind, name }, index) => {
    const wanted = `${kind} "${name}"`;
    return titles.includes(wanted) ? [] : [nothing([...path, 'workloads', index], wanted, nearest(wanted, titles))];
  });
}

function wantedBy({ selector }: CaptureSettings): string {
  if (selector === undefined) return 'a workload';
  return `a workload labelled ${Object.entries(selector.labels).map(([key, value]) => `"${key}: ${value}"`).join(', ')}`;
}

function collision(namespace: string, earlier: Entry, entry: Entry, placeOf: PlaceOf): readonly Finding[] {
  const both = [...entry.matched].find((workload) => earlier.matched.has(workload));
  if (both === undefined || same(earlier.annotations, entry.annotations)) return [];
  const workload = `${both.object.kind} "${both.object.metadata.name}"`;
  const facts = { namespace, workload, other: formatPath(earlier.path), entry: formatPath(entry.path) };
  return [finding('capture-entries-collide', facts, placeOf(entry.path))];
}

function same(a: StringMap, b: StringMap): boolean {
  return Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([name, value]) => b[name] === value);
}

function annotationsOf({ annotations, withCni }: Entry, { object }: InventoryEntry): StringMap {
  // What the workload says itself is judged below, not written over.
  return object.metadata.annotations?.[ISTIO_CNI] === undefined ? withCni : annotations;
}

function workloadFindings({ workload, annotations }: PlannedCapture, cni: boolean | undefined): readonly Finding[] {
  const { object, place, placeOf } = workload;
  const existing = object.metadata.annotations ?? {};
  const merged = object.metadata.annotations === undefined ? annotations : { ...existing, ...annotations };
  const naming = { nameOf: (name: string) => name, placeOf: (name: string) => placeOf([...ANNOTATIONS, name]) };
  // Those of the capture by themselves were judged with the settings.
  const hasOurs = Object.keys(existing).some((name) => speedscaleAnnotation(name) !== undefined);
  const together = hasOurs ? [
    ...contradictingAnnotations(object, annotations, existing, naming.placeOf),
    ...checkAnnotationRules(merged, naming).filter(isError),
  ] : [];
  const cniFindings = annotations[TURNED_ON_BY.goproxy] === 'true' ? captureFindings(object, merged, cni) : [];
  return [...together, ...modesInTemplate(workload, merged), ...cniFindings.map((found) => ({ ...found, place: { ...place, ...found.place } }))];
}

/** What the operator makes of annotations in a pod template is not documented; that they ask for the other mode is plain. */
function modesInTemplate({ object, placeOf }: InventoryEntry, annotations: StringMap): readonly Finding[] {
  const way = wayToTemplate(object) ?? [];
  const metadata = valueAt(valueAt(object, way), ['metadata']);
  if (!isMap(metadata) || !isMap(metadata.annotations)) return [];
  const path = [...way, ...ANNOTATIONS];
  const template = stringMap(metadata.annotations);
  const naming = {
    nameOf: (name: string) => name,
    placeOf: (name: string) => placeOf([...Object.hasOwn(template, name) ? path : ANNOTATIONS, name]),
  };
  return bothModes(annotations, naming).length > 0 ? [] : bothModes({ ...template, ...annotations }, naming);
}
