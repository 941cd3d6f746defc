import { ANY_ADDRESS, isAddress } from './address';
import { parseCreated } from './age';
import { mapDefined } from './map-defined';
import { servicePortProtocol } from './protocol';
import { CLUSTER_DOMAIN, Port, Service } from './service';
import { ServiceAudience } from './visibility';
import { KubernetesObject } from '../kubernetes/object';
import { isMap, listAt, mapAt, stringMap, textAt, valueAt } from '../kubernetes/value';

/**
 * The Services of Kubernetes (istio/istio pilot/pkg/serviceregistry/kube/conversion.go). Each that has no address yet gets one of
 * its own, in the order of the objects.
 */
export function kubernetesServices(objects: readonly KubernetesObject[], audienceOf: ServiceAudience): readonly Service[] {
  let assigned = 0;
  return mapDefined(objects, (object) => {
    const spec = mapAt(object, ['spec']);
    const needsAddress = (textAt(spec, ['clusterIP']) ?? '') === '' && textAt(spec, ['type']) !== 'ExternalName';
    return kubernetesService(object, spec, assignedAddress(needsAddress ? ++assigned : 0), audienceOf);
  });
}

type Spec = Readonly<Record<string, unknown>>;

/** `undefined` where it has no name. */
function kubernetesService(object: KubernetesObject, spec: Spec, otherwise: string, audienceOf: ServiceAudience): Service | undefined {
  const { name, namespace, creationTimestamp, labels = {}, annotations = {} } = object.metadata;
  if (name === undefined || namespace === undefined) return undefined;
  const externalName = textAt(spec, ['externalName']) ?? '';
  const isAlias = textAt(spec, ['type']) === 'ExternalName' && externalName !== '';
  const headless = textAt(spec, ['clusterIP']) === 'None';
  const address = headless || isAlias ? ANY_ADDRESS : addressOf(spec);
  const selector = valueAt(spec, ['selector']);
  const exportTo = entriesOf(annotations['networking.istio.io/exportTo']);
  return {
    name,
    namespace,
    created: parseCreated(creationTimestamp),
    origin: object,
    host: `${name}.${namespace}.svc.${CLUSTER_DOMAIN}`,
    kubernetes: true,
    address: address ?? otherwise,
    addressIsAssumed: address === undefined,
    ports: mapDefined(listAt(spec, ['ports']), kubernetesPort),
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

function entriesOf(annotation: string | undefined): readonly string[] {
  return annotation === undefined ? [] : annotation.split(',').map((entry) => entry.trim()).filter((entry) => entry !== '');
}

/** The IPv4 address, where it has one: proxies are taken to speak IPv4. */
function addressOf(spec: Spec): string | undefined {
  const listed = listAt(spec, ['clusterIPs']).filter((ip): ip is string => typeof ip === 'string' && isAddress(ip));
  const all = listed.length > 1 ? listed : [textAt(spec, ['clusterIP']) ?? ''].filter(isAddress);
  return all.find((ip) => !ip.includes(':')) ?? all[0];
}

function kubernetesPort(value: unknown): Port | undefined {
  const number = valueAt(value, ['port']);
  if (typeof number !== 'number') return undefined;
  const name = textAt(value, ['name']) ?? '';
  const protocol = servicePortProtocol(number, name, textAt(value, ['protocol']) ?? 'TCP', textAt(value, ['appProtocol']));
  return { number, name, protocol };
}

/** 10.255.0.0, as a number. */
const FIRST_ASSIGNED = 10 * 256 ** 3 + 255 * 256 ** 2;

/** The address that stands for that of a Service without one; each has its own. */
function assignedAddress(position: number): string {
  return [3, 2, 1, 0].map((place) => Math.floor((FIRST_ASSIGNED + position) / 256 ** place) % 256).join('.');
}
