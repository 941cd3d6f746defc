import { Case, deployment, ebpf, goproxy, namespace, replay, service, serviceEntry, sidecar, sidecarOf, strict, virtualService } from './case';
import { KubernetesObject } from '../../src/kubernetes/object';
import { COPIED_FROM } from '../../src/mesh/egress-sidecar';
import { OutboundTrafficPolicy } from '../../src/settings/mesh-settings';
import { resolveMesh } from '../../src/settings/resolve-mesh';

/** Objects that trip a rule, and such as the rule has nothing to say of, by the id of its finding. */
export interface RuleCases {
  readonly bad: Case;
  readonly good: Case;
}

const of = (...objects: Case['objects']): Case => ({ objects });
const within = (settings: Case['settings'], ...objects: Case['objects']): Case => ({ settings, objects });

/** Two files with one Service, beside a kustomization. */
const kustomized = (resources: readonly string[], ...files: readonly string[]): Case => ({
  objects: [service('shop/web'), service('shop/web'), { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', metadata: {}, resources }],
  files: [...files, 'shop/kustomization.yaml'],
});

const TLS = { number: 443, name: 'https', protocol: 'TLS' };
const HOSTS = resolveMesh({}).speedscale.hosts;
const speedscaleHosts = (spec: object = {}) => serviceEntry('speedscale/hosts', { hosts: HOSTS, ports: [TLS], resolution: 'NONE', exportTo: ['.', 'shop'], ...spec });
const partner = (spec: object) => serviceEntry('shop/partner', { hosts: ['api.partner.example.com'], resolution: 'NONE', ...spec });
const ambient = { 'istio-dataplane': 'x', 'istio.io/dataplane-mode': 'ambient' };
const meshConfig = (text: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'istio', namespace: 'istio-system' }, data: { mesh: text } });
const narrowRoot = sidecarOf('istio-system/default', './*', 'istio-system/*');
const copy = (...hosts: string[]) => sidecar('shop/default', { egress: [{ hosts }] }, { annotations: { [COPIED_FROM]: 'istio-system/default' } });
const complete = ['./*', 'istio-system/*', 'speedscale/*', 'default/kubernetes.default.svc.cluster.local'];
const publicWeb = (spec: object) => virtualService('shop/web', { http: [{ route: [{ destination: { host: 'web.shop.svc.cluster.local' } }] }], ...spec });
const routeTo = (host: string) => virtualService('shop/route', { hosts: ['web'], http: [{ route: [{ destination: { host } }] }] });
const webInMesh = { namespaces: [{ name: 'shop', virtualServices: ['web'] }] };

const cni = { 'sidecar.speedscale.com/istio-cni': 'true' };
const having = (key: string, value: string, more: Readonly<Record<string, string>> = {}) => goproxy({ [`sidecar.speedscale.com/${key}`]: value, ...more });
const secret = { 'sidecar.speedscale.com/tls-in-secret': 'web-tls' };

/** A mesh that lets only registered hosts out, with what it takes to decide. */
const closed = (...objects: Case['objects']): Case => within(
  { istio: { hasRootSidecar: false, outboundTrafficPolicy: OutboundTrafficPolicy.REGISTRY_ONLY } },
  namespace('speedscale', { 'istio-injection': 'enabled' }), namespace('shop', { 'istio-injection': 'enabled' }), ...objects,
);
/** The closed mesh, and an older tree with the same Deployment and other objects. */
const since = (before: Case['objects'], ...objects: Case['objects']): Case => ({ ...closed(...objects), base: closed(web, ...before).objects });
const web = deployment('shop/web');
/** An object that neither it nor its path gives a namespace. */
const homeless = serviceEntry('shop/x', {}, { namespace: undefined });
const networkPolicy = (title: string, podSelector: object = {}): KubernetesObject => (
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: title.split('/')[1], namespace: title.split('/')[0] }, spec: { podSelector } });
const stripe = (title = 'shop/stripe', metadata: object = {}) => serviceEntry(title, { hosts: ['api.stripe.com'], ports: [TLS], resolution: 'NONE', exportTo: ['.'] }, { ...metadata });
/** Whether a call is to one of these addresses is not in any manifest. */
const ranges = partner({ addresses: ['52.0.0.0/8'], ports: [{ ...TLS, protocol: 'TCP' }] });
const sniRange = partner({ addresses: ['52.0.0.0/8'], ports: [TLS] });
const wider = partner({ addresses: ['52.0.0.0/7'], ports: [{ ...TLS, protocol: 'TCP' }] });
/** A VirtualService with a TLS route for one bucket. */
const logsBucket = (host: string, sni = `logs.${host.replace('*.', '')}`, destination = 'logs.shop.svc.cluster.local') => virtualService('shop/logs', {
  hosts: [host], tls: [{ match: [{ port: 443, sniHosts: [sni] }], route: [{ destination: { host: destination, port: { number: 443 } } }] }],
});
const originating = (mode: string) => (
  { apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { name: 'external', namespace: 'speedscale' }, spec: { host: 'app.speedscale.com', trafficPolicy: { tls: { mode } } } });

