import { MeshConfig } from './config/mesh-config';
import { selects } from '../kubernetes/label-selector';
import { namespaceNameLabel } from '../kubernetes/names';
import { apiGroup, KubernetesObject } from '../kubernetes/object';
import { StringMap } from '../kubernetes/value';

/** What decides which objects an istiod reads. */
export interface Discovering {
  readonly config: MeshConfig;
  /** The revision of the istiod. */
  readonly revision: string;
  /** Of namespaces that are not in sight, whether discoverySelectors are taken to select them. */
  readonly discovered: ReadonlyMap<string, boolean>;
}

/** The namespaces in sight, and which objects istiod reads by theirs (istio/istio pkg/kube/namespace/filter.go). */
export class Discovery {
  private readonly labels: ReadonlyMap<string, StringMap>;

  constructor(namespaces: readonly KubernetesObject[], private readonly discovering: Discovering) {
    this.labels = new Map(namespaces.map(({ metadata: { name = '', labels = {} } }) => [name, { ...namespaceNameLabel(name), ...labels }]));
  }

  labelsOf(namespace: string): StringMap {
    return this.labels.get(namespace) ?? namespaceNameLabel(namespace);
  }

  /** Whether this istiod reads an object: one of its own kinds can be meant for another revision. */
  reads(object: KubernetesObject): boolean {
    const { labels, namespace = '' } = object.metadata;
    if (object.kind === 'Namespace') return true;
    const revision = labels?.['istio.io/rev'] ?? this.discovering.revision;
    return (revision === this.discovering.revision || !apiGroup(object).endsWith('istio.io')) && this.selects(namespace);
  }

  /** The namespaces of objects of the mesh while nothing in sight tells whether discoverySelectors select them. */
  doubtful(objects: readonly KubernetesObject[]): readonly string[] {
    const { config: { discoverySelectors }, discovered } = this.discovering;
    if (discoverySelectors.length === 0) return [];
    const used = objects.filter((object) => object.kind === 'Service' || apiGroup(object) === 'networking.istio.io');
    const namespaces = new Set(used.map(({ metadata: { namespace = '' } }) => namespace));
    return [...namespaces].filter((namespace) => !this.labels.has(namespace) && !discovered.has(namespace));
  }

  private selects(namespace: string): boolean {
    const { config: { discoverySelectors }, discovered } = this.discovering;
    return discovered.get(namespace)
      ?? (discoverySelectors.length === 0 || discoverySelectors.some((selector) => selects(selector, this.labelsOf(namespace)) === true));
  }
}
