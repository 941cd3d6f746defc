import { Dns } from './dns';
import { isAddress } from './ranges';
import { KubernetesObject } from '../../../src/kubernetes/object';
import { Call, Request } from '../format';

// The objects are of every shape: what is read of them is read as it comes.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Spec = Readonly<Record<string, any>>;

const specs = ({ objects }: Request, kind: string) => objects.filter((object) => object.kind === kind).map(({ spec }) => spec as Spec);
const anySpec = (kind: string, holds: (spec: Spec) => boolean) => (request: Request) => specs(request, kind).some(holds);
const anyCall = (holds: (call: Call, request: Request) => boolean) => (request: Request) => request.calls.some((call) => holds(call, request));
const alias = (holds: (spec: Spec, request: Request) => boolean) => (request: Request) =>
  specs(request, 'Service').some((spec) => spec.type === 'ExternalName' && holds(spec, request));
const headless = ({ objects }: Request) => objects.filter(({ kind, spec }) => kind === 'Service' && (spec as Spec).clusterIP === 'None').map(fullName);
const listener = (holds: (egress: Spec) => boolean) => anySpec('Sidecar', ({ egress = [] }) => egress.some(holds));
const action = (field: string) => anySpec('VirtualService', ({ http = [] }) => http.some((route: Spec) => route[field] !== undefined));
const annotated = (text: string) => ({ proxies }: Request) => proxies.some(({ annotations }) => JSON.stringify(annotations ?? {}).includes(text));
const exportedTo = (holds: (names: readonly string[]) => boolean) => ({ objects }: Request) => objects.some(({ spec, metadata }) => {
  const names = (spec as Spec | undefined)?.exportTo ?? metadata.annotations?.['networking.istio.io/exportTo']?.split(',');
  return names !== undefined && holds(names);
});
const nonAddress = (text: string) => !isAddress(text) && text !== '';

