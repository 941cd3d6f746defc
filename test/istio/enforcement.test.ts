import { enforcementOf } from '../../src/istio/enforcement';
import { buildMesh } from '../../src/istio/mesh';
import { InjectionDefaults } from '../../src/istio/redirection';

/** A call of a pod, and what of the mesh and the pod decides who holds it. */
interface Given {
  readonly defaults?: InjectionDefaults;
  readonly meshConfig?: unknown;
  readonly annotations?: Readonly<Record<string, string>>;
  /** What the annotation `proxy.istio.io/config` holds. */
  readonly config?: unknown;
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly callerIsAdded?: boolean;
  readonly port?: number;
  readonly address?: string;
}

function enforcement({ defaults, meshConfig = {}, annotations = {}, config, spec = {}, callerIsAdded, port = 443, address }: Given) {
  const mesh = buildMesh({ release: '1.30.3', meshConfig, injection: defaults, objects: [] });
  const read = config === undefined ? undefined : { value: config };
  const { holds } = enforcementOf(mesh, { namespace: 'shop', pod: { metadata: { annotations }, spec }, config: read, callerIsAdded });
  return holds(port, address);
}

const held = { outcome: 'held' };
const free = (reason: string) => ({ outcome: 'not-enforced', reason });
const unknown = (reason: string, detail: string) => ({ outcome: 'unknown', reason, detail });
const traffic = (more: Readonly<Record<string, string>>): Given => (
  { annotations: Object.fromEntries(Object.entries(more).map(([name, value]) => [`traffic.sidecar.istio.io/${name}`, value])) });
const mode = (value: string): Given => ({ annotations: { 'sidecar.istio.io/interceptionMode': value } });
const templates = (names: string): Given => ({ annotations: { 'inject.istio.io/templates': names } });
const defaultConfig = (value: unknown): Given => ({ meshConfig: { defaultConfig: value } });
const invalid = (setting: string) => unknown('proxy-setting-invalid', setting);

type Cases = readonly (readonly [title: string, given: Given, expected: object])[];

const ports: Cases = [
  ['are held where nothing is said', {}, held],
  ['are free where they are excluded', traffic({ excludeOutboundPorts: '80, 443' }), free('port-excluded')],
  ['are free where they are excluded, with zeros before them', traffic({ excludeOutboundPorts: '0443' }), free('port-excluded')],
  ['are held where others are excluded', traffic({ excludeOutboundPorts: '80' }), held],
  ['are free where they are excluded and included', traffic({ excludeOutboundPorts: '443', includeOutboundPorts: '443' }), free('port-excluded')],
  ['are free where the mesh excludes them', { defaults: { excludeOutboundPorts: '443' } }, free('port-excluded')],
  ['are held where a pod excludes others than the mesh', { defaults: { excludeOutboundPorts: '443' }, ...traffic({ excludeOutboundPorts: '80' }) }, held],
  ['are held where a pod excludes none and the mesh some', { defaults: { excludeOutboundPorts: '443' }, ...traffic({ excludeOutboundPorts: '' }) }, held],
  ['are held where they are included, whatever ranges are', traffic({ includeOutboundIPRanges: '', includeOutboundPorts: '443' }), held],
  ['are free where others are included, and no range', traffic({ includeOutboundIPRanges: '', includeOutboundPorts: '80' }), free('interception-off')],
  ['are held where the mesh includes them', { ...traffic({ includeOutboundIPRanges: '' }), defaults: { includeOutboundPorts: '443' } }, held],
  ['are held where every range is included, and other ports', traffic({ includeOutboundPorts: '80' }), held],
];

