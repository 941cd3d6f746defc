/** What one value of an annotation is. All values are strings in Kubernetes. */
export type AnnotationType = 'boolean' | 'enum' | 'port' | 'quantity' | 'host' | 'address' | 'secret-name' | 'file' | 'variable' | 'text';

/** How Speedscale captures a workload: by goproxy in the pod, or by eBPF on the node. */
export type CaptureModeName = 'goproxy' | 'ebpf';

/**
 * Who sets an annotation: an option of a capture; the capture itself, by being one; a person, by hand; Speedscale's operator;
 * or nobody any more, since TrafficReplay took its place.
 */
export type AnnotationSetter = 'option' | 'capture' | 'hand' | 'operator' | 'replaced';

/** That another annotation has one of some values, whether set or by its default. */
export interface AnnotationCondition {
  readonly annotation: string;
  readonly isOneOf: readonly string[];
}

/** A value that an enum takes. */
export interface AnnotationValue {
  readonly value: string;
  readonly meaning: string;
  /** Without which the operator takes the value for a mistake. */
  readonly needs?: AnnotationCondition;
}

/** One annotation that Speedscale reads or writes. */
export interface SpeedscaleAnnotation {
  readonly name: string;
  readonly setBy: AnnotationSetter;
  /** The mode that it belongs to; absent where it concerns both. */
  readonly mode?: CaptureModeName;
  readonly type: AnnotationType;
  /** What stands between several values; absent where there is one. */
  readonly separator?: ',' | '\n';
  readonly values?: readonly AnnotationValue[];
  /** What holds where it is not set, as far as that is documented. */
  readonly default?: string;
  /** What holds where the option is left out, where that is not for the operator to say. */
  readonly decidedHere?: string;
  readonly recommended?: string;
  readonly meaning: string;
  /** Otherwise it is ignored. */
  readonly appliesWhen?: AnnotationCondition;
  /** Otherwise it cannot work. */
  readonly needs?: AnnotationCondition;
  /** Where that one is set, this one is ignored. */
  readonly overriddenBy?: string;
  /** The secret that holds the file; without it the file is a full path. */
  readonly fileOf?: string;
  /** The limit that a request may not exceed. */
  readonly limitedBy?: string;
}

const sidecar = (key: string) => `sidecar.speedscale.com/${key}`;

/** How traffic comes to goproxy. */
export const PROXY_TYPE = sidecar('proxy-type');

const proxyType = (...isOneOf: string[]): AnnotationCondition => ({ annotation: PROXY_TYPE, isOneOf });
const transparent = proxyType('transparent');
const tlsOut: AnnotationCondition = { annotation: sidecar('tls-out'), isOneOf: ['true'] };
const ebpfEnabled: AnnotationCondition = { annotation: 'capture.speedscale.com/enabled', isOneOf: ['true'] };

const goproxy = { setBy: 'option', mode: 'goproxy' } as const;
const ebpf = { setBy: 'option', mode: 'ebpf' } as const;
const replaced = { setBy: 'replaced', type: 'text', meaning: 'the old way to start a replay, by annotating the workload; TrafficReplay took its place' } as const;

/** The annotation that turns a mode on for a workload. */
export const TURNED_ON_BY: Readonly<Record<CaptureModeName, string>> = { goproxy: sidecar('inject'), ebpf: 'capture.speedscale.com/enabled' };

/** Which goproxy workloads need where Istio runs with its CNI agent. */
export const ISTIO_CNI = sidecar('istio-cni');

/** Which makes the operator skip a workload. */
export const OPERATOR_IGNORE = 'operator.speedscale.com/ignore';

/** Which belongs to eBPF capture, so that the operator rejects it together with goproxy too. */
export const JAVA_AGENT = 'capture.speedscale.com/java-agent';

/** The day of the documentation that the table follows. Speedscale adds annotations with nearly every chart. */
export const ANNOTATIONS_AS_OF = '2026-11-28';

/**
 * Every annotation that Speedscale's documentation shows, in the order of its reference; those for ephemeral storage are from its
 * page on GKE Autopilot. Options, schema, checks and docs/annotations.md follow from this table. That lists are written with
 * commas, and that their hosts may not be wildcards, is from the same pages.
 */
