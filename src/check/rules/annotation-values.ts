import { workloadKind } from '../../kubernetes/workload';
import { checkSpeedscaleAnnotations } from '../../settings/check-capture-options';
import { Rule } from '../rule';

export const annotationValues: Rule = {
  ids: [
    'annotation-unknown', 'annotation-not-a-boolean', 'annotation-value-unknown', 'annotation-value-empty', 'annotation-listed-twice',
    'annotation-not-a-port', 'annotation-not-a-quantity', 'annotation-not-a-host', 'annotation-not-an-address', 'annotation-star-not-alone',
    'annotation-not-a-secret-name', 'annotation-not-a-file', 'annotation-not-a-variable',
    'annotation-request-over-limit', 'annotation-needs-another', 'annotation-would-be-ignored', 'annotation-overridden',
    'capture-with-both-modes', 'capture-of-ignored-workload',
  ],
  what: 'Each annotation of Speedscale on a workload is one that it documents, has a value that it takes, and comes to something beside the others.',
  why: 'The operator does not complain of what it does not know: the workload is captured otherwise than meant, or not at all. It rejects a workload that asks for goproxy and for eBPF.',
  cannotSee: 'Annotations that Speedscale documents after the table\'s day (docs/annotations.md): an unknown name is a warning. Also those that a chart\'s globalAnnotations add.',
  find: ({ inventory }) => inventory.entries.filter(({ object }) => workloadKind(object) !== undefined).flatMap(({ object, placeOf }) =>
    checkSpeedscaleAnnotations(object.metadata.annotations ?? {}, (name) => placeOf(['metadata', 'annotations', name]))),
};
