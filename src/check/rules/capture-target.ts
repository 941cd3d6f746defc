import { captureTargetProblem } from '../../mesh/capture-target';
import { TURNED_ON_BY } from '../../speedscale/annotations';
import { Rule } from '../rule';

export const captureTarget: Rule = {
  ids: ['capture-kind-not-watched', 'capture-of-bare-pod'],
  what: 'A workload that is captured is of a kind whose annotations Speedscale\'s operator reads.',
  why: 'The annotations of any other kind do nothing.',
  cannotSee: 'Custom kinds that make one of these workloads and hand their annotations on.',
  find: ({ captures }) => captures.flatMap(({ entry, modes: [mode] }) => {
    const problem = captureTargetProblem(entry.object);
    return problem === undefined ? [] : [{ ...problem, place: entry.placeOf(['metadata', 'annotations', TURNED_ON_BY[mode]]) }];
  }),
};
