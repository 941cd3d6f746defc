import { KubernetesObject } from '../../../src/kubernetes/object';

/** What metadata holds beside name and namespace. `age` orders objects: a smaller one is older. */
interface Metadata {
  readonly age?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

type Spec = Readonly<Record<string, unknown>>;

export const tlsPort = { number: 443, name: 'tls', protocol: 'TLS' };
export const httpPort = { number: 80, name: 'http', protocol: 'HTTP' };

export function serviceEntry(path: string, hosts: readonly string[], spec: Spec = {}, metadata: Metadata = {}): KubernetesObject {
  return istio('ServiceEntry', path, { hosts, ports: [tlsPort], location: 'MESH_EXTERNAL', resolution: 'NONE', ...spec }, metadata);
}

/** A Sidecar with one egress listener for every port. */
export function sidecar(path: string, hosts: readonly string[], spec: Spec = {}, metadata: Metadata = {}): KubernetesObject {
  return istio('Sidecar', path, { egress: [{ hosts }], ...spec }, metadata);
}

export function virtualService(path: string, hosts: readonly string[], spec: Spec, metadata: Metadata = {}): KubernetesObject {
  return istio('VirtualService', path, { hosts, ...spec }, metadata);
}

export function destinationRule(path: string, host: string, spec: Spec): KubernetesObject {
  return istio('DestinationRule', path, { host, ...spec }, {});
}

export function service(path: string, clusterIP: string | undefined, ports: readonly Spec[], metadata: Metadata = {}): KubernetesObject {
  return object('v1', 'Service', path, { ...(clusterIP !== undefined && { clusterIP }), ports }, metadata);
}

export function namespace(name: string, labels: Readonly<Record<string, string>>): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

/** The ready addresses of a service, which a headless one is reached by. */
export function endpoints(path: string, addresses: readonly string[], port: Spec): KubernetesObject {
  const [inNamespace, name] = path.split('/');
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name, namespace: inNamespace, labels: { 'kubernetes.io/service-name': name } },
    addressType: 'IPv4',
    endpoints: addresses.map((address) => ({ addresses: [address], conditions: { ready: true } })),
    ports: [port],
  };
}

export function istio(kind: string, path: string, spec: Spec, metadata: Metadata = {}): KubernetesObject {
  return object('networking.istio.io/v1', kind, path, spec, metadata);
}

function object(apiVersion: string, kind: string, path: string, spec: Spec, { age, ...rest }: Metadata): KubernetesObject {
  const [inNamespace, name] = path.split('/');
  return created({ apiVersion, kind, metadata: { name, namespace: inNamespace, ...rest }, spec }, age);
}

/** The object, created on that day of a month; undated without an age. */
export function created(dateless: KubernetesObject, age: number | undefined): KubernetesObject {
  if (age === undefined) return dateless;
  const creationTimestamp = new Date(Date.UTC(2024, 5, age)).toISOString().replace('.000', '');
  return { ...dateless, metadata: { ...dateless.metadata as object, creationTimestamp } };
}
