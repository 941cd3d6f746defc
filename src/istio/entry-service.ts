import { plainAddress, ServiceEntry } from './config/service-entry';
import { NO_ADDRESS, Resolution, Service, ServiceAddress, singleAddress } from './service';
import { Switches } from './switches';
import { ServiceAudience } from './visibility';

const RESOLUTIONS: Readonly<Record<ServiceEntry['resolution'], Resolution>> = {
  NONE: 'passthrough', STATIC: 'endpoints', DNS: 'dns', DNS_ROUND_ROBIN: 'dns-round-robin', DYNAMIC_DNS: 'dynamic-dns',
};

function readAddress(text: string): ServiceAddress {
  const address = plainAddress(text);
  return address === undefined ? { kind: 'range', range: text } : singleAddress(address);
}

/** The hosts of a ServiceEntry, each at each of its addresses (istio/istio pilot/pkg/serviceregistry/serviceentry/conversion.go). */
export function entryServices(entry: ServiceEntry, audienceOf: ServiceAudience, { unorderedAddresses }: Pick<Switches, 'unorderedAddresses'>): readonly Service[] {
  const addresses = entry.addresses.length === 0 ? [NO_ADDRESS] : entry.addresses.map(readAddress);
  const { namespace, created, object, ports, external, exportTo, selector, endpoints } = entry;
  const audience = audienceOf({ namespace, exportTo, kubernetes: false });
  return entry.hosts.flatMap((host) => addresses.map((address): Service => ({
    name: host,
    namespace,
    created,
    origin: object,
    ...(unorderedAddresses && addresses.length > 1 && { part: {} }),
    host,
    kubernetes: false,
    address,
    ports,
    resolution: RESOLUTIONS[entry.resolution],
    external,
    exportTo,
    audience,
    labels: object.metadata.labels ?? {},
    selector,
    aliases: [],
    endpoints: endpoints.length === 0 && selector === undefined && entry.resolution.startsWith('DNS') ? [{ address: host, labels: {} }] : endpoints,
  })));
}
