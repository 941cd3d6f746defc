/** How a sidecar's listener treats a port: istio/istio pilot/pkg/networking/networking.go, ModelProtocolToListenerProtocol. */
export type ListenerKind = 'http' | 'tcp' | 'auto' | 'none';

/** The protocols that a port can name; `auto` stands for any other text, and for none. */
const KINDS = {
  'http': 'http',
  'http2': 'http',
  'http_proxy': 'http',
  'grpc': 'http',
  'grpc-web': 'http',
  'tcp': 'tcp',
  'tls': 'tcp',
  'https': 'tcp',
  'mongo': 'tcp',
  'redis': 'tcp',
  'mysql': 'tcp',
  'udp': 'none',
  'auto': 'auto',
} as const satisfies Readonly<Record<string, ListenerKind>>;
export type Protocol = keyof typeof KINDS;

export function parseProtocol(text: string): Protocol {
  const lower = text.toLowerCase();
  return Object.hasOwn(KINDS, lower) ? lower as Protocol : 'auto';
}

/** Whether a port may name the protocol; validation refuses any other text. */
export function isProtocolName(text: string): boolean {
  return text === '' || (parseProtocol(text) !== 'auto' && text.toLowerCase() !== 'auto');
}

export function listenerKind(protocol: Protocol): ListenerKind {
  return KINDS[protocol];
}

/** Whether the server speaks first, so that nothing can be sniffed: such a protocol shares a port with no other. */
export function isExclusive(protocol: Protocol): boolean {
  return protocol === 'mongo' || protocol === 'mysql';
}

export function isTls(protocol: Protocol): boolean {
  return protocol === 'tls' || protocol === 'https';
}

/** Kubernetes' own names for appProtocol (istio/istio pkg/config/kube/conversion.go). */
const APP_PROTOCOLS: Readonly<Record<string, Protocol>> = { 'kubernetes.io/h2c': 'http2', 'kubernetes.io/ws': 'http', 'kubernetes.io/wss': 'https' };
/** Ports of protocols in which the server speaks first: nothing is sniffed there. */
const NEVER_SNIFFED: readonly number[] = [25, 53, 3306, 27017];

/** The protocol of a Service's port: appProtocol, else the port's name before its first dash. */
export function servicePortProtocol(port: number, name: string, transport: string, appProtocol: string | undefined): Protocol {
  if (transport === 'UDP') return 'udp';
  if (appProtocol !== undefined && Object.hasOwn(APP_PROTOCOLS, appProtocol)) return APP_PROTOCOLS[appProtocol];
  const text = appProtocol ?? name;
  if (text.toLowerCase().startsWith('grpc-web')) return 'grpc-web';
  const protocol = parseProtocol(text.split('-', 1)[0]);
  return protocol === 'auto' && NEVER_SNIFFED.includes(port) ? 'tcp' : protocol;
}