export const SPEEDSCALE_ANNOTATIONS: readonly SpeedscaleAnnotation[] = [
  { name: sidecar('inject'), setBy: 'capture', mode: 'goproxy', type: 'boolean', default: 'false', meaning: 'adds goproxy to the workload' },
  { name: sidecar('insert-init-first'), ...goproxy, type: 'boolean', default: 'false', meaning: 'puts Speedscale\'s init container before the workload\'s own' },
  {
    name: sidecar('capture-mode'),
    ...goproxy,
    type: 'enum',
    values: [{ value: 'proxy', meaning: 'by a proxy in the pod' }],
    default: 'proxy',
    meaning: 'how goproxy captures',
  },
  { name: sidecar('capture-node-traffic'), ...goproxy, type: 'boolean', default: 'false', appliesWhen: transparent, meaning: 'captures what comes from the pod\'s node too, such as probes' },
  {
    name: sidecar('host-resolution'),
    ...goproxy,
    type: 'enum',
    values: [
      { value: 'smart', meaning: 'from the DNS answers that goproxy sees' },
      { value: 'standard', meaning: 'by a reverse lookup (PTR)' },
      { value: 'none', meaning: 'not at all' },
    ],
    default: 'smart',
    meaning: 'how the host name of an address is found',
  },
  { name: sidecar('prometheus-port'), ...goproxy, type: 'port', meaning: 'the port on which goproxy shows its metrics' },
  { name: sidecar('prometheus-enable-scrape-annotations'), ...goproxy, type: 'boolean', meaning: 'lets the operator put Prometheus\' scrape annotations on the pod' },
  {
    name: PROXY_TYPE,
    ...goproxy,
    type: 'enum',
    values: [
      { value: 'transparent', meaning: 'traffic is redirected to goproxy, and the application knows nothing of it' },
      { value: 'reverse', meaning: 'inbound traffic is sent to goproxy, which hands it to the application' },
      { value: 'forward', meaning: 'the application itself sends outbound traffic to goproxy (HTTP_PROXY and the like)' },
      { value: 'dual', meaning: 'reverse and forward; the operator makes an Istio Sidecar for the workload' },
    ],
    default: 'transparent',
    meaning: 'how traffic comes to goproxy',
  },
  {
    name: sidecar('proxy-protocol'),
    ...goproxy,
    type: 'enum',
    values: [
      { value: 'tcp', meaning: 'TCP', needs: proxyType('reverse') },
      { value: 'http', meaning: 'an HTTP proxy' },
      { value: 'socks', meaning: 'a SOCKS proxy' },
      { value: 'tcp:http', meaning: 'TCP inbound, an HTTP proxy outbound', needs: proxyType('dual') },
      { value: 'tcp:socks', meaning: 'TCP inbound, a SOCKS proxy outbound', needs: proxyType('dual') },
    ],
    default: 'http',
    appliesWhen: proxyType('reverse', 'forward', 'dual'),
    meaning: 'the protocol that goproxy speaks',
  },
  { name: sidecar('proxy-host'), ...goproxy, type: 'host', default: 'localhost', appliesWhen: proxyType('reverse', 'dual'), meaning: 'the host to which goproxy hands inbound traffic' },
  { name: sidecar('proxy-port'), ...goproxy, type: 'port', default: '80', appliesWhen: proxyType('reverse', 'dual'), meaning: 'the port to which goproxy hands inbound traffic' },
  { name: sidecar('proxy-in-port'), ...goproxy, type: 'port', default: '4143', appliesWhen: proxyType('transparent', 'reverse', 'dual'), meaning: 'the port on which goproxy takes inbound traffic' },
  { name: sidecar('proxy-out-port'), ...goproxy, type: 'port', default: '4140', appliesWhen: proxyType('transparent', 'forward', 'dual'), meaning: 'the port on which goproxy takes outbound traffic' },
  { name: sidecar('tls-out'), ...goproxy, type: 'boolean', default: 'false', meaning: 'intercepts outbound TLS' },
  {
    name: sidecar('tls-java-tool-options'),
    ...goproxy,
    type: 'boolean',
    default: 'false',
    appliesWhen: tlsOut,
    overriddenBy: sidecar('tls-java-tool-options-value'),
    meaning: 'sets JAVA_TOOL_OPTIONS for a JVM, with the operator\'s own value',
  },
  { name: sidecar('tls-java-tool-options-value'), ...goproxy, type: 'text', appliesWhen: tlsOut, meaning: 'the value of JAVA_TOOL_OPTIONS, where the operator\'s own does not fit; wins over the option without Value' },
  { name: sidecar('tls-in-secret'), ...goproxy, type: 'secret-name', meaning: 'the TLS secret for inbound interception; setting it turns that on' },
  { name: sidecar('tls-in-private'), ...goproxy, type: 'file', default: 'tls.key', fileOf: sidecar('tls-in-secret'), meaning: 'the private key for inbound interception' },
  { name: sidecar('tls-in-public'), ...goproxy, type: 'file', default: 'tls.crt', fileOf: sidecar('tls-in-secret'), meaning: 'the certificate for inbound interception' },
  { name: sidecar('tls-mutual-secret'), ...goproxy, type: 'secret-name', meaning: 'the TLS secret with the client certificate for outbound mutual TLS' },
  { name: sidecar('tls-mutual-private'), ...goproxy, type: 'file', default: 'tls.key', fileOf: sidecar('tls-mutual-secret'), meaning: 'the private key for outbound mutual TLS' },
  { name: sidecar('tls-mutual-public'), ...goproxy, type: 'file', default: 'tls.crt', fileOf: sidecar('tls-mutual-secret'), meaning: 'the certificate for outbound mutual TLS' },
  { name: sidecar('ignore-src-ips'), ...goproxy, type: 'address', separator: ',', appliesWhen: transparent, meaning: 'callers that are not captured, by address' },
  { name: sidecar('ignore-src-hosts'), ...goproxy, type: 'host', separator: ',', appliesWhen: transparent, meaning: 'callers that are not captured, by name; a name is looked up once, when the iptables rule is added' },
  { name: sidecar('ignore-inbound-ports'), ...goproxy, type: 'port', separator: ',', appliesWhen: transparent, meaning: 'ports of the workload that are not captured' },
  { name: sidecar('ignore-dst-ips'), ...goproxy, type: 'address', separator: ',', appliesWhen: transparent, meaning: 'destinations that are not captured, by address' },
  { name: sidecar('ignore-dst-hosts'), ...goproxy, type: 'host', separator: ',', appliesWhen: transparent, meaning: 'destinations that are not captured, by name; a name is looked up once, when the iptables rule is added' },
  { name: sidecar('ignore-outbound-ports'), ...goproxy, type: 'port', separator: ',', appliesWhen: transparent, meaning: 'ports of destinations that are not captured' },
  { name: sidecar('ignore-loopback'), ...goproxy, type: 'boolean', default: 'false', appliesWhen: transparent, meaning: 'leaves out traffic inside the pod, and what is port-forwarded to it' },
  { name: sidecar('track-loopback'), ...goproxy, type: 'boolean', default: 'false', appliesWhen: transparent, meaning: 'follows loopback traffic, as capturing what is port-forwarded needs' },
  { name: sidecar('cpu-limit'), ...goproxy, type: 'quantity', recommended: '2', meaning: 'CPU limit of goproxy' },
  { name: sidecar('cpu-request'), ...goproxy, type: 'quantity', default: '10m', recommended: '10m', limitedBy: sidecar('cpu-limit'), meaning: 'CPU request of goproxy' },
  { name: sidecar('memory-limit'), ...goproxy, type: 'quantity', recommended: '1Gi', meaning: 'memory limit of goproxy' },
  { name: sidecar('memory-request'), ...goproxy, type: 'quantity', default: '32Mi', recommended: '32Mi', limitedBy: sidecar('memory-limit'), meaning: 'memory request of goproxy' },
  { name: sidecar('ephemeral-storage-limit'), ...goproxy, type: 'quantity', meaning: 'ephemeral-storage limit of goproxy; GKE Autopilot admits no container without one' },
  { name: sidecar('ephemeral-storage-request'), ...goproxy, type: 'quantity', limitedBy: sidecar('ephemeral-storage-limit'), meaning: 'ephemeral-storage request of goproxy; GKE Autopilot wants it equal to the limit' },
  { name: sidecar('kube-api-support'), ...goproxy, type: 'boolean', default: 'false', needs: tlsOut, meaning: 'captures the workload\'s calls to the Kubernetes API' },
  {
    name: ISTIO_CNI,
    ...goproxy,
    type: 'boolean',
    default: 'false',
    decidedHere: 'true where the mesh\'s `istio.cni` is true',
    meaning: 'must be true on every goproxy workload where Istio runs with its CNI agent',
  },
  { name: sidecar('extra-container-env-vars'), ...goproxy, type: 'variable', separator: '\n', meaning: 'environment variables for the workload\'s own containers, not for goproxy' },
  { name: sidecar('mount-known-ca'), ...goproxy, type: 'boolean', default: 'false', meaning: 'mounts Speedscale\'s CA where programs commonly look for trusted ones' },
  { name: sidecar('diagnostics'), ...goproxy, type: 'boolean', default: 'false', meaning: 'records packets and verbose logs; the workload restarts' },
  { name: 'capture.speedscale.com/enabled', setBy: 'capture', mode: 'ebpf', type: 'boolean', meaning: 'captures the workload by eBPF; the operator\'s chart must run with ebpf.enabled: true' },
  { name: 'capture.speedscale.com/ignore-ports', ...ebpf, type: 'port', separator: ',', appliesWhen: ebpfEnabled, meaning: 'ports that are not captured' },
  { name: JAVA_AGENT, ...ebpf, type: 'boolean', appliesWhen: ebpfEnabled, meaning: 'captures a JVM\'s TLS traffic by an agent in the pod template, so the workload rolls' },
  { name: OPERATOR_IGNORE, setBy: 'hand', type: 'boolean', default: 'false', meaning: 'makes the operator skip the workload, whatever else is set' },
  { name: 'operator.speedscale.com/sut', setBy: 'operator', type: 'boolean', meaning: 'marks a workload as the system under test' },
  { name: 'operator.speedscale.com/managed-by', setBy: 'operator', type: 'text', meaning: 'marks what the operator manages' },
  { name: 'operator.speedscale.com/namespace', setBy: 'operator', type: 'text', meaning: 'the namespace of the operator that manages the workload' },
  { name: 'replay.speedscale.com/snapshot-id', ...replaced },
  { name: 'replay.speedscale.com/testconfig-id', ...replaced },
  { name: 'replay.speedscale.com/env-id', setBy: 'operator', type: 'text', meaning: 'the TrafficReplay that uses the workload' },
  { name: 'replay.speedscale.com/cleanup', ...replaced },
  { name: 'replay.speedscale.com/mode', ...replaced },
  { name: 'replay.speedscale.com/responder-ip', setBy: 'operator', type: 'text', meaning: 'the address of the responder that the workload\'s calls go to during a replay' },
];

const byName = new Map(SPEEDSCALE_ANNOTATIONS.map((annotation) => [annotation.name, annotation]));

/** The annotation of a name; `undefined` where Speedscale has none. */
export function speedscaleAnnotation(name: string): SpeedscaleAnnotation | undefined {
  return byName.get(name);
}

/** What an annotation comes to on a workload: its text there, else its default. */
export function annotationInEffect(name: string, texts: Readonly<Record<string, string>>): string | undefined {
  return Object.hasOwn(texts, name) ? texts[name] : speedscaleAnnotation(name)?.default;
}

/** The annotations that options of a mode set, in the table's order. */
export function optionAnnotations(mode: CaptureModeName): readonly SpeedscaleAnnotation[] {
  return SPEEDSCALE_ANNOTATIONS.filter((annotation) => annotation.setBy === 'option' && annotation.mode === mode);
}

/** The name of the option that sets an annotation: `tlsOut` for `sidecar.speedscale.com/tls-out`. */
export function optionName({ name }: Pick<SpeedscaleAnnotation, 'name'>): string {
  return name.slice(name.indexOf('/') + 1).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
