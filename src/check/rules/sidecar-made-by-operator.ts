import { objectTitle } from '../../kubernetes/object';
import { finding } from '../../message/catalogue';
import { PROXY_TYPE } from '../../speedscale/annotations';
import { Rule } from '../rule';

export const sidecarMadeByOperator: Rule = {
  ids: ['sidecar-made-by-operator'],
  what: 'A workload in dual proxy mode gets a Sidecar that no repository holds.',
  why: 'Speedscale\'s operator makes it at run time; a Sidecar with a workloadSelector displaces the namespace\'s for the pods that it selects.',
  cannotSee: 'What that Sidecar allows: the operator\'s source is closed.',
  find: ({ captures }) => captures.filter(({ modes, annotations }) => modes.includes('goproxy') && annotations[PROXY_TYPE] === 'dual')
    .map(({ entry }) => finding('sidecar-made-by-operator', { workload: objectTitle(entry.object) }, entry.placeOf(['metadata', 'annotations', PROXY_TYPE]))),
};
