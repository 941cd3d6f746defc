import { checkExportTo, checkGateways, checkHost, checkHostOrAddress, checkPort, checkSubsetName } from './checks';
import { Fields } from './fields';
import { Config, Read, readSpec } from './object';
import { HttpMatch, MESH, readHttpMatch, readTcpMatch, readTlsMatch, TcpMatch, TlsMatch } from './route-match';
import { KubernetesObject } from '../../kubernetes/object';
import { overlaps } from '../host-match';

export interface Destination {
  readonly host: string;
  readonly subset: string;
  /** `undefined` where the port is the service's, or the listener's. */
  readonly port: number | undefined;
}

/** Where a copy of each request goes. */
export interface Mirror extends Destination {
  /** How many of a hundred requests are copied. */
  readonly percent: number;
}

export interface Share {
  readonly destination: Destination;
  readonly weight: number;
}

/** What the proxy answers instead of passing a request on: to call elsewhere. */
export interface Redirect {
  readonly status: number;
  readonly scheme: string;
  readonly authority: string;
  /** The port that it names; 0 where it is the scheme's, or that of the request's host. */
  readonly port: number;
  readonly fromRequestPort: boolean;
}

export interface HttpRoute {
  readonly match: readonly HttpMatch[];
  readonly route: readonly Share[];
  readonly mirrors: readonly Mirror[];
  readonly redirect?: Redirect;
  readonly directResponse?: number;
  /** Whether a request may be aborted on purpose. */
  readonly aborts: boolean;
  readonly delegate?: { readonly name: string; readonly namespace: string };
}

export interface TcpRoute<M extends TcpMatch = TcpMatch> {
  readonly match: readonly M[];
  readonly route: readonly Share[];
}

export interface VirtualService extends Config {
  readonly hosts: readonly string[];
  readonly gateways: readonly string[];
  readonly exportTo: readonly string[];
  readonly http: readonly HttpRoute[];
  readonly tls: readonly TcpRoute<TlsMatch>[];
  readonly tcp: readonly TcpRoute[];
}

export function isMeshBound({ gateways }: Pick<VirtualService, 'gateways'>): boolean {
  return gateways.length === 0 || gateways.includes(MESH);
}

/** A VirtualService, as the CRD and istiod's webhook let it pass, for what is read of it (istio/istio ValidateVirtualService). */
export function readVirtualService(object: KubernetesObject): Read<VirtualService> {
  return readSpec(object, (spec, config) => {
    const hosts = spec.texts('hosts');
    const service: VirtualService = {
      ...config,
      hosts,
      gateways: spec.texts('gateways'),
      exportTo: spec.texts('exportTo'),
      http: spec.each('http', (fields) => readHttp(fields, hosts.length === 0)),
      tls: spec.each('tls', (fields) => ({ match: fields.each('match', (match) => readTlsMatch(match, hosts)), route: readShares(fields) })),
      tcp: spec.each('tcp', (fields) => ({ match: fields.each('match', readTcpMatch), route: readShares(fields) })),
    };
    checkService(spec, service);
    return service;
  });
}

function checkService(spec: Fields, service: VirtualService): void {
  const { hosts, gateways, exportTo, http, tls, tcp, namespace } = service;
  checkGateways(spec, gateways);
  checkExportTo(spec, exportTo, namespace, false);
  hosts.forEach((host) => checkHostOrAddress(spec, host));
  if (hosts.includes('*') && isMeshBound(service)) spec.problem('host "*" cannot be for the mesh');
  if (hosts.some((host, index) => hosts.slice(index + 1).some((other) => overlaps(host, other)))) spec.problem('two hosts overlap');
  if (http.length + tls.length + tcp.length === 0) spec.problem('it has no routes');
  if (hosts.length === 0 && gateways.length + tls.length + tcp.length > 0) spec.problem('without hosts, it can have HTTP routes alone');
  if (tls.some(({ match }) => match.length === 0)) spec.problem('a TLS route has no match');
  if ([...tls, ...tcp].some(({ route }) => route.length === 0)) spec.problem('a TLS or TCP route leads nowhere');
}