const ranges: Cases = [
  ['are free where they are excluded', { address: '10.1.2.3', ...traffic({ excludeOutboundIPRanges: '10.0.0.0/8' }) }, free('addresses-excluded')],
  ['are held where others are excluded', { address: '192.0.2.1', ...traffic({ excludeOutboundIPRanges: '10.0.0.0/8' }) }, held],
  ['are free where they are excluded, on a port that is included', { address: '10.1.2.3', ...traffic({ excludeOutboundIPRanges: '10.0.0.0/8', includeOutboundPorts: '443' }) }, free('addresses-excluded')],
  ['leave it open where some are excluded', traffic({ excludeOutboundIPRanges: '10.0.0.0/8' }), unknown('interception-by-address', 'traffic.sidecar.istio.io/excludeOutboundIPRanges: "10.0.0.0/8"')],
  ['are all free where every one is excluded', traffic({ excludeOutboundIPRanges: '0.0.0.0/0' }), free('addresses-excluded')],
  ['are held where only addresses of IPv6 are excluded', traffic({ excludeOutboundIPRanges: 'fd00::/8' }), held],
  ['are free where others are included', { address: '192.0.2.1', ...traffic({ includeOutboundIPRanges: '10.0.0.0/8' }) }, free('addresses-excluded')],
  ['are held where they are included', { address: '10.1.2.3', ...traffic({ includeOutboundIPRanges: '192.0.2.0/24,10.0.0.0/8' }) }, held],
  ['are free where they are included, and excluded', { address: '10.1.2.3', ...traffic({ includeOutboundIPRanges: '10.0.0.0/8', excludeOutboundIPRanges: '10.1.0.0/16' }) }, free('addresses-excluded')],
  ['leave it open where some are included', traffic({ includeOutboundIPRanges: '10.0.0.0/8' }), unknown('interception-by-address', 'traffic.sidecar.istio.io/includeOutboundIPRanges: "10.0.0.0/8"')],
  ['are held where every one is included by its range', traffic({ includeOutboundIPRanges: '0.0.0.0/0' }), held],
  ['are held on a port that is included', traffic({ includeOutboundIPRanges: '10.0.0.0/8', includeOutboundPorts: '443' }), held],
  ['are free where none is included', traffic({ includeOutboundIPRanges: '' }), free('interception-off')],
  ['are free where the mesh includes none', { defaults: { includeIPRanges: '' } }, free('interception-off')],
  ['are held where the mesh includes none, and the CNI agent takes that for all', { defaults: { includeIPRanges: '', cni: true } }, held],
  ['are free where the pod includes none, under the CNI agent too', { defaults: { cni: true }, ...traffic({ includeOutboundIPRanges: '' }) }, free('interception-off')],
  ['leave it open where the mesh excludes some', { defaults: { excludeIPRanges: '10.0.0.0/8' } }, unknown('interception-by-address', 'global.proxy.excludeIPRanges: "10.0.0.0/8"')],
  ['leave it open where the mesh includes some', { defaults: { includeIPRanges: '10.0.0.0/8' } }, unknown('interception-by-address', 'global.proxy.includeIPRanges: "10.0.0.0/8"')],
  ['are held where the pod includes all, and the mesh some', { defaults: { includeIPRanges: '10.0.0.0/8' }, ...traffic({ includeOutboundIPRanges: '*' }) }, held],
];

const interfaces: Cases = [
  ['is the pod\'s: no call is held', traffic({ excludeInterfaces: 'eth0' }), free('interface-excluded')],
  ['is the pod\'s, among others', traffic({ excludeInterfaces: 'net1, eth0' }), free('interface-excluded')],
  ['is the pod\'s, by a wildcard of iptables', traffic({ excludeInterfaces: 'eth+' }), free('interface-excluded')],
  ['is another one, which the pod does not have', traffic({ excludeInterfaces: 'net1' }), held],
  ['is none', traffic({ excludeInterfaces: '' }), held],
  [
    'is another one, and Multus gives the pod more: the routes decide',
    { annotations: { 'traffic.sidecar.istio.io/excludeInterfaces': 'net1', 'k8s.v1.cni.cncf.io/networks': 'storage' } },
    unknown('interface-not-known', 'traffic.sidecar.istio.io/excludeInterfaces: "net1"'),
  ],
  [
    'is another one of several, and the port is excluded',
    { annotations: { 'traffic.sidecar.istio.io/excludeInterfaces': 'net1', 'traffic.sidecar.istio.io/excludeOutboundPorts': '443', 'k8s.v1.cni.cncf.io/networks': 'storage' } },
    free('port-excluded'),
  ],
];

const modes: Cases = [
  ['NONE of the pod', mode('NONE'), free('interception-off')],
  ['REDIRECT of the pod', mode('REDIRECT'), held],
  ['TPROXY of the pod', mode('TPROXY'), held],
  ['NONE of the pod\'s configuration', { config: { interceptionMode: 'NONE' } }, free('interception-off')],
  ['NONE of the pod\'s configuration, by the name that the proto has', { config: { interception_mode: 'NONE' } }, free('interception-off')],
  ['NONE of the pod\'s configuration, by its number', { config: { interceptionMode: 2 } }, free('interception-off')],
  ['the pod\'s, before that of its configuration', { ...mode('REDIRECT'), config: { interceptionMode: 'NONE' } }, held],
  ['NONE of the mesh', defaultConfig({ interceptionMode: 'NONE' }), free('interception-off')],
  ['the pod\'s, before the mesh\'s', { ...mode('REDIRECT'), ...defaultConfig({ interceptionMode: 'NONE' }) }, held],
  ['that of the pod\'s configuration, before the mesh\'s', { config: { interceptionMode: 'TPROXY' }, ...defaultConfig({ interceptionMode: 'NONE' }) }, held],
  ['NONE of the mesh, though the pod\'s configuration says REDIRECT, which istiod takes for nothing', { config: { interceptionMode: 'REDIRECT' }, ...defaultConfig({ interceptionMode: 'NONE' }) }, free('interception-off')],
];

