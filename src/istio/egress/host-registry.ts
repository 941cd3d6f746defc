import { Choices } from './choices';
import { nameFormsOf } from './domains';
import { ImportListener } from './imports';
import { isAddress } from '../address';
import { isSubset, isWildcard, overlaps } from '../host-match';
import { portOf, Service } from '../service';

/** What istiod takes for the port of an egress listener that is an HTTP proxy: calls to every port come to it. */
export const EVERY_PORT = 0;

/** The hosts of services whose virtual host may take the header. */
export function hostsFor(listener: ImportListener, port: number, header: string): readonly string[] {
  const { services } = listener.mesh;
  const forms = nameFormsOf(header, listener.namespace);
  const known = forms.filter((host) => services.byHost.has(host));
  const wildcards = services.wildcards.filter((host) => forms.some((form) => isSubset(form, host)));
  const onPort = listener.onPort(port);
  const byAddress = isAddress(header) ? onPort.services(({ address }) => address.kind === 'single' && address.address === header) : [];
  const byAlias = onPort.aliased().filter(({ aliases }) => aliases.some((alias) => forms.includes(alias)));
  return [...known, ...wildcards, ...[...byAddress, ...byAlias].map(({ host }) => host)];
}

/** The services on the port, by host; on `EVERY_PORT` with all their ports. */
export function registryOf(listener: ImportListener, port: number, hosts: readonly string[], choices: Choices): ReadonlyMap<string, Service> {
  const wildcards = hosts.filter(isWildcard);
  const all = listener.onPort(port === EVERY_PORT ? listener.port!.number : port);
  const matching = wildcards.length === 0 ? [] : all.services(({ host }) => wildcards.some((other) => overlaps(host, other)));
  const registry = new Map<string, Service>();
  for (const host of new Set([...hosts, ...matching.map((service) => service.host)])) {
    const service = registered(listener, port, host, choices);
    if (service !== undefined) registry.set(service.host, service);
  }
  return registry;
}

/** The service of a host on the port; of several the last one counts. */
export function registered(listener: ImportListener, port: number, host: string, choices: Choices): Service | undefined {
  if (port === EVERY_PORT) return listener.ofHost(host, choices).at(-1);
  const service = listener.ofHost(host, choices).filter((each) => portOf(each, port) !== undefined).at(-1);
  return service && { ...service, host: host.toLowerCase(), ports: [portOf(service, port)!] };
}
