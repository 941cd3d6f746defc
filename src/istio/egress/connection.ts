import { Target } from './addresses';
import { matchChain } from './chain-match';
import { Chain } from './chains';
import { Choices } from './choices';
import { Ending } from './ending';
import { listenerAt } from './listener';
import { objectReference } from './reference';
import { Scope } from './scope';
import { Call, Step } from './verdict';
import { matchVirtualHost, virtualHosts } from './virtual-hosts';
import { ANY_ADDRESS } from '../address';

/** Where a connection can end, and how it got there. */
export interface Connected {
  readonly endings: readonly Ending[];
  readonly steps: readonly Step[];
}

/** The cluster of the dynamic forward proxy, for plain HTTP to unknown hosts under ALLOW_ANY_DYNAMIC_DNS. */
const DYNAMIC = 'AllowAnyDynamicDNSCluster';

/** Follows a connection through listener, chain and virtual host. */
export function connect(scope: Scope, call: Call, { address, binds }: Target, choices: Choices): Connected {
  const sni = call.protocol === 'TLS' ? call.host : '';
  const listener = listenerAt(scope, call.labels, binds, call.port, sni, choices)
    ?? listenerAt(scope, call.labels, [ANY_ADDRESS], call.port, sni, choices);
  if (listener === undefined) {
    return { endings: [unregistered(scope, call)], steps: [{ step: 'listener', name: 'virtualOutbound' }] };
  }
  const chain = matchChain(listener.chains, { address, sni, protocol: call.protocol });
  const steps: readonly Step[] = [{ step: 'listener', name: listener.name }];
  if (chain === 'several') return { endings: [{ kind: 'not-modelled' }], steps };
  if (chain === 'default') return { endings: [unregisteredConnection(scope)], steps: [...steps, { step: 'chain', match: 'default' }] };
  return follow(scope, call, chain, [...steps, { step: 'chain', match: matchText(chain), from: objectReference(chain.from) }], choices);
}

function follow(scope: Scope, call: Call, { end }: Chain, steps: readonly Step[], choices: Choices): Connected {
  if ('clusters' in end) return { endings: [{ kind: 'clusters', clusters: end.clusters, routed: end.routed }], steps };
  if (call.protocol !== 'HTTP') return { endings: [{ kind: 'protocol-mismatch' }], steps };
  const header = end.routes === 'of-service' ? end.service.host : withoutPort(call.host);
  const hosts = virtualHosts(scope, call.labels, call.port, header, choices);
  if (hosts === undefined) return { endings: [{ kind: 'not-modelled' }], steps };
  const found = end.routes === 'of-service' ? hosts.find(({ domains }) => domains.includes(header)) : matchVirtualHost(hosts, header);
  if (found !== undefined) {
    return { endings: found.endings, steps: [...steps, { step: 'virtual-host', name: found.name, from: objectReference(found.from) }] };
  }
  if (end.routes === 'of-service') return { endings: [{ kind: 'no-route' }], steps };
  const allows = scope.policy.mode !== 'REGISTRY_ONLY';
  return { endings: [allows ? unregistered(scope, call) : { kind: 'unknown-host' }], steps: [...steps, { step: 'virtual-host', name: allows ? 'allow_any' : 'block_all' }] };
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
function withoutPort(header: string): string {
  const match = /^(?:\[([^\]]+)\]|([^:]+)):\d*$/.exec(header);
  return match === null ? header : match[1] ?? match[2];
}
