import { checkGateways, checkHost, checkLabels, checkPort, checkRange } from './checks';
import { Fields } from './fields';
import { StringMap } from '../../kubernetes/value';
import { isAddress } from '../address';
import { isSubset } from '../host-match';
import { isLabel } from '../host-name';

/** The gateway that stands for all sidecars. */
export const MESH = 'mesh';
const MATCHERS = ['exact', 'prefix', 'regex'] as const;

/** What a match asks of the proxy, which istiod decides when it writes the configuration. */
export interface StaticMatch {
  readonly port: number;
  readonly sourceLabels: StringMap;
  readonly sourceNamespace: string;
  readonly gateways: readonly string[];
}

export interface StringMatch {
  readonly type: typeof MATCHERS[number];
  readonly text: string;
}

/** What a match asks of the request, by field: `uri`, `method`, `headers.x-user`. */
export type RequestMatch = ReadonlyMap<string, StringMatch>;

export interface HttpMatch extends StaticMatch {
  readonly request: RequestMatch;
}

export interface TcpMatch extends StaticMatch {
  readonly subnets: readonly string[];
}

export interface TlsMatch extends TcpMatch {
  readonly sniHosts: readonly string[];
}

/** Whether a match's gateways leave it to sidecars. */
export function isForSidecars({ gateways }: Pick<StaticMatch, 'gateways'>): boolean {
  return gateways.length === 0 || gateways.includes(MESH);
}

function readStatic(fields: Fields): StaticMatch {
  const port = fields.number('port');
  if (port !== 0) checkPort(fields, port);
  const gateways = fields.texts('gateways');
  checkGateways(fields, gateways);
  const sourceLabels = fields.textMap('sourceLabels');
  checkLabels(fields, sourceLabels);
  return { port, gateways, sourceLabels, sourceNamespace: fields.text('sourceNamespace') };
}

/** A match of a TCP route. */
export function readTcpMatch(fields: Fields): TcpMatch {
  const subnets = fields.texts('destinationSubnets');
  subnets.forEach((subnet) => checkRange(fields, subnet));
  return { ...readStatic(fields), subnets };
}

/** A match of a TLS route, whose SNIs lie within the hosts of the VirtualService. */
export function readTlsMatch(fields: Fields, hosts: readonly string[]): TlsMatch {
  const sniHosts = fields.texts('sniHosts');
  if (sniHosts.length === 0) fields.problem('it has no sniHosts');
  for (const sni of sniHosts.filter((host) => !isAddress(host))) {
    checkHost(fields, sni);
    if (!hosts.some((host) => isSubset(sni, host))) fields.problem(`"${sni}" is none of the hosts`);
  }
  return { ...readTcpMatch(fields), sniHosts };
}

/** A match of an HTTP route. */
export function readHttpMatch(fields: Fields): HttpMatch {
  const request = new Map<string, StringMatch>();
  const read = (parent: Fields, key: string, name: string) => {
    const match = parent.child(key, readStringMatch);
    if (match !== undefined) request.set(name, match);
  };
  for (const key of ['uri', 'scheme', 'method', 'authority']) read(fields, key, key);
  for (const group of ['headers', 'withoutHeaders', 'queryParams']) {
    fields.child(group, (members) => fields.keys(group).forEach((key) => read(members, key, `${group}.${key}`)));
  }
  const found = readStatic(fields);
  // Of TLS and TCP routes, nobody checks it.
  if (found.sourceNamespace !== '' && !isLabel(found.sourceNamespace)) fields.problem(`sourceNamespace "${found.sourceNamespace}" is no namespace`);
  return { ...found, request };
}

function readStringMatch(fields: Fields): StringMatch {
  const type = MATCHERS.find((matcher) => fields.has(matcher)) ?? 'exact';
  return { type, text: fields.text(type) };
}