const ofTemplates: Cases = [
  ['grpc-agent', templates('grpc-agent'), free('template-without-redirection')],
  ['grpc-simple', templates('grpc-simple'), free('template-without-redirection')],
  ['gateway', templates('gateway'), free('template-without-redirection')],
  ['sidecar', templates('sidecar'), held],
  ['a list with sidecar in it', templates('hello, sidecar'), held],
  ['sidecar beside grpc-agent', templates('sidecar,grpc-agent'), held],
  ['one of the user\'s own', templates('hello'), unknown('template-not-known', 'hello')],
  ['one of the user\'s own beside grpc-agent', templates('grpc-agent,hello'), unknown('template-not-known', 'grpc-agent, hello')],
  ['one of the user\'s own, where the port is excluded', { annotations: { ...templates('hello').annotations, ...traffic({ excludeOutboundPorts: '443' }).annotations } }, free('port-excluded')],
  ['that of the mesh', { defaults: { defaultTemplates: ['grpc-agent'] } }, free('template-without-redirection')],
  ['those of the mesh', { defaults: { defaultTemplates: ['sidecar', 'hello'] } }, held],
  ['the pod\'s, before the mesh\'s', { ...templates('sidecar'), defaults: { defaultTemplates: ['grpc-agent'] } }, held],
  ['an empty list of the mesh, which is Istio\'s default', { defaults: { defaultTemplates: [] } }, held],
];

const as = (user?: number, group?: number) => ({ securityContext: { runAsUser: user, runAsGroup: group } });
const container = (name: string, security: object = {}) => ({ name, ...security });
const of = (containers: readonly object[], pod: object = {}): Given => ({ spec: { containers, ...pod } });

const users: Cases = [
  ['the pod says so', of([container('web')], as(1337)), free('proxy-user')],
  ['its only container says so', of([container('web', as(1337))]), free('proxy-user')],
  ['all of its containers say so', of([container('web', as(1337)), container('log', as(1337))]), free('proxy-user')],
  ['its container is in that group', of([container('web', as(1000, 1337))]), free('proxy-user')],
  ['the pod is in that group', of([container('web')], as(undefined, 1337)), free('proxy-user')],
  ['no container but istio-proxy does', of([container('web', as(1000)), container('istio-proxy', as(1337, 1337))]), held],
  ['the pod says so and its container does not', of([container('web', as(1000))], as(1337)), held],
  ['the container is of another user, and in the group of the pod', of([container('web', as(1000))], as(undefined, 1337)), free('proxy-user')],
  ['one of two containers says so', of([container('web'), container('log', as(1337))]), unknown('container-not-known', '"log"')],
  ['one of two containers says otherwise than the pod', of([container('web', as(1000)), container('log')], as(1337)), unknown('container-not-known', '"log"')],
  ['one of two says so, and the port is excluded', { ...of([container('web'), container('log', as(1337))]), ...traffic({ excludeOutboundPorts: '443' }) }, free('port-excluded')],
  ['an init container says so that ends before the others begin', of([container('web')], { initContainers: [container('migrate', as(1337))] }), held],
  ['an init container says so that runs beside the others', of([container('web')], { initContainers: [{ ...container('log', as(1337)), restartPolicy: 'Always' }] }), unknown('container-not-known', '"log"')],
  ['istio-proxy is of another user', of([container('web', as(1337)), container('istio-proxy', as(2000))]), held],
  ['it is of the user that istio-proxy has', of([container('web', as(2000)), container('istio-proxy', as(2000))]), free('proxy-user')],
  ['istio-proxy runs as root, as under TPROXY', of([container('web', as(1337)), container('istio-proxy', as(0))]), free('proxy-user')],
  ['the pod says so, and a container that is added calls', { ...of([container('web', as(1000))], as(1337)), callerIsAdded: true }, free('proxy-user')],
  ['its only container says so, and a container that is added calls', { ...of([container('web', as(1337))]), callerIsAdded: true }, held],
];

