import { inServiceEntry } from '../../istio/objects/paths';
import { MOST_HOSTS } from '../../istio/objects/service-entry';
import { objectTitle } from '../../kubernetes/object';
import { finding } from '../../message/catalogue';
import { Rule } from '../rule';
import { writtenServiceEntries } from '../written';

export const serviceEntryTooManyHosts: Rule = {
  ids: ['service-entry-too-many-hosts'],
  what: `A ServiceEntry has ${MOST_HOSTS} hosts at most.`,
  why: 'The CRD of Istio says so, and the API server refuses the object.',
  cannotSee: 'Nothing.',
  find: (sight) => writtenServiceEntries(sight).filter(({ hosts }) => hosts.length > MOST_HOSTS).map(({ object, hosts, placeOf }) => (
    finding('service-entry-too-many-hosts', { entry: objectTitle(object), count: hosts.length, most: MOST_HOSTS }, placeOf(inServiceEntry('hosts'))))),
};