function readHttp(fields: Fields, isDelegate: boolean): HttpRoute {
  const mirror = fields.child('mirror', readDestination);
  const mirrors = fields.each('mirrors', (each): Mirror | undefined => {
    const destination = each.child('destination', readDestination);
    return destination && { ...destination, percent: percentOf(each, 'percentage') ?? ALL };
  });
  const route: HttpRoute = {
    match: fields.each('match', readHttpMatch),
    route: readShares(fields),
    mirrors: mirror === undefined ? mirrors.filter((each) => each !== undefined) : [{ ...mirror, percent: percentOf(fields, 'mirrorPercentage') ?? oldPercentOf(fields) ?? ALL }],
    redirect: fields.child('redirect', readRedirect),
    directResponse: fields.child('directResponse', readStatus),
    aborts: fields.child('fault', readFault) === true,
    delegate: fields.child('delegate', (delegate) => ({ name: delegate.text('name'), namespace: delegate.text('namespace') })),
  };
  const ends = [route.route.length > 0, route.redirect !== undefined, route.directResponse !== undefined].filter(Boolean).length;
  if (route.delegate !== undefined && !isDelegate) {
    if (route.route.length > 0 || fields.has('redirect')) fields.problem('a route with a delegate leads nowhere by itself');
  } else if (route.delegate !== undefined) {
    fields.problem('a delegate cannot delegate');
  } else if (ends !== 1) {
    fields.problem('it needs one of route, redirect and directResponse');
  } else if (route.route.length === 0 && (fields.has('fault') || fields.has('rewrite'))) {
    fields.problem('only a route can have a fault or a rewrite');
  }
  if (fields.has('mirror') && mirrors.length > 0) fields.problem('it has both mirror and mirrors');
  return route;
}

/** The percentage of requests where no field says one. */
const ALL = 100;

/** A Percent of Istio's, whose value may have a fraction. */
function percentOf(fields: Fields, key: string): number | undefined {
  return fields.child(key, (percentage) => percentage.decimal('value'));
}

/** The older field, which counts only without mirrorPercentage (istio/istio pilot/pkg/networking/core/route/route.go, MirrorPercent). */
function oldPercentOf(fields: Fields): number | undefined {
  const key = ['mirrorPercent', 'mirror_percent'].find((each) => fields.has(each));
  return key === undefined ? undefined : fields.number(key);
}

function readStatus(response: Fields): number {
  const status = response.number('status');
  if (status < 200 || status > 599) response.problem(`${status} is no status between 200 and 599`);
  return status;
}

function readFault(fault: Fields): boolean {
  if (!fault.has('abort') && !fault.has('delay')) fault.problem('it has neither abort nor delay');
  return fault.has('abort');
}

function readRedirect(fields: Fields): Redirect {
  const status = fields.number('redirectCode') || 301;
  const [scheme, authority, port] = [fields.text('scheme'), fields.text('authority'), fields.number('port')];
  const derived = fields.oneOf('derivePort', ['FROM_PROTOCOL_DEFAULT', 'FROM_REQUEST_PORT']);
  if (status < 300 || status > 399) fields.problem(`${status} is no code of a redirect`);
  if (port !== 0) checkPort(fields, port);
  if (fields.has('port') && fields.has('derivePort')) fields.problem('it both names a port and derives one');
  if (!['', 'http', 'https'].includes(scheme)) fields.problem(`its scheme is "${scheme}"`);
  const leads = fields.text('uri') + authority + scheme !== '' || fields.has('port') || fields.has('derivePort');
  if (!leads) fields.problem('it says nothing of where to');
  return { status, scheme, authority, port, fromRequestPort: derived === 'FROM_REQUEST_PORT' };
}

function readShares(fields: Fields): readonly Share[] {
  const shares = fields.each('route', (share) => {
    const destination = share.child('destination', readDestination);
    if (destination === undefined) share.problem('it has no destination');
    const weight = share.number('weight');
    if (weight < 0) share.problem('its weight is below 0');
    return { destination: destination ?? { host: '', subset: '', port: undefined }, weight };
  });
  if (shares.length > 1 && shares.every(({ weight }) => weight === 0)) fields.problem('all weights are 0');
  return shares;
}

function readDestination(fields: Fields): Destination {
  const host = fields.text('host');
  if (host === '*') fields.problem('host "*" is no destination');
  else checkHost(fields, host);
  const port = fields.child('port', (selector) => selector.number('number'));
  if (port !== undefined) checkPort(fields, port);
  const subset = fields.text('subset');
  if (subset !== '') checkSubsetName(fields, subset);
  return { host, subset, port };
}
