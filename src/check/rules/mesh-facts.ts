import { Rule } from '../rule';

export const meshFactsAgree: Rule = {
  ids: ['settings-contradict-manifests', 'manifests-contradict-each-other', 'mesh-config-unreadable'],
  what: 'What the manifests say of the mesh agrees with itself and with the settings.',
  why: 'What is decided from a fact that is wrong is wrong.',
  cannotSee: 'What is only in the cluster.',
  find: ({ findings }) => findings,
};