/** What a second view of the world has to hold, each with how a case shows it; `cases.spec.ts` counts them. */
export const features: Readonly<Record<string, (request: Request) => boolean>> = {
  'alias of a Service': alias(({ externalName }) => externalName.endsWith('.svc.cluster.local')),
  'alias of a headless Service or its pod': alias(({ externalName }, request) => headless(request).some((name) => externalName.endsWith(name))),
  'alias of an alias': (request) => {
    const aliases = request.objects.filter(({ kind, spec }) => kind === 'Service' && (spec as Spec).type === 'ExternalName');
    return aliases.some(({ spec }) => aliases.some((other) => fullName(other) === (spec as Spec).externalName));
  },
  'alias of a host with addresses': alias(({ externalName }, request) => specs(request, 'ServiceEntry').some(({ hosts, addresses }) => addresses && hosts.includes(externalName))),
  'alias of a host outside': alias(({ externalName }) => !externalName.endsWith('.cluster.local')),
  'alias with ports': alias(({ ports }) => ports !== undefined),
  'call of a headless Service': anyCall(({ host }, request) => headless(request).includes(host)),
  'call of a pod by its name': anyCall(({ host }, request) => headless(request).some((name) => host.endsWith(`.${name}`))),
  'call to 127.0.0.1': anyCall(({ address }) => address === '127.0.0.1'),
  'endpoint that is not ready': ({ objects }) => endpoints(objects).some(({ conditions }) => conditions.ready === false),
  'endpoint with two addresses': ({ objects }) => endpoints(objects).some(({ addresses }) => addresses.length > 1),
  'several endpoints': ({ objects }) => objects.some((object) => endpoints([object]).length > 1),
  'Service of both families': anySpec('Service', ({ clusterIPs = [] }) => clusterIPs.length > 1),
  'Service without an address': anySpec('Service', ({ type, clusterIP }) => type !== 'ExternalName' && clusterIP === undefined),
  'Pod beside a workloadSelector': (request) => request.objects.some(({ kind }) => kind === 'Pod') && specs(request, 'ServiceEntry').some(({ workloadSelector }) => workloadSelector),
  'Pod that is not ready': ({ objects }) => objects.some(({ kind, status }) => kind === 'Pod' && JSON.stringify(status).includes('"False"')),
  'WorkloadEntry': ({ objects }) => objects.some(({ kind }) => kind === 'WorkloadEntry'),
  'workloadSelector of an entry without labels': anySpec('ServiceEntry', ({ workloadSelector }) => workloadSelector !== undefined && workloadSelector.labels === undefined),
  'UDP beside TCP on a port': anySpec('Service', ({ ports = [] }) => ports.some((port: Spec) => port.protocol === 'UDP' && ports.some((other: Spec) => other.port === port.port && other !== port))),
  'UDP port of an entry': anySpec('ServiceEntry', ({ ports }) => ports.some(({ protocol }: Spec) => protocol === 'UDP')),
  '0.0.0.0/0': anySpec('ServiceEntry', ({ addresses = [] }) => addresses.includes('0.0.0.0/0')),
  'range': anySpec('ServiceEntry', ({ addresses = [] }) => addresses.some((range: string) => range.includes('/') && !range.startsWith('0.'))),
  'wildcard under the cluster\'s domain': anySpec('ServiceEntry', ({ hosts }) => hosts.some((host: string) => /^\*\..*cluster\.local$/.test(host))),
  'egress gateway': (request) => request.objects.some(({ kind }) => kind === 'Gateway'),
  'egress gateway whose Service is not there': (request) => request.objects.some(({ kind }) => kind === 'Gateway') && !specs(request, 'Service').some(({ selector }) => selector?.istio),
  'fault': action('fault'),
  'redirect': action('redirect'),
  'rewrite': action('rewrite'),
  'mirror': action('mirror'),
  'delegate': action('delegate'),
  'answer by a route': action('directResponse'),
  'DNS capture of a pod': annotated('DNS_CAPTURE'),
  'DNS capture of the mesh': ({ meshConfig }) => JSON.stringify(meshConfig).includes('DNS_CAPTURE'),
  'DNS capture by a ProxyConfig': ({ objects }) => objects.some(({ kind }) => kind === 'ProxyConfig'),
  'interception mode of a pod': annotated('nterceptionMode'),
  'automatic address': ({ objects }) => objects.some(({ kind, status }) => kind === 'ServiceEntry' && status !== undefined),
  'revision of an object': ({ objects }) => objects.some(({ metadata }) => metadata.labels?.['istio.io/rev'] !== undefined),
  'istiod of a revision': ({ revision }) => revision !== undefined,
  'Sidecar of the root namespace': ({ objects, meshConfig }) => objects.some(({ kind, metadata }) => kind === 'Sidecar' && metadata.namespace === (meshConfig.rootNamespace ?? 'istio-system')),
  'Sidecar by labels': anySpec('Sidecar', ({ workloadSelector }) => workloadSelector?.labels !== undefined),
  'Sidecar with an empty selector': anySpec('Sidecar', ({ workloadSelector }) => workloadSelector !== undefined && workloadSelector.labels === undefined),
  'Sidecar without egress': anySpec('Sidecar', ({ egress }) => egress === undefined),
  'listener for a port': listener(({ port }) => port !== undefined),
  'listener for UDP': listener(({ port }) => port?.protocol === 'UDP'),
  'listener for HTTP_PROXY': listener(({ port }) => port?.protocol === 'HTTP_PROXY'),
  'listener with an address': listener(({ bind }) => bind !== undefined),
  'listener that captures nothing': listener(({ captureMode }) => captureMode === 'NONE'),
  'listener that excludes': listener(({ hosts }) => hosts.some((host: string) => host.startsWith('~'))),
  'policy of a Sidecar': anySpec('Sidecar', ({ outboundTrafficPolicy }) => outboundTrafficPolicy !== undefined),
  'DestinationRule with subsets': anySpec('DestinationRule', ({ subsets }) => subsets !== undefined),
  'DestinationRule with TLS': anySpec('DestinationRule', ({ trafficPolicy }) => trafficPolicy?.tls !== undefined),
  'DestinationRule for a wildcard': anySpec('DestinationRule', ({ host }) => host.startsWith('*')),
  'exportTo all': exportedTo((names) => names.includes('*')),
  'exportTo its own namespace': exportedTo((names) => names.includes('.')),
  'exportTo a namespace by name': exportedTo((names) => names.some((name) => /^\w/.test(name))),
  'exportTo nobody': exportedTo((names) => names.includes('~')),
  'default of exportTo': ({ meshConfig }) => Object.keys(meshConfig).some((field) => field.endsWith('ExportTo')),
  'discoverySelectors': ({ meshConfig }) => meshConfig.discoverySelectors !== undefined,
  'port that says no protocol': anySpec('Service', ({ ports = [] }) => ports.some(({ name, appProtocol }: Spec) => appProtocol === undefined && (name === undefined || name === 'api'))),
  'appProtocol': anySpec('Service', ({ ports = [] }) => ports.some(({ appProtocol }: Spec) => appProtocol !== undefined)),
  'host registered more than once': (request) => {
    const hosts = specs(request, 'ServiceEntry').flatMap((spec) => spec.hosts as readonly string[]);
    return new Set(hosts).size < hosts.length;
  },
  'REGISTRY_ONLY': ({ meshConfig }) => JSON.stringify(meshConfig.outboundTrafficPolicy ?? {}).includes('REGISTRY_ONLY'),
  'ALLOW_ANY': ({ meshConfig }) => meshConfig.outboundTrafficPolicy === undefined || JSON.stringify(meshConfig.outboundTrafficPolicy).includes('"ALLOW_ANY"'),
  'objects of different ages': ({ objects }) => objects.some(({ metadata }) => metadata.creationTimestamp !== undefined),
  'objects without age': ({ objects }) => objects.every(({ metadata }) => metadata.creationTimestamp === undefined),
  'objects as in a repository': ({ repository }) => repository === true,
  'TLS': anyCall(({ protocol }) => protocol === 'TLS'),
  'HTTP': anyCall(({ protocol }) => protocol === 'HTTP'),
  'TCP': anyCall(({ protocol }) => protocol === 'TCP'),
  'call by a bare name': anyCall(({ host }) => nonAddress(host) && !host.includes('.')),
  'call by a name and namespace': anyCall(({ host, proxy }, { objects, proxies }) => {
    const found = new Dns(objects).resolve(host, proxies.find(({ id }) => id === proxy)!.namespace);
    return /^[^.]+\.[^.]+$/.test(host) && typeof found !== 'string' && found.length > 0;
  }),
  'call by a full name': anyCall(({ host }) => host.endsWith('.svc.cluster.local')),
  'call by an address': anyCall(({ host, address }) => host === '' || host === address),
  'call by a name whose address is not told': anyCall(({ resolved }) => resolved === true),
  'call by a name at an address that is told': anyCall(({ host, resolved }) => nonAddress(host) && resolved === undefined),
};

function fullName({ metadata: { name, namespace } }: KubernetesObject): string {
  return `${name}.${namespace}.svc.cluster.local`;
}

function endpoints(objects: readonly KubernetesObject[]): readonly Spec[] {
  return objects.flatMap((object) => (object.kind === 'EndpointSlice' ? object.endpoints : []) as readonly Spec[]);
}
