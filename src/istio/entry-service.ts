import { ANY_ADDRESS } from './address';
import { plainAddress, ServiceEntry } from './config/service-entry';
import { Resolution, Service } from './service';
import { Switches } from './switches';
import { ServiceAudience } from './visibility';

const RESOLUTIONS: Readonly<Record<ServiceEntry['resolution'], Resolution>> = {
  NONE: 'passthrough', STATIC: 'endpoints', DNS: 'dns', DNS_ROUND_ROBIN: 'dns-round-robin', DYNAMIC_DNS: 'dynamic-dns',
};

/** The hosts of a ServiceEntry, each at each of its addresses (istio/istio pilot/pkg/serviceregistry/serviceentry/conversion.go). */
export function entryServices(entry: ServiceEntry, audienceOf: ServiceAudience, { unorderedAddresses }: Pick<Switches, 'unorderedAddresses'>): readonly Service[] {
  const addresses = entry.addresses.length === 0 ? [ANY_ADDRESS] : entry.addresses.map((address) => plainAddress(address) ?? address);
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
    addressIsAssumed: false,
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
