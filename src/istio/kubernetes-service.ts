import { ANY_ADDRESS, isAddress } from './address';
import { parseCreated } from './age';
import { servicePortProtocol } from './protocol';
import { CLUSTER_DOMAIN, Port, Service } from './service';
import { ServiceAudience } from './visibility';
import { KubernetesObject } from '../kubernetes/object';
import { isMap, listAt, stringMap, textAt, valueAt } from '../kubernetes/value';

/**
 * The Services of Kubernetes (istio/istio pilot/pkg/serviceregistry/kube/conversion.go). Each that has no address yet gets one of
 * its own, in the order of the objects.
 */
export function kubernetesServices(objects: readonly KubernetesObject[], audienceOf: ServiceAudience): readonly Service[] {
  let assigned = 0;
  return objects.flatMap((object) => {
    const needsAddress = (textAt(object, ['spec', 'clusterIP']) ?? '') === '' && textAt(object, ['spec', 'type']) !== 'ExternalName';
    return kubernetesService(object, assignedAddress(needsAddress ? ++assigned : 0), audienceOf) ?? [];
  });
}

/** `undefined` where it has no name. */
function kubernetesService(object: KubernetesObject, otherwise: string, audienceOf: ServiceAudience): Service | undefined {
  const { name, namespace, creationTimestamp, labels = {}, annotations = {} } = object.metadata;
  if (name === undefined || namespace === undefined) return undefined;
  const externalName = textAt(object, ['spec', 'externalName']) ?? '';
  const isAlias = textAt(object, ['spec', 'type']) === 'ExternalName' && externalName !== '';
  const clusterIp = textAt(object, ['spec', 'clusterIP']) ?? '';
  const headless = clusterIp === 'None';
  const selector = valueAt(object, ['spec', 'selector']);
  const exportTo = (annotations['networking.istio.io/exportTo'] ?? '').split(',').map((entry) => entry.trim()).filter((entry) => entry !== '');
  return {
    name,
    namespace,
    created: parseCreated(creationTimestamp),
    origin: object,
    host: `${name}.${namespace}.svc.${CLUSTER_DOMAIN}`,
    kubernetes: true,
    address: headless || isAlias ? ANY_ADDRESS : addressOf(object, clusterIp) ?? otherwise,
    ports: listAt(object, ['spec', 'ports']).flatMap(kubernetesPort),
    resolution: headless ? 'passthrough' : isAlias ? 'alias' : 'endpoints',
    external: isAlias,
    exportTo,
    audience: audienceOf({ namespace, exportTo, kubernetes: true }),
    labels,
    selector: isMap(selector) ? stringMap(selector) : undefined,
    aliasOf: isAlias ? externalName : undefined,
    aliases: [],
    endpoints: [],
  };
}

/** The IPv4 address, where it has one: proxies are taken to speak IPv4. */
function addressOf(object: KubernetesObject, clusterIp: string): string | undefined {
  const listed = listAt(object, ['spec', 'clusterIPs']).filter((ip): ip is string => typeof ip === 'string' && isAddress(ip));
  const all = listed.length > 1 ? listed : [clusterIp].filter(isAddress);
  return all.find((ip) => !ip.includes(':')) ?? all[0];
}

function kubernetesPort(value: unknown): readonly Port[] {
  const number = valueAt(value, ['port']);
  if (typeof number !== 'number') return [];
  const name = textAt(value, ['name']) ?? '';
  const protocol = servicePortProtocol(number, name, textAt(value, ['protocol']) ?? 'TCP', textAt(value, ['appProtocol']));
  return [{ number, name, protocol }];
}

/** The address that a Service without one is taken to have; each has its own. */
function assignedAddress(position: number): string {
  return `10.255.${Math.floor(position / 256) % 256}.${position % 256}`;
}
