import { Checked, checkManifests } from '../../src/check/check-manifests';
import { RULE_IDS } from '../../src/check/rules';
import { Inventory, inventoryEntry } from '../../src/kubernetes/inventory';
import { KubernetesObject } from '../../src/kubernetes/object';
import { formatPath } from '../../src/kubernetes/value';
import { Manifests, meshInput, StatedSettings } from '../../src/mesh/mesh-input';
import { Sight, sightOf } from '../../src/mesh/sight';
import { ConfigSpec } from '../../src/settings/config-file';

/** What is in sight, each object as the n-th file. */
export interface Case {
  readonly objects: readonly KubernetesObject[];
  readonly settings?: ConfigSpec;
  /** The objects of an older tree, with the same settings. */
  readonly base?: readonly KubernetesObject[];
  /** The files of the objects, where that matters. */
  readonly files?: readonly string[];
}

function readCase({ objects, settings = {}, files = [] }: Case): readonly [Manifests, StatedSettings] {
  const entries = objects.map((object, index) => inventoryEntry(object, (path) => ({ file: files[index] ?? `${index}.yaml`, line: path.length + 1 })));
  return [
    { inventory: new Inventory(entries), others: [], files },
    { spec: settings, placeOf: (path) => ({ file: 'speedscale.yaml', object: formatPath(path) }) },
  ];
}

/** Checks a case by every rule, or by some. */
export function checked(of: Case, chosen: readonly string[] = RULE_IDS): Checked {
  return checkManifests(...readCase(of), new Set(chosen), of.base && readCase({ ...of, objects: of.base })[0]);
}

/** What rules see of a case. */
export function sight(of: Case): Sight {
  return sightOf({ ...meshInput(...readCase(of)), base: of.base && meshInput(...readCase({ ...of, objects: of.base })) });
}

/** The ids of what is found in a case, each once. */
export function foundIds(of: Case, chosen?: readonly string[]): readonly string[] {
  return [...new Set(checked(of, chosen).findings.map(({ id }) => id))];
}

type Fields = Readonly<Record<string, unknown>>;

const istio = (kind: string) => (title: string, spec: Fields = {}, metadata: Fields = {}): KubernetesObject => {
  const [namespace, name] = title.split('/');
  return { apiVersion: 'networking.istio.io/v1', kind, metadata: { name, namespace, ...metadata }, spec };
};

export const sidecar = istio('Sidecar');
export const serviceEntry = istio('ServiceEntry');
export const virtualService = istio('VirtualService');

/** A Sidecar whose one listener has these hosts. */
export const sidecarOf = (title: string, ...hosts: string[]): KubernetesObject => sidecar(title, { egress: [{ hosts }] });

export const namespace = (name: string, labels: Readonly<Record<string, string>> = {}): KubernetesObject => (
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });

export const service = (title: string): KubernetesObject => {
  const [ns, name] = title.split('/');
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: ns }, spec: { ports: [{ port: 80, name: 'http' }] } };
};

export const strict = (title: string, spec: Fields = {}): KubernetesObject => {
  const [ns, name] = title.split('/');
  return { apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata: { name, namespace: ns }, spec: { mtls: { mode: 'STRICT' }, ...spec } };
};

export const replay = (title: string): KubernetesObject => {
  const [ns, name] = title.split('/');
  return { apiVersion: 'speedscale.com/v1', kind: 'TrafficReplay', metadata: { name, namespace: ns }, spec: {} };
};

/** A Deployment with annotations of its own; its pods have the label `app`. */
export function deployment(
  title: string, annotations: Readonly<Record<string, string>> = {}, template: Fields = {}, podSpec: Fields = {},
): KubernetesObject {
  const [ns, name] = title.split('/');
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: ns, annotations },
    spec: {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name }, ...template }, spec: { containers: [{ name: 'main', image: 'app' }], ...podSpec } },
    },
  };
}

/** The annotations of a workload that goproxy captures. */
export const goproxy = (more: Readonly<Record<string, string>> = {}) => ({ 'sidecar.speedscale.com/inject': 'true', ...more });
/** The annotations of a workload that is captured by eBPF. */
export const ebpf = (more: Readonly<Record<string, string>> = {}) => ({ 'capture.speedscale.com/enabled': 'true', ...more });
