import { podAddresses } from '../endpoints';
import { Mesh } from '../mesh';
import { CLUSTER_DOMAIN, Service } from '../service';

const SUFFIX = `.svc.${CLUSTER_DOMAIN}`;

/** A Service that a name is of, or a pod behind a headless one that has a name of its own. */
export interface NamedService {
  readonly service: Service;
  /** The pod, by the label before the Service's name. */
  readonly pod?: string;
}

/**
 * What a name leads to in the cluster's DNS: a Service of the input, past those that stand for another name, or else the name itself of
 * what is outside. Services that stand for each other in a circle lead nowhere.
 */
export function endOfName(mesh: Mesh, host: string, namespace: string): NamedService | string {
  const passed = new Set<Service>();
  for (let name = host; ;) {
    const found = serviceNamed(mesh, name, namespace);
    if (found?.service.aliasOf === undefined) return found ?? bare(name);
    if (passed.has(found.service)) return bare(name);
    passed.add(found.service);
    // The name that a Service stands for is whole as it is: no search list is asked.
    name = `${bare(found.service.aliasOf.toLowerCase())}.`;
  }
}

/**
 * The first Service of the input on the way through the search list. Pods behind a headless Service are known by name where its
 * EndpointSlices are in sight; where they are not, a label before the Service's name is taken for a pod's, unless a Service has that name.
 */
function serviceNamed(mesh: Mesh, host: string, namespace: string): NamedService | undefined {
  let behind: NamedService | undefined;
  for (const name of completions(host, namespace)) {
    const labels = name.endsWith(SUFFIX) ? name.slice(0, -SUFFIX.length).split('.') : [];
    if (labels.length === 2) {
      const service = serviceOf(mesh, name);
      if (service !== undefined) return { service };
    } else if (labels.length === 3) {
      const [pod] = labels;
      const service = serviceOf(mesh, name.slice(pod.length + 1));
      if (service?.resolution !== 'passthrough') continue;
      behind ??= { service, pod };
      if (podAddresses(mesh, service, pod).length > 0) return { service, pod };
    }
  }
  return behind;
}

/**
 * Those of the names that a resolver makes of a host by the search list, in its order, which a Service or a pod of one can have. One with a
 * final dot is whole.
 */
function completions(host: string, namespace: string): readonly string[] {
  const name = bare(host);
  if (host.endsWith('.')) return [name];
  const labels = name.split('.').length;
  return [
    ...labels < 3 ? [`${name}.${namespace}${SUFFIX}`] : [],
    ...labels === 2 || labels === 3 ? [`${name}${SUFFIX}`] : [],
    ...name.endsWith('.svc') ? [`${name}.${CLUSTER_DOMAIN}`] : [],
    ...name.endsWith(SUFFIX) ? [name] : [],
  ];
}

/** The name without a port and a final dot. */
function bare(host: string): string {
  const colon = host.indexOf(':');
  const name = colon === -1 ? host : host.slice(0, colon);
  return name.endsWith('.') ? name.slice(0, -1) : name;
}

function serviceOf(mesh: Mesh, name: string): Service | undefined {
  return mesh.services.byHost.get(name)?.find(({ kubernetes }) => kubernetes) ?? mesh.unreadServices.get(name);
}
