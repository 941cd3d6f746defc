import { checkExportTo, checkFqdn, checkHost, checkPort, checkPortName, checkProtocol, checkRange, checkSelector } from './checks';
import { EntryEndpoint, readEndpoint } from './entry-endpoint';
import { Fields } from './fields';
import { Config, Read, readSpec } from './object';
import { KubernetesObject } from '../../kubernetes/object';
import { StringMap } from '../../kubernetes/value';
import { isAddress } from '../address';
import { isWildcard } from '../host-match';
import { listenerKind, parseProtocol, Protocol } from '../protocol';
import { Switches } from '../switches';

const RESOLUTIONS = ['NONE', 'STATIC', 'DNS', 'DNS_ROUND_ROBIN', 'DYNAMIC_DNS'] as const;
const LOCATIONS = ['MESH_EXTERNAL', 'MESH_INTERNAL'] as const;
/** What a sidecar can forward to a name that it finds only in the call (the validation of DYNAMIC_DNS). */
const DYNAMIC_PROTOCOLS: readonly Protocol[] = ['http', 'tls', 'grpc', 'http2'];
/** What a waypoint can, before sidecars could; at first HTTP alone. */
const WAYPOINT_PROTOCOLS: readonly Protocol[] = ['http', 'tls'];
const FIRST_PROTOCOLS: readonly Protocol[] = ['http'];

export interface ServiceEntryPort {
  readonly number: number;
  readonly name: string;
  readonly protocol: Protocol;
}

export interface ServiceEntry extends Config {
  readonly hosts: readonly string[];
  readonly addresses: readonly string[];
  readonly ports: readonly ServiceEntryPort[];
  readonly resolution: typeof RESOLUTIONS[number];
  readonly external: boolean;
  readonly exportTo: readonly string[];
  /** `undefined` where there is no workloadSelector; an empty one selects all. */
  readonly selector: StringMap | undefined;
  readonly endpoints: readonly EntryEndpoint[];
}

/** A ServiceEntry, as the CRD and istiod's webhook let it pass (istio/istio pkg/config/validation/validation.go, ValidateServiceEntry). */
export function readServiceEntry(object: KubernetesObject, switches: Switches): Read<ServiceEntry> {
  return readSpec(object, (spec, config) => {
    const ports = spec.each('ports', readPort);
    const resolution = spec.oneOf('resolution', RESOLUTIONS.filter((name) => name !== 'DYNAMIC_DNS' || switches.dynamicDnsKnown));
    const entry: ServiceEntry = {
      ...config,
      hosts: spec.texts('hosts'),
      addresses: spec.texts('addresses'),
      ports,
      resolution,
      external: spec.oneOf('location', LOCATIONS) === 'MESH_EXTERNAL',
      exportTo: spec.texts('exportTo'),
      selector: spec.child('workloadSelector', (fields) => {
        const labels = fields.textMap('labels');
        checkSelector(fields, labels);
        return labels;
      }),
      endpoints: spec.each('endpoints', (fields) => readEndpoint(fields, { ports, resolution })),
    };
    checkEntry(spec, entry);
    if (entry.resolution === 'DYNAMIC_DNS') checkDynamic(spec, entry, switches);
    return entry;
  });
}

function readPort(fields: Fields): ServiceEntryPort {
  const [number, name, protocol] = [fields.number('number'), fields.text('name'), fields.text('protocol')];
  checkPort(fields, number);
  checkPortName(fields, name);
  checkProtocol(fields, protocol);
  if (fields.has('targetPort')) checkPort(fields, fields.number('targetPort'));
  return { number, name, protocol: parseProtocol(protocol) };
}

function checkEntry(spec: Fields, entry: ServiceEntry): void {
  const { hosts, addresses, ports, resolution, exportTo, selector, namespace } = entry;
  const endpoints = entry.endpoints.length;
  const dns = resolution === 'DNS' || resolution === 'DNS_ROUND_ROBIN';
  if (hosts.length < 1 || hosts.length > 256) spec.problem(`${hosts.length} hosts, where 1 to 256 may be`);
  if (addresses.length > 256 || ports.length > 256 || endpoints > 4096) spec.problem('a list is too long');
  if (hosts.includes('*')) spec.problem('host "*" is every host');
  hosts.forEach((host) => checkHost(spec, host));
  addresses.forEach((address) => checkRange(spec, address));
  checkExportTo(spec, exportTo, namespace, true);
  if (selector !== undefined && spec.has('endpoints')) spec.problem('it has both workloadSelector and endpoints');
  if (new Set(ports.map(({ number }) => number)).size < ports.length) spec.problem('two ports have one number');
  if (new Set(ports.map(({ name }) => name)).size < ports.length) spec.problem('two ports have one name');
  if (addresses.some((address) => address.includes('/')) && resolution !== 'NONE' && resolution !== 'STATIC') {
    spec.problem(`resolution ${resolution} takes no ranges of addresses`);
  }
  if (resolution === 'NONE' && spec.has('endpoints')) spec.problem('resolution NONE takes no endpoints');
  if (resolution === 'DNS_ROUND_ROBIN' && endpoints > 1) spec.problem('resolution DNS_ROUND_ROBIN takes one endpoint at most');
  if (dns && endpoints === 0) hosts.forEach((host) => checkFqdn(spec, host));
  const undivided = ports.some(({ protocol }) => listenerKind(protocol) !== 'http' && protocol !== 'tls' && protocol !== 'https');
  if (resolution !== 'NONE' && hosts.length > 1 && undivided) spec.problem('several hosts share a port that is neither HTTP nor TLS');
}

function checkDynamic(spec: Fields, { hosts, addresses, ports, endpoints, external }: ServiceEntry, { dynamicDns, dynamicDnsTls }: Switches): void {
  if (!hosts.every(isWildcard)) spec.problem('resolution DYNAMIC_DNS takes wildcards alone');
  if (addresses.length + endpoints.length > 0) spec.problem('resolution DYNAMIC_DNS takes neither addresses nor endpoints');
  const protocols = dynamicDns ? DYNAMIC_PROTOCOLS : dynamicDnsTls ? WAYPOINT_PROTOCOLS : FIRST_PROTOCOLS;
  if (!ports.every(({ protocol }) => protocols.includes(protocol))) spec.problem(`resolution DYNAMIC_DNS takes ${protocols.join(', ')} alone`);
  if (!external && !dynamicDns) spec.problem('resolution DYNAMIC_DNS takes location MESH_EXTERNAL alone');
}

/** Whether an address of the entry is one, and no range; a range of one counts as its address. */
export function plainAddress(text: string): string | undefined {
  const [address, length] = text.split('/');
  if (!isAddress(address)) return undefined;
  return length === undefined || length === (address.includes(':') ? '128' : '32') ? address : undefined;
}
