import { takesAnyHost } from '../../istio/egress/any-host';
import { inServiceEntry } from '../../istio/objects/paths';
import { NEWEST_RELEASE } from '../../istio/release';
import { objectTitle } from '../../kubernetes/object';
import { finding } from '../../message/catalogue';
import { inSentence } from '../../message/text';
import { Rule } from '../rule';

/** Speedscale's hosts are called there, and so is most of the internet. */
const PORT = 443;

export const serviceEntryTakesPort: Rule = {
  ids: ['service-entry-opens-port', 'service-entry-hijacks-port'],
  what: `No ServiceEntry takes calls to every host on port ${PORT}.`,
  why: 'The port\'s name does not count. Where its protocol is not TLS, HTTPS or HTTP, nothing tells hosts apart but addresses: without them, and with a range that begins at 0.0.0.0, the entry takes every call on the port that no other host takes by SNI (istio/istio pilot/pkg/networking/core/listener.go).',
  cannotSee: 'Addresses that Istio assigns by itself from 1.25 on to entries that are resolved.',
  istioctl: ['IST0134'],
  find: ({ serviceEntries, mesh }) => serviceEntries.flatMap((entry) => {
    const index = entry.ports.findIndex(({ number }) => number === PORT);
    if (index === -1 || !takesAnyHost(entry.object, PORT, mesh.istio.version ?? NEWEST_RELEASE)) return [];
    const protocol = entry.ports[index].protocol.toUpperCase();
    const place = entry.placeOf(inServiceEntry('ports', index));
    const facts = { entry: objectTitle(entry.object), port: PORT, protocol, addresses: inSentence(entry.addresses) };
    return entry.resolution === 'NONE'
      ? [finding('service-entry-opens-port', facts, place)]
      : [finding('service-entry-hijacks-port', { ...facts, resolution: entry.resolution, host: entry.hosts[0] }, place)];
  }),
};
