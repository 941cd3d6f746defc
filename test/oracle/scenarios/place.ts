import { KubernetesObject } from '../../../src/kubernetes/object';
import { Call } from '../format';
import { Random, Weighted } from '../generate/random';

/** What applications call, and how. */
export interface Callee {
  readonly hosts: readonly string[];
  readonly port: number;
  readonly protocol: Call['protocol'];
}

/** Objects that one purpose brings into a mesh together, and what applications then call. */
export interface Scenario {
  readonly objects: readonly KubernetesObject[];
  readonly callees: readonly Callee[];
}

export type Spec = Readonly<Record<string, unknown>>;

const teams = ['shop', 'bank', 'data', 'platform', 'tools', 'default'];

/** Where scenarios are set: the namespaces of a small mesh, with names and addresses that are given once. */
export class Place {
  /** The namespaces in which teams work. */
  readonly namespaces: readonly string[];
  /** The root namespace of the MeshConfig. */
  readonly root: string;
  private readonly names = new Map<string, number>();
  private services = 0;
  private pods = 0;

  /** @param minor the minor version of the Istio release: 1.`minor` */
  constructor(readonly random: Random, readonly minor: number) {
    this.namespaces = random.some(teams, random.between(2, 4));
    this.root = random.weighted<string>([[9, 'istio-system'], [1, 'istio-config']]);
  }

  /** A team's namespace. */
  namespace(): string {
    return this.random.pick(this.namespaces);
  }

  /** `namespace/name` for an object, with a number behind it where the name is taken. */
  path(kind: string, namespace: string, name: string): string {
    const title = `${kind} ${namespace}/${name}`;
    const count = (this.names.get(title) ?? 0) + 1;
    this.names.set(title, count);
    return `${namespace}/${name}${count === 1 ? '' : `-${count}`}`;
  }

  /** A cluster's address for a Service. */
  serviceAddress(): string {
    this.services++;
    return `10.96.${this.services % 5}.${this.services + 10}`;
  }

  podAddress(): string {
    this.pods++;
    return `10.244.${this.pods % 3}.${this.pods + 20}`;
  }
}

export function core(kind: string, path: string, spec: Spec, metadata: Spec = {}, apiVersion = 'v1'): KubernetesObject {
  const [namespace, name] = path.split('/');
  return { apiVersion, kind, metadata: { name, namespace, ...metadata }, spec };
}

/** The full name that the cluster's DNS gives to a Service. */
export function serviceName(path: string): string {
  const [namespace, name] = path.split('/');
  return `${name}.${namespace}.svc.cluster.local`;
}

/** The names by which a Service is called, the full name last. */
export function serviceNames(path: string): readonly string[] {
  const [namespace, name] = path.split('/');
  return [name, `${name}.${namespace}`, `${name}.${namespace}.svc`, serviceName(path)];
}

/** What applications speak to a port: what its name says, and sometimes something else. */
export function spoken(random: Random, port: { readonly name?: string; readonly appProtocol?: string; readonly protocol?: string }): Call['protocol'] {
  const said = `${port.appProtocol ?? ''} ${port.protocol ?? ''} ${port.name ?? ''}`.toLowerCase();
  const likely = /https|tls/.test(said) ? 'TLS' : /http|grpc|h2c|ws|web|api/.test(said) ? 'HTTP' : 'TCP';
  return random.weighted<Call['protocol']>([[8, likely], [1, 'TLS'], [1, 'HTTP'], [1, 'TCP']]);
}

/** `exportTo` as objects have it: mostly not at all. `~` is for ServiceEntries and Services alone. */
export function exportTo(place: Place, own: string, hidable = false): readonly string[] | undefined {
  const other = place.namespace();
  return place.random.weighted<readonly string[] | undefined>([
    [30, undefined], [3, ['*']], [3, ['.']], [2, [other]], [2, [...new Set(['.', other === own ? 'speedscale' : other])]], [hidable ? 1 : 0, ['~']],
  ]);
}

/** `exportTo` as a field of a spec. */
export function exported(place: Place, own: string, hidable = false): Spec {
  const namespaces = exportTo(place, own, hidable);
  return namespaces === undefined ? {} : { exportTo: namespaces };
}

/** So many of the choices as fit, each at most once. */
export function severalOf<T>(random: Random, choices: readonly Weighted<T>[], count: number): T[] {
  return [...new Set(random.times(count, () => random.weighted(choices)))];
}
