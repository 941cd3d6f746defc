import { inServiceEntry } from '../../istio/objects/paths';
import { finding } from '../../message/catalogue';
import { Rule } from '../rule';
import { writtenServiceEntries } from '../written';

const BY_NAME = ['DNS', 'DNS_ROUND_ROBIN'];

export const serviceEntryResolution: Rule = {
  ids: ['resolution-with-wildcard'],
  what: 'A ServiceEntry with a wildcard and without endpoints is not resolved by DNS.',
  why: 'There is no one name to look up: Istio\'s webhook refuses the entry.',
  cannotSee: 'Nothing.',
  istioctl: ['IST0106'],
  find: (sight) => writtenServiceEntries(sight)
    .filter(({ resolution, endpoints }) => BY_NAME.includes(resolution) && endpoints.length === 0)
    .flatMap(({ hosts, resolution, placeOf }) => hosts.flatMap((host, index) => (
      host.startsWith('*') ? [finding('resolution-with-wildcard', { host, resolution }, placeOf(inServiceEntry('hosts', index)))] : []))),
};
