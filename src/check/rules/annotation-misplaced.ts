import { InventoryEntry } from '../../kubernetes/inventory';
import { objectMeta, objectTitle } from '../../kubernetes/object';
import { StringMap, valueAt, ValuePath } from '../../kubernetes/value';
import { workloadKind } from '../../kubernetes/workload';
import { finding } from '../../message/catalogue';
import { Finding } from '../../message/message';
import { speedscaleAnnotation } from '../../speedscale/annotations';
import { Rule } from '../rule';

export const annotationMisplaced: Rule = {
  ids: ['annotation-misplaced'],
  what: 'Speedscale\'s annotations stand in the metadata of the workload itself, as annotations.',
  why: 'The operator reads them there; its TLS page names the pod as the common wrong place.',
  cannotSee: 'Whether a controller copies them to where they belong.',
  find: ({ inventory }) => inventory.entries.flatMap(misplacedIn),
};

/** A part of an object's metadata in which the annotations do nothing, and where they belong instead. */
interface WrongPlace {
  readonly path: ValuePath;
  readonly texts: StringMap;
  readonly where: string;
  readonly belongs: string;
}

function misplacedIn(entry: InventoryEntry): readonly Finding[] {
  return wrongPlaces(entry).flatMap(({ path, texts, where, belongs }) => Object.keys(texts)
    .filter((name) => speedscaleAnnotation(name) !== undefined)
    .map((name) => finding('annotation-misplaced', { name, where, belongs }, entry.placeOf([...path, name]))));
}

function wrongPlaces({ object }: InventoryEntry): readonly WrongPlace[] {
  const title = objectTitle(object);
  const kind = workloadKind(object);
  const { annotations = {}, labels = {} } = object.metadata;
  if (kind === undefined) {
    const belongs = 'the metadata.annotations of the workload that is meant';
    return [{ path: ['metadata', 'annotations'], texts: annotations, where: `the annotations of ${title}`, belongs }];
  }
  const belongs = `the metadata.annotations of ${title} itself`;
  const ofLabels = { path: ['metadata', 'labels'], texts: labels, where: `the labels of ${title}`, belongs };
  if (kind.template.length === 0) return [ofLabels];
  const path = [...kind.template, 'metadata'];
  const template = objectMeta(valueAt(object, path));
  return [
    ofLabels,
    { path: [...path, 'annotations'], texts: template.annotations ?? {}, where: `the pod template of ${title}`, belongs },
    { path: [...path, 'labels'], texts: template.labels ?? {}, where: `the labels of the pod template of ${title}`, belongs },
  ];
}