const settings: Cases = [
  ['a mode that Istio does not know', mode('none'), invalid('sidecar.istio.io/interceptionMode: "none"')],
  ['an empty mode', mode(''), invalid('sidecar.istio.io/interceptionMode: ""')],
  ['a mode of the configuration that Istio does not know', { config: { interceptionMode: 'none' } }, invalid('proxy.istio.io/config.interceptionMode is not one of REDIRECT, TPROXY, NONE')],
  ['a configuration that is no map', { config: 'NONE' }, invalid('proxy.istio.io/config is not a map')],
  ['metadata that is no text', { config: { proxyMetadata: { ISTIO_META_DNS_CAPTURE: true } } }, invalid('proxy.istio.io/config.proxyMetadata.ISTIO_META_DNS_CAPTURE is not text')],
  ['a flag that Go does not read', { config: { proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'yes' } } }, invalid('ISTIO_META_DNS_CAPTURE: "yes"')],
  ['a port by its name', traffic({ excludeOutboundPorts: 'https' }), invalid('traffic.sidecar.istio.io/excludeOutboundPorts: "https"')],
  ['a port beyond the last one', traffic({ excludeOutboundPorts: '65536' }), invalid('traffic.sidecar.istio.io/excludeOutboundPorts: "65536"')],
  ['every port', traffic({ excludeOutboundPorts: '*' }), invalid('traffic.sidecar.istio.io/excludeOutboundPorts: "*"')],
  ['an address in place of a range', traffic({ excludeOutboundIPRanges: '10.0.0.1' }), invalid('traffic.sidecar.istio.io/excludeOutboundIPRanges: "10.0.0.1"')],
  ['a space before a range', traffic({ includeOutboundIPRanges: '10.0.0.0/8, 192.0.2.0/24' }), invalid('traffic.sidecar.istio.io/includeOutboundIPRanges: "10.0.0.0/8, 192.0.2.0/24"')],
  ['every range excluded by a star', traffic({ excludeOutboundIPRanges: '*' }), invalid('traffic.sidecar.istio.io/excludeOutboundIPRanges: "*"')],
  ['an empty entry of an annotation', traffic({ excludeOutboundPorts: '80,' }), invalid('traffic.sidecar.istio.io/excludeOutboundPorts: "80,"')],
  ['an interface that has no name', traffic({ excludeInterfaces: 'eth0,' }), invalid('traffic.sidecar.istio.io/excludeInterfaces: "eth0,"')],
  ['a range of the mesh', { defaults: { excludeIPRanges: '10.0.0.1' } }, invalid('global.proxy.excludeIPRanges: "10.0.0.1"')],
];

describe('calls to ports', () => test.each(ports)('%s', (_, given, expected) => expect(enforcement(given)).toEqual(expected)));
describe('calls to addresses', () => test.each(ranges)('%s', (_, given, expected) => expect(enforcement(given)).toEqual(expected)));
describe('an excluded interface', () => test.each(interfaces)('%s', (_, given, expected) => expect(enforcement(given)).toEqual(expected)));
describe('the mode in effect is', () => test.each(modes)('%s', (_, given, expected) => expect(enforcement(given)).toEqual(expected)));
describe('a pod is injected by', () => test.each(ofTemplates)('%s', (_, given, expected) => expect(enforcement(given)).toEqual(expected)));
describe('a caller is the user of istio-proxy where', () => test.each(users)('%s', (_, given, expected) => expect(enforcement(given)).toEqual(expected)));
describe('Istio does not take', () => test.each(settings)('%s', (_, given, expected) => expect(enforcement(given)).toEqual(expected)));

test('an empty entry of the mesh\'s defaults, and of included ports, is passed over', () => {
  expect([enforcement({ defaults: { excludeOutboundPorts: '80,' } }), enforcement(traffic({ includeOutboundPorts: '80,' }))]).toEqual([held, held]);
});

test('a variable that changes the redirection leaves it open, the pod\'s as the mesh\'s', () => {
  const variable = { proxyMetadata: { ISTIO_OUTBOUND_OWNER_GROUPS_EXCLUDE: '2000' } };
  const open = unknown('redirection-changed', 'ISTIO_OUTBOUND_OWNER_GROUPS_EXCLUDE');
  expect([enforcement({ config: variable }), enforcement(defaultConfig(variable))]).toEqual([open, open]);
  expect(enforcement({ config: variable, ...traffic({ excludeOutboundPorts: '443' }) })).toEqual(free('port-excluded'));
});
