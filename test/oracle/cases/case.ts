import { KubernetesObject } from '../../../src/kubernetes/object';
import { Answer, Call, CallAnswer, Proxy, Request } from '../format';

/** What has held since each release named, the oldest first. */
class Since<T> {
  constructor(readonly releases: readonly (readonly [release: string, is: T])[]) {}
}

export function since<T>(...releases: readonly (readonly [release: string, is: T])[]): Since<T> {
  return new Since(releases);
}

/** One trap: a mesh, calls, and where each call ends. The title states the rule; `outcome` gives the form of `ends`. */
export interface HandmadeCase {
  readonly id: string;
  readonly title: string;
  readonly mesh?: Readonly<Record<string, unknown>>;
  readonly objects: readonly KubernetesObject[];
  /** @default one proxy "web" in namespace "shop" with the label app=web */
  readonly proxies?: readonly Proxy[];
  readonly calls: readonly { readonly call: Call; readonly ends: string | Since<string> }[];
  /** The Sidecar of the first proxy. @default not stated */
  readonly sidecar?: string | null;
  /** The oracles that were asked. @default - every one of which answers are kept */
  readonly asked?: readonly string[];
  /** The objects that admission rejects. @default none */
  readonly rejected?: readonly string[] | Since<readonly string[]>;
}

export const registryOnly = { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } };
export const blackHole = 'BlackHoleCluster';
export const passthrough = 'PassthroughCluster';
const web: Proxy = { id: 'web', namespace: 'shop', labels: { app: 'web' } };
/** An address of nobody in the mesh (RFC 5737). */
const outside = '203.0.113.10';

export function proxy(namespace: string, labels: Record<string, string> = { app: 'web' }): Proxy {
  return { id: namespace, namespace, labels };
}

export function toRequest({ id, mesh, objects, proxies, calls }: HandmadeCase): Request {
  return { id, meshConfig: mesh ?? registryOnly, objects, proxies: proxies ?? [web], calls: calls.map(({ call }) => call) };
}

export function tls(host: string, at: Partial<Call> = {}): Call {
  return { proxy: 'web', host, port: 443, protocol: 'TLS', address: outside, ...at };
}

export function http(host: string, at: Partial<Call> = {}): Call {
  return { proxy: 'web', host, port: 80, protocol: 'HTTP', address: outside, ...at };
}

export function tcp(address: string, port: number, at: Partial<Call> = {}): Call {
  return { proxy: 'web', host: '', port, protocol: 'TCP', address, ...at };
}

/**
 * Where a call ends: a cluster with its TLS mode if a rule set one, "missing" and its name, or the answer of the proxy itself; of a
 * redirect where to, and how that ends.
 */
export function outcome(answer: CallAnswer): string {
  if (answer.error !== null) return `error: ${answer.error}`;
  if (answer.location !== undefined) {
    const then = answer.round === true ? 'round' : answer.followed === undefined ? 'elsewhere' : outcome(answer.followed);
    return `redirect ${answer.directResponse} to ${answer.location}, ${then}`;
  }
  if (answer.directResponse !== undefined) return `response ${answer.directResponse}`;
  const name = answer.clusters?.join(' + ') ?? answer.cluster;
  if (!answer.clusterExists) return `missing ${name}`;
  return ['', 'auto-mtls'].includes(answer.tlsMode) ? name : `${name} ${answer.tlsMode}`;
}

/** What the answer says otherwise than the case; empty where they agree. */
export function differences(handmade: HandmadeCase, answer: Answer): string[] {
  if (answer.fatal !== undefined) return [`fatal: ${answer.fatal}`];
  const found = handmade.calls.flatMap(({ call, ends }, position) => {
    const [stated, given] = [inRelease(ends, answer.istio), outcome(answer.calls[position])];
    return given === stated ? [] : [`${call.protocol} ${call.host || call.address}:${call.port} by ${call.proxy}: stated ${stated}, Istio ${given}`];
  });
  const [first] = answer.proxies;
  if (handmade.sidecar !== undefined && handmade.sidecar !== first.sidecar) {
    found.push(`Sidecar of ${first.id}: stated ${handmade.sidecar}, Istio ${first.sidecar}`);
  }
  const rejected = [...new Set(answer.rejected.map(({ object }) => object))].sort().join(', ');
  const stated = [...inRelease(handmade.rejected ?? [], answer.istio)].sort().join(', ');
  return rejected === stated ? found : [...found, `rejected: stated [${stated}], Istio [${rejected}]`];
}

function inRelease<T>(stated: T | Since<T>, istio: string): T {
  if (!(stated instanceof Since)) return stated;
  const holds = stated.releases.filter(([release]) => isAtLeast(releaseOf(istio), releaseOf(release)));
  if (holds.length === 0) throw new Error(`nothing is stated for Istio ${istio}`);
  return holds[holds.length - 1][1];
}

/** What stands before a release ("1.31-dev", "1.31.0-rc.0") counts as that release. */
function releaseOf(istio: string): readonly number[] {
  const [, minor, patch] = /^1\.(\d+)(?:\.(\d+))?/.exec(istio)!;
  return [Number(minor), Number(patch ?? 0)];
}

function isAtLeast([minor, patch]: readonly number[], [otherMinor, otherPatch]: readonly number[]): boolean {
  return minor > otherMinor || (minor === otherMinor && patch >= otherPatch);
}
