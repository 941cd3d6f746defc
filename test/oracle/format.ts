import { KubernetesObject } from '../../src/kubernetes/object';

/** The protocol decides what `host` is: the SNI of TLS, the Host header of HTTP, nothing of TCP. */
export interface Call {
  readonly proxy: string;
  readonly host: string;
  readonly port: number;
  readonly protocol: 'TLS' | 'HTTP' | 'TCP';
  readonly address: string;
  /** The address is what DNS gives for the host: the model is not told it, and finds it by itself. The oracle does not read this. */
  readonly resolved?: true;
  /** The model is told that the address is the host's. The oracle does not read this. */
  readonly ofHost?: true;
}

export interface Proxy {
  readonly id: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The pod's annotations. The oracle does not read them: `metadata` says what the proxy makes of them. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** What the proxy tells istiod about itself, by the names of Istio's NodeMetadata: `DNS_CAPTURE`, `INTERCEPTION_MODE`. @default {} */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** A line of the oracle's input (README.md). */
export interface Request {
  readonly id: string;
  readonly meshConfig: Readonly<Record<string, unknown>>;
  readonly objects: readonly KubernetesObject[];
  readonly proxies: readonly Proxy[];
  readonly calls: readonly Call[];
  readonly validate?: boolean;
  readonly revision?: string;
  readonly dump?: boolean;
  /** The model is given the objects as a repository has them (repository.ts), Istio as the cluster does. The oracle does not read this. */
  readonly repository?: boolean;
}

export interface CallAnswer {
  readonly listener: string;
  readonly filterChain: string;
  readonly virtualHost: string;
  readonly route: string;
  readonly cluster: string;
  readonly clusterExists: boolean;
  readonly clusterType: string;
  readonly tlsMode: string;
  readonly clusters?: readonly string[];
  /** Those of `clusters` that the proxy does not have. */
  readonly missing?: readonly string[];
  readonly directResponse?: number;
  /** Where a redirect sends the caller. */
  readonly location?: string;
  /** Where the call ends that a redirect to the same host asks for. */
  readonly followed?: CallAnswer;
  /** A redirect asks for a call that led to it. */
  readonly round?: true;
  readonly error: string | null;
}

/** A line of the oracle's output. All lists are null where `fatal` is set. */
export interface Answer {
  readonly id: string;
  readonly istio: string;
  readonly fatal?: string;
  readonly rejected: readonly { readonly object: string; readonly by: 'decode' | 'crd' | 'webhook'; readonly error: string }[];
  readonly warnings: readonly { readonly object: string; readonly warning: string }[];
  readonly filtered: readonly { readonly object: string; readonly by: 'discoverySelectors' | 'revision' | 'kind' }[];
  readonly proxies: readonly {
    readonly id: string;
    readonly sidecar: string | null;
    readonly outboundTrafficPolicy: string;
    readonly services: readonly string[];
  }[];
  readonly calls: readonly CallAnswer[];
}
