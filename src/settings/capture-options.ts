// Generated from src/speedscale/annotations.ts by `npm run generate`; never edited.

/** How goproxy captures. */
export enum GoproxyCaptureMode {
  /** By a proxy in the pod. */
  PROXY = 'proxy',
}

/** How the host name of an address is found. */
export enum GoproxyHostResolution {
  /** From the DNS answers that goproxy sees. */
  SMART = 'smart',
  /** By a reverse lookup (PTR). */
  STANDARD = 'standard',
  /** Not at all. */
  NONE = 'none',
}

/** How traffic comes to goproxy. */
export enum GoproxyProxyType {
  /** Traffic is redirected to goproxy, and the application knows nothing of it. */
  TRANSPARENT = 'transparent',
  /** Inbound traffic is sent to goproxy, which hands it to the application. */
  REVERSE = 'reverse',
  /** The application itself sends outbound traffic to goproxy (HTTP_PROXY and the like). */
  FORWARD = 'forward',
  /** Reverse and forward; the operator makes an Istio Sidecar for the workload. */
  DUAL = 'dual',
}

/** The protocol that goproxy speaks. */
export enum GoproxyProxyProtocol {
  /** TCP; only with `proxyType: reverse`. */
  TCP = 'tcp',
  /** An HTTP proxy. */
  HTTP = 'http',
  /** A SOCKS proxy. */
  SOCKS = 'socks',
  /** TCP inbound, an HTTP proxy outbound; only with `proxyType: dual`. */
  TCP_HTTP = 'tcp:http',
  /** TCP inbound, a SOCKS proxy outbound; only with `proxyType: dual`. */
  TCP_SOCKS = 'tcp:socks',
}

