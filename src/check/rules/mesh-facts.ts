import { concernsSpeedscale } from '../../mesh/speedscale-namespaces';
import { Rule } from '../rule';

export const meshFactsAgree: Rule = {
  ids: ['settings-contradict-manifests', 'stated-label-not-in-manifest', 'manifests-contradict-each-other', 'mesh-config-unreadable'],
  what: 'What the manifests say of the mesh agrees with itself and with the settings, where anything is decided from it.',
  why: 'What is decided from a fact that is wrong is wrong.',
  cannotSee: 'What is only in the cluster.',
  find: (sight) => concernsSpeedscale(sight) ? sight.findings : [],
};
