import { InventoryEntry } from '../../kubernetes/inventory';
import { objectMeta, objectTitle } from '../../kubernetes/object';
import { StringMap, valueAt, ValuePath } from '../../kubernetes/value';
import { workloadKind } from '../../kubernetes/workload';
import { finding } from '../../message/catalogue';
import { Finding } from '../../message/message';
import { speedscaleAnnotation } from '../../speedscale/annotations';
import { isSpeedscaleMark } from '../../speedscale/marks';
import { Rule } from '../rule';

export const annotationMisplaced: Rule = {
  ids: ['annotation-misplaced'],
  what: 'Speedscale\'s annotations are in the metadata of the workload itself, as annotations.',
  why: 'Speedscale\'s pages on TLS and Java put them there; others of its guides put them into the pod template, and what the operator does with those is not documented.',
  cannotSee: 'Whether the operator reads them elsewhere, and whether a controller copies them to where they belong.',
  find: ({ inventory }) => inventory.entries.flatMap(misplacedIn),
};

/** A part of an object's metadata in which the annotations may do nothing, and where they belong instead. */
interface WrongPlace {
  readonly path: ValuePath;
  readonly texts: StringMap;
  readonly where: string;
  readonly because: string;
  readonly belongs: string;
}

function misplacedIn(entry: InventoryEntry): readonly Finding[] {
  const own: StringMap = workloadKind(entry.object) === undefined ? {} : entry.object.metadata.annotations ?? {};
  return wrongPlaces(entry).flatMap(({ path, texts, where, because, belongs }) => Object.keys(texts)
    .filter((name) => speedscaleAnnotation(name) !== undefined && !isSpeedscaleMark(name))
    // The workload has it too: kustomize's commonAnnotations, for one, copies an annotation into the template.
    .filter((name) => own[name] !== texts[name])
    .map((name) => finding('annotation-misplaced', { name, where, because, belongs, own: own[name] ?? '' }, entry.placeOf([...path, name]))));
}

const DOCUMENTED_ELSEWHERE = 'Speedscale documents it as an annotation of workloads';
const GUIDES_DIFFER = 'Speedscale\'s guides differ on where it belongs, and its TLS and Java pages put it on the workload itself';

function wrongPlaces({ object }: InventoryEntry): readonly WrongPlace[] {
  const title = objectTitle(object);
  const kind = workloadKind(object);
  const { annotations = {}, labels = {} } = object.metadata;
  if (kind === undefined) {
    const belongs = 'the metadata.annotations of the workload that is meant';
    return [{ path: ['metadata', 'annotations'], texts: annotations, where: `the annotations of ${title}`, because: DOCUMENTED_ELSEWHERE, belongs }];
  }
  const belongs = `the metadata.annotations of ${title} itself`;
  const ofLabels = { path: ['metadata', 'labels'], texts: labels, where: `the labels of ${title}`, because: DOCUMENTED_ELSEWHERE, belongs };
  if (kind.template.length === 0) return [ofLabels];
  const path = [...kind.template, 'metadata'];
  const template = objectMeta(valueAt(object, path));
  return [
    ofLabels,
    { path: [...path, 'annotations'], texts: template.annotations ?? {}, where: `the pod template of ${title}`, because: GUIDES_DIFFER, belongs },
    { path: [...path, 'labels'], texts: template.labels ?? {}, where: `the labels of the pod template of ${title}`, because: DOCUMENTED_ELSEWHERE, belongs },
  ];
}
