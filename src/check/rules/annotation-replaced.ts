import { finding } from '../../message/catalogue';
import { speedscaleAnnotation } from '../../speedscale/annotations';
import { Rule } from '../rule';

export const annotationReplaced: Rule = {
  ids: ['annotation-replaced'],
  what: 'No workload starts a replay by annotations.',
  why: 'Speedscale documents the TrafficReplay resource for that now; the annotations are its old way.',
  cannotSee: 'Nothing.',
  find: ({ inventory }) => inventory.entries.flatMap(({ object, placeOf }) => Object.keys(object.metadata.annotations ?? {})
    .filter((name) => speedscaleAnnotation(name)?.setBy === 'replaced')
    .map((name) => finding('annotation-replaced', { name }, placeOf(['metadata', 'annotations', name])))),
};
