import { sampleOf } from '../../calls/calls';
import { Target } from '../../calls/target';
import { NOBODY } from '../../istio/egress/any-host';
import { CallProtocol } from '../../istio/egress/verdict';
import { Mesh } from '../../istio/mesh';
import { isTls, listenerKind } from '../../istio/protocol';
import { Port } from '../../istio/service';

const TLS_PORT = 443;
const HTTP_PORT = 80;

/**
 * Hosts that nobody names, then everything that the objects of the meshes name, on each port, and the hosts that Speedscale's pods
 * call, in the order of their titles.
 */
export function targetsOf(meshes: readonly Mesh[], speedscaleHosts: readonly string[]): readonly Target[] {
  const named = [
    ...speedscaleHosts.map((host) => target(host, TLS_PORT, 'TLS')),
    ...meshes.flatMap((mesh) => [...registered(mesh), ...routed(mesh)]),
  ];
  const each = [...new Map(named.map((one) => [`${one.title} ${one.protocol}`, one]))].sort(([a], [b]) => a < b ? -1 : 1);
  return [unnamed(TLS_PORT, 'TLS'), unnamed(HTTP_PORT, 'HTTP'), ...each.map(([, one]) => one)];
}

function unnamed(port: number, protocol: CallProtocol): Target {
  return { ...target(NOBODY, port, protocol), title: `any other host:${port}` };
}

function target(host: string, port: number, protocol: CallProtocol): Target {
  return { title: `${host}:${port}`, host, sample: sampleOf(host), port, protocol };
}

function registered({ services }: Mesh): readonly Target[] {
  return [...services.byHost].flatMap(([host, found]) => found.flatMap(({ ports }) => ports.flatMap((port) => {
    const protocol = spokenTo(port);
    return protocol === undefined ? [] : [target(host, port.number, protocol)];
  })));
}

/** How a client speaks to a port: a name of a protocol that says nothing of TLS does not keep port 443 from being called by it. */
function spokenTo({ number, protocol }: Port): CallProtocol | undefined {
  const kind = listenerKind(protocol);
  if (kind === 'none') return undefined;
  if (isTls(protocol) || (kind !== 'http' && number === TLS_PORT)) return 'TLS';
  return kind === 'tcp' ? 'TCP' : 'HTTP';
}

/** What only VirtualServices name. */
function routed({ virtualServices }: Mesh): readonly Target[] {
  return virtualServices.all.flatMap(({ hosts, http, tls, tcp }) => [
    ...(http.length === 0 ? [] : portsOf(http.flatMap(({ match }) => match), HTTP_PORT).flatMap((port) => hosts.map((host) => target(host, port, 'HTTP')))),
    ...tls.flatMap(({ match }) => match.flatMap(({ sniHosts, port }) => sniHosts.map((host) => target(host, port || TLS_PORT, 'TLS')))),
    ...tcp.flatMap(({ match }) => portsOf(match, 0).filter((port) => port !== 0).flatMap((port) => hosts.map((host) => target(host, port, 'TCP')))),
  ]);
}

function portsOf(matches: readonly { readonly port: number }[], otherwise: number): readonly number[] {
  return [...new Set([...matches.map(({ port }) => port || otherwise), ...(matches.length === 0 ? [otherwise] : [])])];
}
