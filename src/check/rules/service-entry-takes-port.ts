import { objectTitle } from '../../kubernetes/object';
import { ServiceEntryInSight } from '../../mesh/sight';
import { finding } from '../../message/catalogue';
import { Rule } from '../rule';

/** Speedscale's hosts are called there, and so is most of the internet. */
const PORT = 443;
const BY_NAME = ['DNS', 'DNS_ROUND_ROBIN'];

export const serviceEntryTakesPort: Rule = {
  ids: ['service-entry-opens-port', 'service-entry-hijacks-port'],
  what: `A ServiceEntry without addresses says TLS, HTTPS or HTTP of port ${PORT}, not TCP and not nothing.`,
  why: 'The port\'s name does not count. Without addresses, TCP has nothing to tell hosts apart by, so the entry takes every call on the port that no other host takes by SNI (istio/istio pilot/pkg/networking/core/listener.go).',
  cannotSee: 'Addresses that Istio assigns by itself from 1.25 on to entries that are resolved.',
  istioctl: ['IST0134'],
  find: ({ serviceEntries }) => serviceEntries.flatMap((entry) => entry.ports.flatMap(({ number, protocol }, index) => {
    if (number !== PORT || !['TCP', ''].includes(protocol) || entry.addresses.length > 0) return [];
    const place = entry.placeOf(['spec', 'ports', index]);
    const facts = { entry: objectTitle(entry.object), port: PORT, protocol };
    if (entry.resolution === 'NONE') return [finding('service-entry-opens-port', facts, place)];
    return hijacks(entry) ? [finding('service-entry-hijacks-port', { ...facts, resolution: entry.resolution, host: entry.hosts[0] }, place)] : [];
  })),
};

function hijacks({ resolution, hosts }: ServiceEntryInSight): boolean {
  return BY_NAME.includes(resolution) && hosts.length > 0;
}
