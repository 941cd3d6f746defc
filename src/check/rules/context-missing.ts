import { notShown } from '../../calls/possible-meshes';
import { concernsSpeedscale } from '../../mesh/speedscale-namespaces';
import { finding } from '../../message/catalogue';
import { Rule } from '../rule';

export const contextMissing: Rule = {
  ids: ['context-missing'],
  what: 'The manifests or the settings show what the decision about egress depends on.',
  why: 'What is not in sight is unknown, and what depends on it stays undecided.',
  cannotSee: 'Nothing.',
  find: (sight) => {
    const missing = concernsSpeedscale(sight) ? notShown(sight) : undefined;
    return missing === undefined ? [] : [finding('context-missing', { ...missing })];
  },
};
