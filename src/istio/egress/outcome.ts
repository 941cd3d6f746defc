import { BlockedReason, Outcome, UnknownReason } from './verdict';

/** Where a call ends, as Istio's simulator tells it too. */
export interface End {
  /** The clusters that it is divided among; empty where the proxy answers by itself. */
  readonly clusters: readonly { readonly name: string; readonly exists: boolean }[];
  /** The status that the proxy answers by itself. */
  readonly response?: number;
  /** Why there is nowhere to end. */
  readonly error?: 'no-route' | 'protocol-mismatch';
}

/** The clusters that take what nobody registered, by what they mean. */
const UNREGISTERED: Readonly<Record<string, Outcome>> = {
  BlackHoleCluster: 'blocked', PassthroughCluster: 'allowed-by-passthrough', AllowAnyDynamicDNSCluster: 'allowed-by-passthrough',
};

/** The virtual host `block_all` answers so. */
export const UNKNOWN_HOST_STATUS = 502;

export interface Decided {
  readonly outcome: Outcome;
  readonly reason?: BlockedReason | UnknownReason;
}

/** What an end means for the call. A redirect makes a new call elsewhere, of which nothing is known here. */
export function outcomeOf({ clusters, response, error }: End): Decided {
  if (error !== undefined) return { outcome: 'blocked', reason: error };
  if (response !== undefined) {
    if (response >= 300 && response < 400) return { outcome: 'unknown', reason: 'redirect' };
    return { outcome: 'blocked', reason: response === UNKNOWN_HOST_STATUS ? 'unknown-host' : 'answered-by-proxy' };
  }
  const [first] = clusters;
  if (clusters.length === 0) return { outcome: 'blocked', reason: 'no-route' };
  const unregistered = Object.hasOwn(UNREGISTERED, first.name) ? UNREGISTERED[first.name] : undefined;
  if (unregistered === 'blocked') return { outcome: 'blocked', reason: 'registry-only' };
  if (unregistered !== undefined) return { outcome: unregistered };
  if (clusters.every(({ exists }) => exists)) return { outcome: 'allowed' };
  return clusters.some(({ exists }) => exists) ? { outcome: 'unknown', reason: 'route-conditions' } : { outcome: 'blocked', reason: 'missing-cluster' };
}
