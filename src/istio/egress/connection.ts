import { Target } from './addresses';
import { matchChain } from './chain-match';
import { Chain, ChainEnd } from './chains';
import { Choices } from './choices';
import { Ending } from './ending';
import { listenerAt } from './listener';
import { objectReference } from './reference';
import { Scope } from './scope';
import { Call, Step } from './verdict';
import { matchVirtualHost, VirtualHost, virtualHosts } from './virtual-hosts';
import { ANY_ADDRESS } from '../address';

/** Where a connection can end, and what it passes on its way. */
export interface Connected {
  readonly endings: readonly Ending[];
  readonly listener: string;
  readonly chain?: Chain | 'default';
  readonly virtualHost?: Pick<VirtualHost, 'name'> & Partial<Pick<VirtualHost, 'from'>>;
}

/** The cluster of the dynamic forward proxy, for plain HTTP to unknown hosts under ALLOW_ANY_DYNAMIC_DNS. */
const DYNAMIC = 'AllowAnyDynamicDNSCluster';

/** Follows a connection through listener, chain and virtual host. */
export function connect(scope: Scope, call: Call, { address, binds }: Target, choices: Choices): Connected {
  const sni = call.protocol === 'TLS' ? call.host : '';
  const listener = listenerAt(scope, call.labels, binds, call.port, sni, choices)
    ?? listenerAt(scope, call.labels, [ANY_ADDRESS], call.port, sni, choices);
  if (listener === undefined) return { endings: [unregistered(scope, call)], listener: 'virtualOutbound' };
  const { name } = listener;
  const chain = matchChain(listener.chains, { address, sni, protocol: call.protocol });
  if (chain === 'several') return { endings: [{ kind: 'not-modelled' }], listener: name };
  if (chain === 'default') return { endings: [unregisteredConnection(scope)], listener: name, chain };
  const { end } = chain;
  if ('clusters' in end) return { endings: [{ kind: 'clusters', clusters: end.clusters, routed: end.routed }], listener: name, chain };
  if (call.protocol !== 'HTTP') return { endings: [{ kind: 'protocol-mismatch' }], listener: name, chain };
  const { endings, virtualHost } = request(scope, call, end, choices);
  return { endings, listener: name, chain, virtualHost };
}

/** Follows a request to a virtual host. */
function request(scope: Scope, call: Call, end: Extract<ChainEnd, { routes: string }>, choices: Choices): Pick<Connected, 'endings' | 'virtualHost'> {
  const header = end.routes === 'of-service' ? end.service.host : withoutPort(call.host);
  const hosts = virtualHosts(scope, call.labels, call.port, header, choices);
  if (hosts === undefined) return { endings: [{ kind: 'not-modelled' }] };
  const found = end.routes === 'of-service' ? hosts.find(({ domains }) => domains.includes(header)) : matchVirtualHost(hosts, header);
  if (found !== undefined) return { endings: found.endings, virtualHost: found };
  if (end.routes === 'of-service') return { endings: [{ kind: 'no-route' }] };
  return scope.policy.mode === 'REGISTRY_ONLY'
    ? { endings: [{ kind: 'unknown-host' }], virtualHost: { name: 'block_all' } }
    : { endings: [unregistered(scope, call)], virtualHost: { name: 'allow_any' } };
}

/** The steps of a verdict that tell the way. */
export function connectionSteps({ listener, chain, virtualHost }: Connected): readonly Step[] {
  return [
    { step: 'listener', name: listener },
    ...chain === undefined ? [] : [chainStep(chain)],
    ...virtualHost === undefined ? [] : [{ step: 'virtual-host', name: virtualHost.name, from: virtualHost.from && objectReference(virtualHost.from) } as const],
  ];
}

function chainStep(chain: Chain | 'default'): Step {
  return chain === 'default' ? { step: 'chain', match: chain } : { step: 'chain', match: matchText(chain), from: objectReference(chain.from) };
}

function unregistered(scope: Scope, call: Call): Ending {
  const dynamic = scope.policy.mode === 'ALLOW_ANY_DYNAMIC_DNS' && call.protocol === 'HTTP';
  return dynamic ? { kind: 'unregistered', cluster: DYNAMIC } : unregisteredConnection(scope);
}

function unregisteredConnection({ policy: { mode, egressProxy } }: Scope): Ending {
  if (mode === 'REGISTRY_ONLY') return { kind: 'unregistered', cluster: 'BlackHoleCluster' };
  return egressProxy === undefined
    ? { kind: 'unregistered', cluster: 'PassthroughCluster' }
    : { kind: 'clusters', clusters: [egressProxy], routed: true };
}

function matchText({ sni, ranges, plaintextHttp }: Chain): string {
  return [...sni, ...ranges, ...plaintextHttp ? ['plain HTTP'] : []].join(', ') || 'everything';
}

/** Envoy does not look at the port of a Host header; an IPv6 address in brackets keeps its colons. */
export function withoutPort(header: string): string {
  const match = /^(?:\[([^\]]+)\]|([^:]+)):\d*$/.exec(header);
  return match === null ? header : match[1] ?? match[2];
}