/** Annotations of a workload, bad and good, by what is to be found. */
const ANNOTATIONS: Readonly<Record<string, readonly [Readonly<Record<string, string>>, Readonly<Record<string, string>>]>> = {
  'annotation-unknown': [having('tls_out', 'true'), having('tls-out', 'true')],
  'annotation-not-a-boolean': [having('tls-out', 'yes'), having('tls-out', 'false')],
  'annotation-value-unknown': [having('proxy-type', 'transparant'), having('proxy-type', 'transparent')],
  'annotation-value-empty': [having('tls-java-tool-options-value', ''), having('tls-java-tool-options-value', '-Dx=y')],
  'annotation-listed-twice': [having('ignore-inbound-ports', '80,80'), having('ignore-inbound-ports', '80,81')],
  'annotation-not-a-port': [having('prometheus-port', '70000'), having('prometheus-port', '65535')],
  'annotation-not-a-quantity': [having('memory-limit', '1GB'), having('memory-limit', '1Gi')],
  'annotation-not-a-host': [having('ignore-dst-hosts', '*.example.com'), having('ignore-dst-hosts', 'api.example.com')],
  'annotation-not-an-address': [having('ignore-dst-ips', '10.0.0.0/33'), having('ignore-dst-ips', '10.0.0.0/8')],
  'annotation-star-not-alone': [having('ignore-dst-ips', '*,10.0.0.1'), having('ignore-dst-ips', '*')],
  'annotation-not-a-secret-name': [having('tls-in-secret', 'Web_TLS'), having('tls-in-secret', 'web-tls')],
  'annotation-not-a-file': [having('tls-in-private', 'keys/tls.key', secret), having('tls-in-private', 'web.key', secret)],
  'annotation-not-a-variable': [having('extra-container-env-vars', 'HTTP PROXY'), having('extra-container-env-vars', 'HTTP_PROXY=localhost')],
  'annotation-request-over-limit': [
    having('cpu-request', '3', { 'sidecar.speedscale.com/cpu-limit': '2' }), having('cpu-request', '1', { 'sidecar.speedscale.com/cpu-limit': '2' }),
  ],
  'annotation-needs-another': [having('kube-api-support', 'true'), having('kube-api-support', 'true', { 'sidecar.speedscale.com/tls-out': 'true' })],
  'annotation-would-be-ignored': [having('proxy-port', '8080'), having('proxy-port', '8080', { 'sidecar.speedscale.com/proxy-type': 'reverse' })],
  'annotation-overridden': [
    having('tls-java-tool-options', 'true', { 'sidecar.speedscale.com/tls-out': 'true', 'sidecar.speedscale.com/tls-java-tool-options-value': '-Dx=y' }),
    having('tls-java-tool-options', 'true', { 'sidecar.speedscale.com/tls-out': 'true' }),
  ],
  'capture-with-both-modes': [goproxy(ebpf()), goproxy({ 'capture.speedscale.com/enabled': 'false' })],
  'capture-of-ignored-workload': [goproxy({ 'operator.speedscale.com/ignore': 'true' }), goproxy({ 'operator.speedscale.com/ignore': 'false' })],
};

const narrow = { egress: [{ hosts: ['./*'] }] };

