import { exportTo } from './export-to';
import { serviceEntryHosts } from './service-entry-hosts';
import { serviceEntryResolution } from './service-entry-resolution';
import { serviceEntryTooManyHosts } from './service-entry-too-many-hosts';
import { sidecarHosts } from './sidecar-hosts';
import { objectTitle } from '../../kubernetes/object';
import { finding } from '../../message/catalogue';
import { isError } from '../../message/message';
import { Rule } from '../rule';

/** Rules about refusals whose repair they know. */
const SPECIFIC: readonly Rule[] = [serviceEntryHosts, serviceEntryTooManyHosts, serviceEntryResolution, exportTo, sidecarHosts];

export const istioRefusesObject: Rule = {
  ids: ['istio-refuses-object'],
  what: 'Istio takes each ServiceEntry, Sidecar, VirtualService and DestinationRule.',
  why: 'The API server or Istio\'s webhook refuses the object, so a sync fails, or an older version stays in the cluster. Nothing is concluded from it here.',
  cannotSee: 'Objects that another webhook or policy refuses, and what kustomize makes of the files of a kustomization.',
  istioctl: ['IST0106'],
  find: (sight) => {
    if (sight.refused.length === 0) return [];
    const named = new Set(SPECIFIC.flatMap(({ find }) => find(sight)).filter(isError).map(({ place }) => `${place.file} ${place.object}`));
    const judged = sight.refused.filter(({ entry: { place }, refusal }) => (
      !refusal.isUnfinished && !named.has(`${place.file} ${place.object}`) && !sight.kustomized.has(place.file ?? '')));
    return judged.map(({ entry: { object, placeOf }, refusal }) => (
      finding('istio-refuses-object', { object: objectTitle(object), because: refusal.because }, placeOf(refusal.path))));
  },
};
