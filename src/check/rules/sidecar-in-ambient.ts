import { objectTitle } from '../../kubernetes/object';
import { finding } from '../../message/catalogue';
import { isAmbientNamespace } from '../ambient-namespace';
import { Rule } from '../rule';

export const sidecarInAmbient: Rule = {
  ids: ['sidecar-in-ambient'],
  what: 'A namespace in ambient mode has no Sidecar.',
  why: 'ztunnel does not read Sidecars: whoever wrote it believes that it restricts something.',
  cannotSee: 'Labels of single pods, which may take them into ambient mode or out of it.',
  istioctl: ['IST0167'],
  find: ({ sidecars, labels }) => sidecars.filter(({ namespace }) => isAmbientNamespace(labels.get(namespace)))
    .map(({ object, namespace, place }) => finding('sidecar-in-ambient', { sidecar: objectTitle(object), namespace }, place)),
};
