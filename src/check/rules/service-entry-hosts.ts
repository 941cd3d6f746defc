import { inServiceEntry } from '../../istio/objects/paths';
import { checkHost } from '../../settings/check-hosts';
import { Rule } from '../rule';
import { writtenServiceEntries } from '../written';

export const serviceEntryHosts: Rule = {
  ids: ['host-not-a-name', 'host-is-every-host', 'host-partial-wildcard'],
  what: 'Each host of a ServiceEntry is one that Istio and Envoy take.',
  why: 'Istio\'s webhook refuses the entry. A wildcard that is only part of a label passes with a warning, and Envoy then refuses the listener of the port as a whole, with every other host on it.',
  cannotSee: 'Nothing.',
  istioctl: ['IST0106', 'IST0133'],
  find: (sight) => writtenServiceEntries(sight).flatMap(({ hosts, placeOf }) => hosts.flatMap((host, index) => checkHost(host, placeOf(inServiceEntry('hosts', index))))),
};