export const CASES: Readonly<Record<string, RuleCases>> = {
  'speedscale-not-in-sight': { bad: of(deployment('shop/web')), good: of(deployment('shop/web', ebpf())) },
  'settings-contradict-manifests': {
    bad: within({ istio: { outboundTrafficPolicy: OutboundTrafficPolicy.ALLOW_ANY } }, meshConfig('outboundTrafficPolicy: {mode: REGISTRY_ONLY}')),
    good: within({ istio: { outboundTrafficPolicy: OutboundTrafficPolicy.REGISTRY_ONLY } }, meshConfig('outboundTrafficPolicy: {mode: REGISTRY_ONLY}')),
  },
  'stated-label-not-in-manifest': {
    bad: within({ namespaces: [{ name: 'shop', labels: { 'istio-injection': 'enabled' } }] }, namespace('shop')),
    good: within({ namespaces: [{ name: 'shop', labels: { 'istio-injection': 'enabled' } }] }, namespace('shop', { 'istio-injection': 'enabled' })),
  },
  'manifests-contradict-each-other': {
    bad: of(replay('shop/nightly'), meshConfig('outboundTrafficPolicy: {mode: REGISTRY_ONLY}'), meshConfig('outboundTrafficPolicy: {mode: ALLOW_ANY}')),
    good: of(replay('shop/nightly'), meshConfig('outboundTrafficPolicy: {mode: REGISTRY_ONLY}'), meshConfig('outboundTrafficPolicy: {mode: REGISTRY_ONLY}')),
  },
  'mesh-config-unreadable': { bad: of(replay('shop/nightly'), meshConfig('a: [')), good: of(meshConfig('a: [')) },
  'context-missing': {
    bad: of(deployment('shop/web', goproxy())),
    good: within(
      { istio: { hasRootSidecar: false } },
      meshConfig('outboundTrafficPolicy: {mode: REGISTRY_ONLY}'), namespace('speedscale'), namespace('shop'), deployment('shop/web', goproxy()),
    ),
  },
  'namespace-unset': {
    bad: of({ ...deployment('shop/web', ebpf()), metadata: { name: 'web', annotations: ebpf() } }),
    good: of(deployment('shop/web', ebpf())),
  },
  'namespace-not-discovered': {
    bad: of(meshConfig('discoverySelectors: [{matchLabels: {mesh: "on"}}]'), namespace('speedscale'), deployment('shop/web', goproxy())),
    good: of(meshConfig('discoverySelectors: [{matchLabels: {mesh: "on"}}]'), namespace('speedscale', { mesh: 'on' })),
  },
  'istio-refuses-object': { bad: of(sidecar('shop/default', { egress: [{ port: { number: 443, protocol: 'TLS', name: 'a' } }] })), good: of(sidecarOf('shop/default', './*')) },
  'needs-substitution': { bad: of(sidecarOf('${NS}/default', './*')), good: of(sidecarOf('shop/default', './*')) },
  'registry-only-in-ambient': {
    bad: of(meshConfig('outboundTrafficPolicy: {mode: REGISTRY_ONLY}'), namespace('speedscale', ambient)),
    good: of(meshConfig('outboundTrafficPolicy: {mode: REGISTRY_ONLY}'), namespace('speedscale')),
  },
  'object-duplicated': {
    bad: of(service('shop/web'), { ...service('shop/web'), spec: {} }),
    good: of(service('shop/web'), service('shop/web'), { ...service('cart/web'), spec: {} }),
  },
  'kustomization-lists-object-twice': {
    bad: kustomized(['web.yaml', 'more.yaml'], 'shop/web.yaml', 'shop/more.yaml'),
    good: kustomized(['web.yaml', '../cart/web.yaml'], 'shop/web.yaml', 'shop/patch.yaml'),
  },
  'host-not-a-name': { bad: of(partner({ hosts: ['https://api.example.com'] })), good: of(partner({})) },
  'host-is-every-host': { bad: of(partner({ hosts: ['*'] })), good: of(partner({ hosts: ['*.example.com'] })) },
  'host-partial-wildcard': { bad: of(partner({ hosts: ['*api.example.com'] })), good: of(partner({ hosts: ['*.api.example.com'] })) },
  'service-entry-too-many-hosts': {
    bad: of(partner({ hosts: Array.from({ length: 257 }, (_, index) => `h${index}.example.com`) })),
    good: of(partner({ hosts: Array.from({ length: 256 }, (_, index) => `h${index}.example.com`) })),
  },
  'resolution-with-wildcard': {
    bad: of(partner({ hosts: ['*.example.com'], resolution: 'DNS' })),
    good: of(partner({ hosts: ['*.example.com'], resolution: 'DNS', endpoints: [{ address: 'api.example.com' }] })),
  },
  'export-to-not-alone': { bad: of(partner({ exportTo: ['*', 'shop'] })), good: of(partner({ exportTo: ['*'] })) },
  'export-to-twice': { bad: of(partner({ exportTo: ['.', 'shop'] })), good: of(partner({ exportTo: ['.', 'cart'] })) },
  'export-to-not-a-namespace': { bad: of(partner({ exportTo: ['Shop'] })), good: of(partner({ exportTo: ['.'] })) },
  'service-entry-hidden-from-own-namespace': { bad: of(speedscaleHosts({ exportTo: ['shop'] })), good: of(speedscaleHosts()) },
  'service-entry-opens-port': {
    bad: of(partner({ ports: [{ ...TLS, protocol: 'TCP' }] })),
    good: of(partner({ ports: [{ ...TLS, protocol: 'TCP' }], addresses: ['203.0.113.4'] })),
  },
  'service-entry-hijacks-port': {
    bad: of(partner({ ports: [{ number: 443, name: 'https' }], resolution: 'DNS' })),
    good: of(partner({ ports: [TLS], resolution: 'DNS' })),
  },
  'service-entry-hosts-drifted': {
    bad: of(speedscaleHosts({ hosts: HOSTS.slice(0, 9) })),
    good: of(speedscaleHosts({ hosts: HOSTS.slice(0, 9) }), serviceEntry('speedscale/monitoring', { hosts: ['monitoring.us-east-1.amazonaws.com'] })),
  },
  'service-entry-takes-over-host': {
    bad: of(speedscaleHosts(), serviceEntry('cart/aws', { hosts: ['sts.amazonaws.com'] })),
    good: of(
      speedscaleHosts(), serviceEntry('cart/aws', { hosts: ['sts.amazonaws.com'], exportTo: ['.'] }), serviceEntry('shop/aws', { hosts: ['sts.amazonaws.com'], exportTo: ['.'] }),
    ),
  },
  'egress-host-not-namespaced': { bad: of(sidecarOf('shop/default', 'speedscale')), good: of(sidecarOf('shop/default', '~shop/api.example.com', './*')) },
  'sidecar-not-the-only-one': {
    bad: of(sidecarOf('shop/default', './*'), sidecarOf('shop/speedscale', 'speedscale/*')),
    good: of(sidecarOf('shop/default', './*'), sidecarOf('cart/default', './*'), sidecar('shop/web', { workloadSelector: { labels: { app: 'web' } } })),
  },
  'sidecar-selectors-overlap': {
    bad: of(
      deployment('shop/web', {}, { labels: { app: 'web', tier: 'front' } }),
      sidecar('shop/web', { ...narrow, workloadSelector: { labels: { app: 'web' } } }), sidecar('shop/front', { ...narrow, workloadSelector: { labels: { tier: 'front' } } }),
    ),
    good: of(
      deployment('shop/web', {}, { labels: { app: 'web', tier: 'front' } }),
      sidecar('shop/web', { workloadSelector: { labels: { app: 'web' } } }), sidecar('shop/back', { workloadSelector: { labels: { tier: 'back' } } }),
    ),
  },
  'sidecar-selector-empty': { bad: of(sidecar('shop/default', { ...narrow, workloadSelector: {} })), good: of(sidecarOf('shop/default', './*')) },
  'sidecar-policy-empty': {
    bad: of(sidecar('shop/default', { outboundTrafficPolicy: {} })),
    good: of(sidecar('shop/default', { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } })),
  },
  'sidecar-listener-locks-port': {
    bad: of(sidecar('shop/default', { egress: [{ port: { number: 443 }, hosts: ['./*'] }, { hosts: complete }] })),
    good: of(sidecar('shop/default', { egress: [{ port: { number: 443 }, hosts: ['speedscale/*'] }, { port: { number: 9090 }, hosts: ['./*'] }, { hosts: complete }] })),
  },
  'sidecar-cuts-own-namespace': {
    bad: of(sidecarOf('shop/default', 'speedscale/*')),
    good: of(sidecarOf('shop/default', ...complete), sidecarOf('cart/default', 'bank/*')),
  },
  'sidecar-cuts-root-namespace': { bad: of(sidecarOf('shop/default', './*', 'speedscale/*')), good: of(sidecarOf('shop/default', ...complete)) },
  'sidecar-cuts-api-server': {
    bad: of(sidecarOf('shop/default', './*', 'istio-system/*', 'speedscale/*')),
    good: of(sidecarOf('shop/default', ...complete), sidecarOf('cart/default', './*', 'istio-system/*')),
  },
  'sidecar-leaves-speedscale-out': {
    bad: of(deployment('shop/web', goproxy()), sidecarOf('shop/default', './*')),
    good: of(deployment('shop/web', goproxy()), sidecarOf('shop/default', ...complete)),
  },
  'root-sidecar-contradicts-settings': { bad: within({ istio: { hasRootSidecar: false } }, narrowRoot), good: within({ istio: {} }, narrowRoot) },
  'sidecar-copy-outdated': {
    bad: of(deployment('shop/web', goproxy()), sidecarOf('istio-system/default', './*', 'istio-system/*', 'monitoring/*'), copy('./*', 'istio-system/*', ...complete.slice(2))),
    good: of(deployment('shop/web', goproxy()), narrowRoot, copy('./*', 'istio-system/*', ...complete.slice(2))),
  },
  'sidecar-in-ambient': {
    bad: of(namespace('shop', ambient), sidecarOf('shop/default', './*')),
    good: of(namespace('shop', { ...ambient, 'istio-injection': 'enabled' }), sidecarOf('shop/default', './*')),
  },
  'sidecar-made-by-operator': {
    bad: of(deployment('shop/web', goproxy({ 'sidecar.speedscale.com/proxy-type': 'dual' }))),
    good: of(deployment('shop/web', goproxy({ 'sidecar.speedscale.com/proxy-type': 'transparent' }))),
  },
  'virtual-service-half-qualified': {
    bad: of(service('shop/web'), publicWeb({ hosts: ['web.shop'] })),
    good: of(publicWeb({ hosts: ['web.shop', 'web', 'web.shop.svc.cluster.local'] }), serviceEntry('shop/cart', { hosts: ['cart.shop'] }), routeTo('cart.shop')),
  },
  'virtual-service-not-for-mesh': {
    bad: within(webInMesh, publicWeb({ hosts: ['web'], gateways: ['istio-system/public'] })),
    good: within(webInMesh, publicWeb({ hosts: ['web'], gateways: ['istio-system/public', 'mesh'] })),
  },
  'virtual-service-without-mesh-host': {
    bad: within(webInMesh, publicWeb({ hosts: ['shop.example.com'] })),
    good: within(webInMesh, publicWeb({ hosts: ['shop.example.com', 'web.shop.svc.cluster.local'] })),
  },
  'virtual-service-not-for-replay': {
    bad: of(replay('shop/nightly'), publicWeb({ hosts: ['shop.example.com'], gateways: ['istio-system/public'] })),
    good: of(replay('cart/nightly'), publicWeb({ hosts: ['shop.example.com'], gateways: ['istio-system/public'] })),
  },
  'virtual-service-not-in-sight': { bad: within(webInMesh, virtualService('shop/wbe', {})), good: within(webInMesh, publicWeb({ hosts: ['web'] })) },
  'istio-annotation-misplaced': {
    bad: of(deployment('shop/web', { 'traffic.sidecar.istio.io/excludeOutboundPorts': '443' })),
    good: of(deployment('shop/web', { 'sidecar.istio.io/inject': 'true' }, { annotations: { 'sidecar.istio.io/inject': 'true' } })),
  },
  'annotation-misplaced': {
    bad: of(deployment('shop/web', {}, { annotations: goproxy() })),
    good: of(deployment('shop/web', goproxy(), { annotations: { 'sidecar.istio.io/inject': 'true' } })),
  },
  'egress-host-not-registered': { bad: closed(), good: closed(speedscaleHosts()) },
  'egress-host-not-exported': { bad: closed(speedscaleHosts({ exportTo: ['.'] }), replay('shop/nightly')), good: closed(speedscaleHosts(), replay('shop/nightly')) },
  'egress-host-not-imported': {
    bad: closed(speedscaleHosts(), replay('shop/nightly'), sidecarOf('shop/default', './*')),
    good: closed(speedscaleHosts(), replay('shop/nightly'), sidecarOf('shop/default', ...complete)),
  },
  'egress-host-shadowed': {
    bad: closed(speedscaleHosts(), replay('shop/nightly'), partner({ hosts: ['sts.amazonaws.com'], ports: [{ number: 80, name: 'http', protocol: 'HTTP' }] })),
    good: closed(speedscaleHosts(), replay('shop/nightly'), partner({ hosts: ['sts.amazonaws.com'], ports: [TLS] })),
  },
  'egress-host-rerouted': {
    bad: closed(speedscaleHosts(), replay('shop/nightly'), logsBucket('*.s3.us-east-1.amazonaws.com')),
    good: closed(speedscaleHosts(), replay('shop/nightly'), logsBucket('logs.example.com')),
  },
  'egress-host-ends-elsewhere': {
    bad: closed(speedscaleHosts(), replay('shop/nightly'), service('pay/minio'), virtualService('pay/s3', {
      hosts: ['s3.us-east-1.amazonaws.com'],
      tls: [{ match: [{ port: 443, sniHosts: ['s3.us-east-1.amazonaws.com'] }], route: [{ destination: { host: 'minio.pay.svc.cluster.local', port: { number: 80 } } }] }],
    })),
    good: closed(speedscaleHosts(), replay('shop/nightly'), service('pay/minio')),
  },
  'egress-host-tls-originated': {
    bad: closed(speedscaleHosts(), originating('SIMPLE')),
    good: closed(speedscaleHosts(), originating('DISABLE')),
  },
  'egress-host-in-range': {
    bad: closed(speedscaleHosts(), replay('shop/nightly'), partner({ addresses: ['52.0.0.0/8'], ports: [TLS] })),
    good: closed(speedscaleHosts(), replay('shop/nightly'), partner({ addresses: ['52.0.0.1'], ports: [TLS] })),
  },
  'egress-cluster-missing': {
    bad: closed(speedscaleHosts(), replay('shop/nightly'), logsBucket('*.s3.us-east-1.amazonaws.com', 'bucket.s3.us-east-1.amazonaws.com', 'nobody.example.com')),
    good: closed(speedscaleHosts()),
  },
  'egress-call-blocked': {
    bad: closed(speedscaleHosts(), replay('shop/nightly'), partner({ hosts: ['sts.amazonaws.com'], ports: [{ ...TLS, protocol: 'HTTP' }] })),
    good: closed(speedscaleHosts(), replay('shop/nightly')),
  },
  'egress-not-enforced': { bad: of(namespace('speedscale')), good: closed(speedscaleHosts()) },
  'nothing-decided': { bad: of(replay('shop/nightly'), speedscaleHosts()), good: closed(replay('shop/nightly')) },
  'egress-undecided': { bad: of(namespace('speedscale', { 'istio-injection': 'disabled' }), replay('shop/nightly'), speedscaleHosts()), good: closed(speedscaleHosts()) },
  'egress-allowed-to-blocked': { bad: since([stripe()], web), good: since([stripe()], web, stripe()) },
  'egress-blocked-to-allowed': { bad: since([], web, stripe()), good: since([stripe()], web, stripe()) },
  'egress-served-otherwise': { bad: since([stripe('shop/stripe')], web, stripe('shop/payments')), good: since([stripe()], web, stripe('shop/stripe', { labels: { a: 'b' } })) },
  'egress-allowed-to-unknown': { bad: since([stripe()], web, stripe(), sniRange), good: since([stripe(), sniRange], web, stripe(), sniRange) },
  'egress-blocked-to-unknown': { bad: since([], web, ranges), good: since([ranges], web, ranges) },
  'egress-unknown-to-allowed': { bad: since([stripe(), sniRange], web, stripe()), good: since([stripe(), sniRange], web, stripe(), sniRange) },
  'egress-unknown-to-blocked': { bad: since([ranges], web), good: since([ranges], web, ranges) },
  'egress-change-undecided': { bad: since([ranges], web, wider), good: since([ranges], web, ranges) },
  'workload-in-one-tree': { bad: since([], web, deployment('shop/cart')), good: since([stripe()], web) },
  'change-not-compared': { bad: since([], web, homeless), good: since([homeless], web, homeless) },
  'object-not-compared': { bad: since([homeless], web, homeless), good: since([stripe()], web, stripe()) },
  ...Object.fromEntries(Object.entries(ANNOTATIONS).map(([id, [bad, good]]) => [
    id, { bad: of(deployment('shop/web', bad)), good: of(deployment('shop/web', good)) },
  ])),
  'capture-kind-not-watched': {
    bad: of({ ...deployment('shop/web', ebpf()), apiVersion: 'batch/v1', kind: 'CronJob' }),
    good: of({ ...deployment('shop/web', ebpf()), kind: 'StatefulSet' }),
  },
  'capture-of-bare-pod': { bad: of({ ...deployment('shop/web', ebpf()), apiVersion: 'v1', kind: 'Pod' }), good: of(deployment('shop/web', ebpf())) },
  'capture-not-in-manifests': {
    bad: within({ namespaces: [{ name: 'shop', capture: [{ goproxy: {} }] }] }, deployment('shop/web')),
    good: within({ namespaces: [{ name: 'shop', capture: [{ goproxy: {} }] }] }, deployment('shop/web', goproxy())),
  },
  'istio-cni-missing': { bad: within({ istio: { cni: true } }, deployment('shop/web', goproxy())), good: within({ istio: { cni: true } }, deployment('shop/web', goproxy(cni))) },
  'istio-cni-contradicts-mesh': {
    bad: within({ istio: { cni: true } }, deployment('shop/web', goproxy({ 'sidecar.speedscale.com/istio-cni': 'false' }))),
    good: within({ istio: { cni: false } }, deployment('shop/web', goproxy({ 'sidecar.speedscale.com/istio-cni': 'false' }))),
  },
  'istio-cni-without-agent': {
    bad: within({ istio: { cni: false } }, deployment('shop/web', goproxy(cni))),
    good: within({ istio: { cni: true } }, deployment('shop/web', goproxy(cni))),
  },
  'istio-cni-not-in-sight': { bad: of(deployment('shop/web', goproxy())), good: of(deployment('shop/web', goproxy(cni))) },
  'capture-init-containers-with-cni': {
    bad: within({ istio: { cni: true } }, deployment('shop/web', goproxy(cni), {}, { initContainers: [{ name: 'migrate' }] })),
    good: within({ istio: { cni: true } }, deployment('shop/web', goproxy(cni), {}, { initContainers: [{ name: 'agent', restartPolicy: 'Always' }] })),
  },
  'capture-on-host-network': {
    bad: of(deployment('shop/web', goproxy(), {}, { hostNetwork: true })),
    good: of(
      deployment('shop/web', ebpf(), {}, { hostNetwork: true }),
      deployment('shop/cart', having('proxy-type', 'reverse', { 'sidecar.speedscale.com/proxy-port': '8080' }), {}, { hostNetwork: true }),
    ),
  },
  'annotation-replaced': {
    bad: of(deployment('shop/web', { 'replay.speedscale.com/snapshot-id': '1' })),
    good: of(deployment('shop/web', ebpf())),
  },
  'webhook-under-strict-mtls': {
    bad: of(strict('istio-system/default'), replay('shop/nightly')),
    good: of(strict('istio-system/default'), strict('speedscale/operator', { selector: { matchLabels: { app: 'operator' } } }), replay('shop/nightly')),
  },
  'nettap-under-strict-mtls': {
    bad: of(strict('speedscale/default'), deployment('shop/web', ebpf())),
    good: of(strict('shop/default'), deployment('shop/web', ebpf())),
  },
  'network-policy-not-decided': {
    bad: of(networkPolicy('shop/deny-all'), deployment('shop/web', ebpf())),
    good: of(networkPolicy('shop/deny-cart', { matchLabels: { app: 'cart' } }), networkPolicy('cart/deny-all'), deployment('shop/web', ebpf()), deployment('cart/web')),
  },
};
