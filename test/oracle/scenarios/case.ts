import { alias } from './aliases';
import { application, clusterServices, together } from './applications';
import { calls } from './calls';
import { clusterName } from './cluster-names';
import { database, internet } from './databases';
import { egressGateway } from './egress-gateways';
import { machines } from './machines';
import { meshConfig } from './mesh-config';
import { Place, Scenario } from './place';
import { proxies, proxyConfig } from './proxies';
import { metadataServer, publicHost } from './public-hosts';
import { isAddress, outside } from './ranges';
import { routes } from './routes';
import { rule } from './rules';
import { sidecars } from './sidecars';
import { podEntry, statefulSet } from './stateful-sets';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { created, namespace } from '../cases/objects';
import { Call, Request } from '../format';
import { Random, Weighted } from '../generate/random';

/** The scenarios of which a mesh is made, and how often each is met. */
const kinds: readonly Weighted<(place: Place, soFar: Scenario) => Scenario>[] = [
  [5, application], [4, statefulSet], [1, podEntry], [5, publicHost], [3, database], [1, internet], [2, machines], [3, egressGateway],
  [1, metadataServer], [4, (place, { callees }) => alias(place, callees)], [2, (place, { objects }) => clusterName(place, servicesOf(objects))],
];

/**
 * The case of a seed and a position, for an Istio release of the minor version 1.`minor`: each of them alone, so that one can be asked
 * again without those before it. A case is a small mesh of a few scenarios, each of which is a whole: a StatefulSet with its pods, a
 * way out by a gateway, a database outside. `../generate` draws objects one by one instead.
 */
export function scenarioCase(seed: number, position: number, minor: number, callsOfCase: number): Request {
  const random = new Random(seed, position, 2);
  const place = new Place(random, minor);
  const mesh = meshConfig(place);
  let all = clusterServices(place);
  for (let left = random.between(2, 6); left > 0; left--) all = together([all, random.weighted(kinds)(place, all)]);
  const named = all.callees.filter(({ hosts }) => !isAddress(hosts[hosts.length - 1]));
  const registered = random.chance(0.25) ? withAutomaticAddresses(all.objects) : all.objects;
  const objects = dated(random, labelled(random, random.shuffle([
    ...registered,
    ...random.times(random.weighted([[3, 0], [3, 1], [2, 2], [1, 4]]), () => routes(place, named)).flat(),
    ...random.times(random.weighted([[4, 0], [3, 1], [1, 3]]), () => rule(place, named)),
    ...sidecars(place, named),
    ...(random.chance(0.03) ? [proxyConfig(place)] : []),
  ])));
  const revision = random.weighted<string | undefined>([[9, undefined], [1, 'canary']]);
  const pods = proxies(place, mesh, objects.filter(({ metadata: { labels } }) => [undefined, revision ?? 'default'].includes(labels?.['istio.io/rev'])));
  const repository = random.chance(0.15);
  return {
    id: `${seed}-${position}`,
    meshConfig: mesh,
    objects: namespacesOf(place, objects).concat(objects),
    proxies: pods,
    calls: calls(place, pods, objects, all.callees, callsOfCase).map((call) => withoutAddressOfNobody(call, repository)),
    ...(revision !== undefined && { revision }),
    ...(repository && { repository }),
  };
}

/**
 * Whose an address of the cluster is, a repository does not tell; nor does a cluster of the addresses that the oracle gives (README.md). Unless
 * it is told as the host's, such a call is made to one outside instead.
 */
function withoutAddressOfNobody(call: Call, repository: boolean): Call {
  const unknown = repository ? /^10\.(96|244|255)\./ : /^10\.255\./;
  return call.resolved || call.ofHost || !unknown.test(call.address) ? call : { ...call, address: outside[0] };
}

function servicesOf(objects: readonly KubernetesObject[]): readonly string[] {
  return objects.filter(({ kind }) => kind === 'Service').map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
}

/** Addresses that istiod gives to the hosts of entries without one, as it writes them into their status. */
function withAutomaticAddresses(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  let given = 0;
  return objects.map((object) => {
    if (object.kind !== 'ServiceEntry') return object;
    const { hosts, addresses, resolution = 'NONE' } = object.spec as { readonly hosts: readonly string[]; readonly addresses?: unknown; readonly resolution?: string };
    if (addresses !== undefined || ['NONE', 'DYNAMIC_DNS'].includes(resolution) || hosts.some((host) => host.startsWith('*'))) return object;
    return { ...object, status: { addresses: hosts.map((host) => ({ value: `240.240.1.${++given}`, host })) } };
  });
}

/** Some objects are of a revision: Istio's kinds alone, as `istioctl` and Helm label them. */
function labelled(random: Random, objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  if (random.chance(0.85)) return objects;
  return objects.map((object) => {
    if (!object.apiVersion.startsWith('networking.istio.io/') || random.chance(0.6)) return object;
    const revision = random.weighted<string>([[3, 'default'], [3, 'canary'], [1, '1-30-3']]);
    return { ...object, metadata: { ...object.metadata, labels: { ...object.metadata.labels, 'istio.io/rev': revision } } };
  });
}

/** Ages as a cluster has them, each another; sometimes of objects that were applied together; sometimes none, as in a repository. */
function dated(random: Random, objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const ages = random.shuffle(objects.map((_, position) => position + 1));
  const age = random.weighted<(position: number) => number | undefined>([
    [7, (position) => ages[position]], [1.5, () => random.between(1, 3)], [1.5, () => undefined],
  ]);
  return objects.map((object, position) => created(object, age(position)));
}

/** The API server labels every Namespace with its name. */
function namespacesOf({ random, namespaces, root }: Place, objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const used = new Set([...namespaces, root, 'istio-system', 'speedscale', 'default', ...objects.flatMap(({ metadata }) => metadata.namespace ?? [])]);
  return [...used].map((name) => namespace(name, {
    'kubernetes.io/metadata.name': name, 'istio-injection': 'enabled', ...random.weighted<Readonly<Record<string, string>>>([[6, { mesh: 'on' }], [1, { mesh: 'off' }], [1, {}]]),
  }));
}
