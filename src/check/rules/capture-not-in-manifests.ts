import { listed } from '../../calls/words';
import { objectTitle } from '../../kubernetes/object';
import { finding } from '../../message/catalogue';
import { Rule } from '../rule';

export const captureNotInManifests: Rule = {
  ids: ['capture-not-in-manifests'],
  what: 'The manifests have the capture annotations that the settings ask for.',
  why: 'Without them Speedscale captures nothing. Everything else is decided as if they were there, so that what would be blocked shows before they are.',
  cannotSee: 'Annotations that are added on the way to the cluster, by Helm or by a patch that is not read here.',
  find: ({ captures }) => {
    const lacking = captures.filter((capture) => capture.lacking.length > 0);
    if (lacking.length === 0) return [];
    const [{ entry: { place }, lacking: [annotation] }] = lacking;
    const workloads = listed(lacking.map(({ entry }) => objectTitle(entry.object)));
    return [finding('capture-not-in-manifests', { count: lacking.length, workloads, annotation }, lacking.length === 1 ? place : {})];
  },
};
