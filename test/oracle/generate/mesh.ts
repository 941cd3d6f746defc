import { calls } from './calls';
import { destinationRules } from './destination-rules';
import { meshConfig } from './mesh-config';
import { fullName, labelSets, namespaces } from './pool';
import { Random } from './random';
import { serviceEntries } from './service-entries';
import { services } from './services';
import { sidecars } from './sidecars';
import { virtualServices } from './virtual-services';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { created, namespace } from '../cases/objects';
import { Request } from '../format';

const proxiesOfCase = 4;

/**
 * The case of a seed and a position, for an Istio release of the minor version 1.`minor`: each of them alone, so that one
 * can be asked again without those before it.
 */
export function generate(seed: number, position: number, minor: number, callsOfCase: number): Request {
  const random = new Random(seed, position);
  const inNamespaces = random.some(namespaces, random.between(2, 6));
  const mesh = meshConfig(random, minor);
  const registered = [...services(random, inNamespaces), ...serviceEntries(random, inNamespaces)];
  const targets = registered.flatMap(hostsOf);
  const rootNamespace = (mesh.rootNamespace as string | undefined) ?? 'istio-system';
  const objects = dated(random, random.shuffle([
    ...registered,
    ...sidecars(random, inNamespaces, rootNamespace),
    ...virtualServices(random, inNamespaces, targets),
    ...destinationRules(random, inNamespaces, targets),
  ]));
  const proxies = random.times(proxiesOfCase, (number) => ({ id: `p${number}`, namespace: random.pick(inNamespaces), labels: random.pick(labelSets) }));
  return {
    id: `${seed}-${position}`,
    meshConfig: mesh,
    objects: [...new Set([...namespaces, rootNamespace])].map((name) => namespaceObject(random, name)).concat(objects),
    proxies,
    calls: calls(random, proxies, objects, callsOfCase),
  };
}

/** The API server labels every Namespace with its name. */
function namespaceObject(random: Random, name: string): KubernetesObject {
  const labels = random.weighted<Record<string, string>>([[6, { mesh: 'yes' }], [1, { mesh: 'no' }], [1, {}]]);
  return namespace(name, { ...labels, 'kubernetes.io/metadata.name': name });
}

/** Ages: mostly all different, as a cluster shows them; sometimes with ties; sometimes none, as in a repository. */
function dated(random: Random, objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const ages = random.shuffle(objects.map((_, position) => position + 1));
  const age = random.weighted<(position: number) => number | undefined>([
    [15, (position) => ages[position]], [3, () => random.between(1, 3)], [2, () => undefined],
  ]);
  return objects.map((object, position) => created(object, age(position)));
}

function hostsOf({ kind, metadata, spec }: KubernetesObject): readonly string[] {
  const { name, namespace: inNamespace } = metadata as { name: string; namespace: string };
  if (kind === 'Service') return [fullName(name, inNamespace)];
  return kind === 'ServiceEntry' ? (spec as { hosts: readonly string[] }).hosts : [];
}
