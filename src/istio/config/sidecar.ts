import { checkFqdn, checkPool, checkPort, checkPortName, checkProtocol, checkSelector, UNIX } from './checks';
import { checkSocket } from './entry-endpoint';
import { Fields } from './fields';
import { Config, Read, readSpec } from './object';
import { KubernetesObject } from '../../kubernetes/object';
import { StringMap } from '../../kubernetes/value';
import { isAddress } from '../address';
import { sidecarHostProblem } from '../host-name';
import { parseProtocol, Protocol } from '../protocol';
import { Switches } from '../switches';

export type PolicyMode = 'REGISTRY_ONLY' | 'ALLOW_ANY' | 'ALLOW_ANY_DYNAMIC_DNS';

/** The first name is what a policy without a mode means. */
const MODES: readonly PolicyMode[] = ['REGISTRY_ONLY', 'ALLOW_ANY'];
const LOCAL = /^(?:|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|\[::\]):([+-]?\d+)$/;

export interface OutboundTrafficPolicy {
  readonly mode: PolicyMode;
  /** The cluster that takes what nobody registered. */
  readonly egressProxy?: { readonly host: string; readonly port: number; readonly subset: string };
}

export interface EgressListener {
  readonly hosts: readonly string[];
  /** Number 0 is a Unix domain socket. */
  readonly port?: { readonly number: number; readonly protocol: Protocol };
  readonly bind: string;
  readonly captured: boolean;
}

export interface Sidecar extends Config {
  /** `undefined` where there is no workloadSelector; an empty one selects all. */
  readonly selector: StringMap | undefined;
  readonly egress: readonly EgressListener[];
  readonly policy?: OutboundTrafficPolicy;
  /** Whether the policy says which mode it has. */
  readonly statesMode: boolean;
}

/** A Sidecar, as the CRD and istiod's webhook let it pass (istio/istio pkg/config/validation/validation.go, ValidateSidecar). */
export function readSidecar(object: KubernetesObject, switches: Switches): Read<Sidecar> {
  return readSpec(object, (spec, config) => {
    const selector = spec.child('workloadSelector', (fields) => fields.textMap('labels'));
    if (selector !== undefined) checkSelector(spec, selector);
    const egress = spec.each('egress', (fields) => readEgress(fields, switches));
    const ingress = spec.each('ingress', readIngress);
    const policy = spec.child('outboundTrafficPolicy', readPolicy);
    checkPool(spec, 'inboundConnectionPool');
    checkUnique(spec, ingress);
    checkUnique(spec, egress.flatMap(({ port, bind }) => port === undefined ? [] : [port.number === 0 ? bind : port.number]));
    if (egress.slice(0, -1).some(({ port }) => port === undefined)) spec.problem('an egress listener without a port is not the last');
    if (egress.length + ingress.length === 0 && policy === undefined && !spec.has('inboundConnectionPool')) spec.problem('it is empty');
    const statesMode = spec.child('outboundTrafficPolicy', (fields) => fields.has('mode')) === true;
    return { ...config, selector, egress, policy, statesMode };
  });
}

function readEgress(fields: Fields, { exclusions }: Switches): EgressListener {
  const hosts = fields.texts('hosts');
  if (hosts.length === 0) fields.problem('it has no hosts');
  for (const host of hosts) {
    const excluded = exclusions && host.startsWith('~');
    const problem = sidecarHostProblem(excluded ? host.slice(1).replace(/^\//, '*/') : host);
    if (problem !== undefined) fields.problem(`host "${host}": ${problem}`);
  }
  const [bind, capture] = [fields.text('bind'), fields.oneOf('captureMode', ['DEFAULT', 'IPTABLES', 'NONE'])];
  const port = fields.child('port', readPort);
  if (port !== undefined) checkBind(fields, port.number, bind, capture);
  return { hosts, port, bind, captured: capture !== 'NONE' };
}

function readPort(fields: Fields) {
  const [name, protocol] = [fields.text('name'), fields.text('protocol')];
  if (name !== '') checkPortName(fields, name);
  checkProtocol(fields, protocol);
  if (fields.number('targetPort') !== 0) fields.problem('targetPort means nothing here');
  return { number: fields.number('number'), protocol: parseProtocol(protocol) };
}

function checkBind(fields: Fields, port: number, bind: string, capture: string): void {
  const unix = bind.startsWith(UNIX);
  if (port === 0) {
    if (unix) checkSocket(fields, bind);
    else fields.problem('port 0 needs a bind that begins with "unix://"');
    if (capture === 'IPTABLES') fields.problem('a Unix domain socket is not captured');
    return;
  }
  checkPort(fields, port);
  if (bind !== '' && !isAddress(bind)) fields.problem(`bind "${bind}" is no address`);
}

function readIngress(fields: Fields): number {
  if (!fields.has('port')) fields.problem('it has no port');
  const bind = fields.text('bind');
  if (bind !== '' && !isAddress(bind)) fields.problem(`bind "${bind}" is no address`);
  checkEnd(fields, fields.text('defaultEndpoint'));
  checkPool(fields, 'connectionPool');
  const port = fields.child('port', readPort);
  if (port !== undefined) checkPort(fields, port.number);
  return port?.number ?? 0;
}

/** Where the pod itself listens: on all its addresses, on its loopback address, or on a socket. */
function checkEnd(fields: Fields, endpoint: string): void {
  if (endpoint === '') return;
  if (endpoint.startsWith(UNIX)) {
    checkSocket(fields, endpoint);
    return;
  }
  const port = LOCAL.exec(endpoint)?.[1];
  if (port === undefined) fields.problem(`defaultEndpoint "${endpoint}" is no port of the pod`);
  else checkPort(fields, Number(port));
}


function readPolicy(fields: Fields): OutboundTrafficPolicy {
  const mode = fields.oneOf('mode', MODES);
  const egressProxy = fields.child('egressProxy', (proxy) => {
    if (mode !== 'ALLOW_ANY') proxy.problem('it stands with ALLOW_ANY alone');
    const [host, subset] = [proxy.text('host'), proxy.text('subset')];
    checkFqdn(proxy, host);
    if (!proxy.has('port')) proxy.problem('it has no port');
    const port = proxy.child('port', (fieldsOfPort) => fieldsOfPort.number('number')) ?? 0;
    checkPort(proxy, port);
    return { host, port, subset };
  });
  return { mode, egressProxy };
}

/** A listener is known by its port, or by its socket. */
function checkUnique(fields: Fields, ends: readonly (number | string)[]): void {
  if (new Set(ends).size < ends.length) fields.problem('two listeners have one port or socket');
}
