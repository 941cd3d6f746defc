import { concernsSpeedscale } from '../../mesh/speedscale-namespaces';
import { finding } from '../../message/catalogue';
import { Rule } from '../rule';

export const speedscaleNotInSight: Rule = {
  ids: ['speedscale-not-in-sight'],
  what: 'The manifests or the settings say something of Speedscale.',
  why: 'Otherwise there is nothing of it to check, and no finding would mean nothing.',
  cannotSee: 'What is only in the cluster.',
  find: (sight) => concernsSpeedscale(sight) ? [] : [finding('speedscale-not-in-sight', {})],
};
