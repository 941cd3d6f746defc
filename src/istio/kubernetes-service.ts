import { isAddress } from './address';
import { parseCreated } from './age';
import { mapDefined } from './map-defined';
import { servicePortProtocol } from './protocol';
import { CLUSTER_DOMAIN, NO_ADDRESS, Port, Service, ServiceAddress, singleAddress } from './service';
import { ServiceAudience } from './visibility';
import { KubernetesObject } from '../kubernetes/object';
import { isMap, listAt, mapAt, stringMap, textAt, valueAt } from '../kubernetes/value';

type Spec = Readonly<Record<string, unknown>>;

/** The annotation by which a Service says who sees it: names with commas between them. */
export const SERVICE_EXPORT_TO = 'networking.istio.io/exportTo';
const UNASSIGNED: ServiceAddress = { kind: 'unassigned' };

/** A Service of Kubernetes (istio/istio pilot/pkg/serviceregistry/kube/conversion.go); `undefined` where it has no name. */
export function kubernetesService(object: KubernetesObject, audienceOf: ServiceAudience): Service | undefined {
  const spec = mapAt(object, ['spec']);
  const { name, namespace, creationTimestamp, labels = {}, annotations = {} } = object.metadata;
  if (name === undefined || namespace === undefined) return undefined;
  const externalName = textAt(spec, ['externalName']) ?? '';
  const isAlias = textAt(spec, ['type']) === 'ExternalName' && externalName !== '';
  const headless = textAt(spec, ['clusterIP']) === 'None';
  const selector = valueAt(spec, ['selector']);
  const exportTo = entriesOf(annotations[SERVICE_EXPORT_TO]);
  return {
    name,
    namespace,
    created: parseCreated(creationTimestamp),
    origin: object,
    host: `${name}.${namespace}.svc.${CLUSTER_DOMAIN}`,
    kubernetes: true,
    address: headless || textAt(spec, ['type']) === 'ExternalName' ? NO_ADDRESS : addressOf(spec),
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
function addressOf(spec: Spec): ServiceAddress {
  const listed = listAt(spec, ['clusterIPs']).filter((ip): ip is string => typeof ip === 'string' && isAddress(ip));
  const all = listed.length > 1 ? listed : [textAt(spec, ['clusterIP']) ?? ''].filter(isAddress);
  const address = all.find((ip) => !ip.includes(':')) ?? all[0];
  return address === undefined ? UNASSIGNED : singleAddress(address);
}

function kubernetesPort(value: unknown): Port | undefined {
  const number = valueAt(value, ['port']);
  if (typeof number !== 'number') return undefined;
  const name = textAt(value, ['name']) ?? '';
  const protocol = servicePortProtocol(number, name, textAt(value, ['protocol']) ?? 'TCP', textAt(value, ['appProtocol']));
  return { number, name, protocol };
}