/** How goproxy captures a workload. Each option is an annotation of Speedscale's; what is left out, the operator decides. */
export interface GoproxyOptions {
  /**
   * Puts Speedscale's init container before the workload's own.
   * Annotation: `sidecar.speedscale.com/insert-init-first`
   * @default false
   */
  readonly insertInitFirst?: boolean;
  /**
   * How goproxy captures.
   * Annotation: `sidecar.speedscale.com/capture-mode`
   * @default GoproxyCaptureMode.PROXY
   */
  readonly captureMode?: GoproxyCaptureMode;
  /**
   * Captures what comes from the pod's node too, such as probes.
   * Ignored without `proxyType: transparent`.
   * Annotation: `sidecar.speedscale.com/capture-node-traffic`
   * @default false
   */
  readonly captureNodeTraffic?: boolean;
  /**
   * How the host name of an address is found.
   * Annotation: `sidecar.speedscale.com/host-resolution`
   * @default GoproxyHostResolution.SMART
   */
  readonly hostResolution?: GoproxyHostResolution;
  /**
   * The port on which goproxy shows its metrics.
   * Annotation: `sidecar.speedscale.com/prometheus-port`
   * @default - not set
   */
  readonly prometheusPort?: number;
  /**
   * Lets the operator put Prometheus' scrape annotations on the pod.
   * Annotation: `sidecar.speedscale.com/prometheus-enable-scrape-annotations`
   * @default - not set
   */
  readonly prometheusEnableScrapeAnnotations?: boolean;
  /**
   * How traffic comes to goproxy.
   * Annotation: `sidecar.speedscale.com/proxy-type`
   * @default GoproxyProxyType.TRANSPARENT
   */
  readonly proxyType?: GoproxyProxyType;
  /**
   * The protocol that goproxy speaks.
   * Ignored without `proxyType: reverse` or `forward` or `dual`.
   * Annotation: `sidecar.speedscale.com/proxy-protocol`
   * @default GoproxyProxyProtocol.HTTP
   */
  readonly proxyProtocol?: GoproxyProxyProtocol;
  /**
   * The host to which goproxy hands inbound traffic.
   * Ignored without `proxyType: reverse` or `dual`.
   * Annotation: `sidecar.speedscale.com/proxy-host`
   * @default "localhost"
   */
  readonly proxyHost?: string;
  /**
   * The port to which goproxy hands inbound traffic.
   * Ignored without `proxyType: reverse` or `dual`.
   * Annotation: `sidecar.speedscale.com/proxy-port`
   * @default 80
   */
  readonly proxyPort?: number;
  /**
   * The port on which goproxy takes inbound traffic.
   * Ignored without `proxyType: transparent` or `reverse` or `dual`.
   * Annotation: `sidecar.speedscale.com/proxy-in-port`
   * @default 4143
   */
  readonly proxyInPort?: number;
  /**
   * The port on which goproxy takes outbound traffic.
   * Ignored without `proxyType: transparent` or `forward` or `dual`.
   * Annotation: `sidecar.speedscale.com/proxy-out-port`
   * @default 4140
   */
  readonly proxyOutPort?: number;
  /**
   * Intercepts outbound TLS.
   * Annotation: `sidecar.speedscale.com/tls-out`
   * @default false
   */
  readonly tlsOut?: boolean;
  /**
   * Sets JAVA_TOOL_OPTIONS for a JVM, with the operator's own value.
   * Ignored without `tlsOut: true`.
   * Ignored where `tlsJavaToolOptionsValue` is set.
   * Annotation: `sidecar.speedscale.com/tls-java-tool-options`
   * @default false
   */
  readonly tlsJavaToolOptions?: boolean;
  /**
   * The value of JAVA_TOOL_OPTIONS, where the operator's own does not fit; wins over the option without Value.
   * Ignored without `tlsOut: true`.
   * Annotation: `sidecar.speedscale.com/tls-java-tool-options-value`
   * @default - not set
   */
  readonly tlsJavaToolOptionsValue?: string;
  /**
   * The TLS secret for inbound interception; setting it turns that on.
   * Annotation: `sidecar.speedscale.com/tls-in-secret`
   * @default - not set
   */
  readonly tlsInSecret?: string;
  /**
   * The private key for inbound interception.
   * The name of a file in the secret, or a full path where no secret is named.
   * Annotation: `sidecar.speedscale.com/tls-in-private`
   * @default "tls.key"
   */
  readonly tlsInPrivate?: string;
  /**
   * The certificate for inbound interception.
   * The name of a file in the secret, or a full path where no secret is named.
   * Annotation: `sidecar.speedscale.com/tls-in-public`
   * @default "tls.crt"
   */
  readonly tlsInPublic?: string;
  /**
   * The TLS secret with the client certificate for outbound mutual TLS.
   * Annotation: `sidecar.speedscale.com/tls-mutual-secret`
   * @default - not set
   */
  readonly tlsMutualSecret?: string;
  /**
   * The private key for outbound mutual TLS.
   * The name of a file in the secret, or a full path where no secret is named.
   * Annotation: `sidecar.speedscale.com/tls-mutual-private`
   * @default "tls.key"
   */
  readonly tlsMutualPrivate?: string;
  /**
   * The certificate for outbound mutual TLS.
   * The name of a file in the secret, or a full path where no secret is named.
   * Annotation: `sidecar.speedscale.com/tls-mutual-public`
   * @default "tls.crt"
   */
  readonly tlsMutualPublic?: string;
  /**
   * Callers that are not captured, by address.
   * IPv4 addresses or CIDR blocks, or "*" alone for all.
   * Ignored without `proxyType: transparent`.
   * Annotation: `sidecar.speedscale.com/ignore-src-ips`
   * @default - none
   */
  readonly ignoreSrcIps?: string[];
  /**
   * Callers that are not captured, by name; a name is looked up once, when the iptables rule is added.
   * DNS names without wildcards.
   * Ignored without `proxyType: transparent`.
   * Annotation: `sidecar.speedscale.com/ignore-src-hosts`
   * @default - none
   */
  readonly ignoreSrcHosts?: string[];
  /**
   * Ports of the workload that are not captured.
   * Ignored without `proxyType: transparent`.
   * Annotation: `sidecar.speedscale.com/ignore-inbound-ports`
   * @default - none
   */
  readonly ignoreInboundPorts?: number[];
  /**
   * Destinations that are not captured, by address.
   * IPv4 addresses or CIDR blocks, or "*" alone for all.
   * Ignored without `proxyType: transparent`.
   * Annotation: `sidecar.speedscale.com/ignore-dst-ips`
   * @default - none
   */
  readonly ignoreDstIps?: string[];
  /**
   * Destinations that are not captured, by name; a name is looked up once, when the iptables rule is added.
   * DNS names without wildcards.
   * Ignored without `proxyType: transparent`.
   * Annotation: `sidecar.speedscale.com/ignore-dst-hosts`
   * @default - none
   */
  readonly ignoreDstHosts?: string[];
  /**
   * Ports of destinations that are not captured.
   * Ignored without `proxyType: transparent`.
   * Annotation: `sidecar.speedscale.com/ignore-outbound-ports`
   * @default - none
   */
  readonly ignoreOutboundPorts?: number[];
  /**
   * Leaves out traffic inside the pod, and what is port-forwarded to it.
   * Ignored without `proxyType: transparent`.
   * Annotation: `sidecar.speedscale.com/ignore-loopback`
   * @default false
   */
  readonly ignoreLoopback?: boolean;
  /**
   * Follows loopback traffic, as capturing what is port-forwarded needs.
   * Ignored without `proxyType: transparent`.
   * Annotation: `sidecar.speedscale.com/track-loopback`
   * @default false
   */
  readonly trackLoopback?: boolean;
  /**
   * CPU limit of goproxy.
   * A Kubernetes quantity.
   * Speedscale recommends "2".
   * Annotation: `sidecar.speedscale.com/cpu-limit`
   * @default - not set
   */
  readonly cpuLimit?: string;
  /**
   * CPU request of goproxy.
   * A Kubernetes quantity.
   * At most `cpuLimit`.
   * Speedscale recommends "10m".
   * Annotation: `sidecar.speedscale.com/cpu-request`
   * @default "10m"
   */
  readonly cpuRequest?: string;
  /**
   * Memory limit of goproxy.
   * A Kubernetes quantity.
   * Speedscale recommends "1Gi".
   * Annotation: `sidecar.speedscale.com/memory-limit`
   * @default - not set
   */
  readonly memoryLimit?: string;
  /**
   * Memory request of goproxy.
   * A Kubernetes quantity.
   * At most `memoryLimit`.
   * Speedscale recommends "32Mi".
   * Annotation: `sidecar.speedscale.com/memory-request`
   * @default "32Mi"
   */
  readonly memoryRequest?: string;
  /**
   * Ephemeral-storage limit of goproxy; GKE Autopilot admits no container without one.
   * A Kubernetes quantity.
   * Annotation: `sidecar.speedscale.com/ephemeral-storage-limit`
   * @default - not set
   */
  readonly ephemeralStorageLimit?: string;
  /**
   * Ephemeral-storage request of goproxy; GKE Autopilot wants it equal to the limit.
   * A Kubernetes quantity.
   * At most `ephemeralStorageLimit`.
   * Annotation: `sidecar.speedscale.com/ephemeral-storage-request`
   * @default - not set
   */
  readonly ephemeralStorageRequest?: string;
  /**
   * Captures the workload's calls to the Kubernetes API.
   * Needs `tlsOut: true`.
   * Annotation: `sidecar.speedscale.com/kube-api-support`
   * @default false
   */
  readonly kubeApiSupport?: boolean;
  /**
   * Must be true on every goproxy workload where Istio runs with its CNI agent.
   * Annotation: `sidecar.speedscale.com/istio-cni`
   * @default - true where the mesh's `istio.cni` is true
   */
  readonly istioCni?: boolean;
  /**
   * Environment variables for the workload's own containers, not for goproxy.
   * Lines of the form NAME=value.
   * Annotation: `sidecar.speedscale.com/extra-container-env-vars`
   * @default - none
   */
  readonly extraContainerEnvVars?: string[];
  /**
   * Mounts Speedscale's CA where programs commonly look for trusted ones.
   * Annotation: `sidecar.speedscale.com/mount-known-ca`
   * @default false
   */
  readonly mountKnownCa?: boolean;
  /**
   * Records packets and verbose logs; the workload restarts.
   * Annotation: `sidecar.speedscale.com/diagnostics`
   * @default false
   */
  readonly diagnostics?: boolean;
}

/** How a workload is captured by eBPF. Each option is an annotation of Speedscale's; what is left out, the operator decides. */
export interface EbpfOptions {
  /**
   * Ports that are not captured.
   * Annotation: `capture.speedscale.com/ignore-ports`
   * @default - none
   */
  readonly ignorePorts?: number[];
  /**
   * Captures a JVM's TLS traffic by an agent in the pod template, so the workload rolls.
   * Annotation: `capture.speedscale.com/java-agent`
   * @default - not set
   */
  readonly javaAgent?: boolean;
}
