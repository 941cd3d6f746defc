import { missingContext } from '../../mesh/facts/missing-context';
import { concernsSpeedscale, namespacesWithSpeedscale } from '../../mesh/speedscale-namespaces';
import { Rule } from '../rule';

export const contextMissing: Rule = {
  ids: ['context-missing'],
  what: 'The manifests or the settings show what the decision about egress depends on.',
  why: 'What is not in sight is unknown, and what depends on it stays undecided.',
  cannotSee: 'Nothing.',
  find: (sight) => concernsSpeedscale(sight)
    ? missingContext({ ...sight.mesh, namespaces: namespacesWithSpeedscale(sight) }, sight.inventory, sight.labels) : [],
};
