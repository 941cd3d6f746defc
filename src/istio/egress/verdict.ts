import { ObjectReference } from '../../kubernetes/object';

/** The protocol decides what `host` is: the SNI of TLS, the Host header of HTTP, nothing of TCP. */
export type CallProtocol = 'TLS' | 'HTTP' | 'TCP';

/** One connection that a pod opens. */
export interface Call {
  readonly namespace: string;
  /** The labels of the pod. */
  readonly labels: Readonly<Record<string, string>>;
  readonly host: string;
  readonly port: number;
  readonly protocol: CallProtocol;
  /** Whether the pod's proxy answers DNS with addresses that istiod assigns. @default - as MeshConfig and ProxyConfigs set it */
  readonly capturesDns?: boolean;
  /** The destination's address. @default - what the host leads to, as far as the objects tell */
  readonly address?: string;
  /** Whether that address is known to be the host's, as DNS gives it. @default false */
  readonly addressIsOfHost?: boolean;
}

/** A range of addresses, or one address, and the object that has it. */
export interface NamedRange {
  /** As the object writes it: `10.0.0.0/8`. */
  readonly range: string;
  readonly object: ObjectReference;
}

/**
 * `allowed`: a service or a route takes the call. `allowed-by-passthrough`: nobody registered it, and the policy is ALLOW_ANY.
 * `blocked`: it goes nowhere. `unknown`: the objects do not tell. `not-enforced`: no sidecar of Istio holds the pod.
 */
export type Outcome = 'allowed' | 'allowed-by-passthrough' | 'blocked' | 'unknown' | 'not-enforced';

/** Why a verdict is `unknown`; docs/egress.md explains each. */
export const UNKNOWN_REASONS = [
  'release-not-modelled', 'namespace-not-in-sight', 'order', 'address', 'endpoints', 'envoy-filter', 'gateway-api-route', 'continues-at-gateway', 'route-conditions', 'redirect',
  'fault-injection', 'tls-origination', 'not-modelled',
  'proxy-setting-invalid', 'template-not-known', 'interface-not-known', 'container-not-known', 'redirection-changed', 'interception-by-address',
] as const;
export type UnknownReason = typeof UNKNOWN_REASONS[number];

/** Why a call is `blocked`. */
export type BlockedReason = 'registry-only' | 'unknown-host' | 'missing-cluster' | 'no-route' | 'answered-by-proxy' | 'protocol-mismatch';

/** Why no sidecar of Istio holds a call; docs/egress.md explains each. */
export const NOT_ENFORCED_REASONS = [
  'ambient', 'host-network', 'system-namespace', 'injection-disabled', 'not-injected',
  'interception-off', 'template-without-redirection', 'interface-excluded', 'proxy-user', 'port-excluded', 'addresses-excluded',
] as const;
export type NotEnforcedReason = typeof NOT_ENFORCED_REASONS[number];

/** Why it is not known whether a pod's proxy holds a call. */
export type EnforcementDoubt = Extract<UnknownReason,
  'proxy-setting-invalid' | 'template-not-known' | 'interface-not-known' | 'container-not-known' | 'redirection-changed' | 'interception-by-address'>;

/** Whether a pod's proxy holds a call of the pod. */
export type Enforcement =
  | { readonly outcome: 'held' }
  | { readonly outcome: 'not-enforced'; readonly reason: NotEnforcedReason }
  | {
    readonly outcome: 'unknown';
    readonly reason: EnforcementDoubt;
    /** The setting that decides. */
    readonly detail: string;
  };

/** An object that could have decided, and why it did not. */
export interface PassedOver {
  readonly object: ObjectReference;
  readonly because:
    | 'selector-does-not-match' | 'has-no-selector' | 'comes-later' | 'order-unknown' | 'namespace-has-its-own'
    | 'not-exported' | 'not-imported' | 'other-namespace-wins' | 'port-not-served';
}

/** What led to a verdict, in the order in which Istio decides. */
export type Step =
  | { readonly step: 'sidecar'; readonly chosen?: ObjectReference; readonly passedOver: readonly PassedOver[] }
  | { readonly step: 'policy'; readonly mode: string; readonly from: 'mesh' | 'sidecar' }
  | { readonly step: 'service'; readonly host: string; readonly won: readonly ObjectReference[]; readonly lost: readonly PassedOver[] }
  | { readonly step: 'listener'; readonly name: string }
  | { readonly step: 'chain'; readonly match: string; readonly from?: ObjectReference }
  | { readonly step: 'virtual-host'; readonly name: string; readonly from?: ObjectReference }
  | { readonly step: 'cluster'; readonly name: string; readonly exists: boolean; readonly tls?: string; readonly rule?: ObjectReference };

/** What registers the host at which a call ends. */
export interface CallEnd {
  /** The host of the cluster. */
  readonly host: string;
  readonly object: ObjectReference;
  /** Whether the proxy goes on to the address that the caller meant; else to endpoints of the object's, or to what its host resolves to. */
  readonly keepsAddress: boolean;
  /** Whether the object itself says where its host is: by endpoints, or by the pods that it selects. */
  readonly hasEndpoints: boolean;
}

/** What Istio's egress rules do with a call. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly reason?: UnknownReason | BlockedReason | NotEnforcedReason;
  /** Where the call can end, as Envoy names it: `outbound|443||host`, `PassthroughCluster`, `BlackHoleCluster`. */
  readonly clusters: readonly string[];
  /** What it ends at, or can end at; empty where nothing registers that. */
  readonly ends: readonly CallEnd[];
  /** Where the endpoints are that take the call and its copies, as far as objects say it, in words: what tells one destination from another. */
  readonly destinations: readonly string[];
  /** Whether the age of objects decides which of several ends it is. */
  readonly endsByAge: boolean;
  /** Where `reason` is `address`: the ranges in which the call ends otherwise than outside of them. */
  readonly ranges?: readonly NamedRange[];
  /** Of a call that is unknown for their order: the objects of which nothing tells which is older. */
  readonly contested: readonly ObjectReference[];
  /** The status that the proxy answers by itself. */
  readonly directResponse?: number;
  /** The gateway's service that a route leads to. */
  readonly gateway?: ObjectReference;
  readonly steps: readonly Step[];
  /** Policies in sight that select either end; nothing of them is decided here. */
  readonly notDecided: readonly ObjectReference[];
}
