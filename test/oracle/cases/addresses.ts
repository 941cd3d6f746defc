import { blackHole, HandmadeCase, http, proxy, tcp, tls } from './case';
import { endpoints, httpPort, service, serviceEntry, tlsPort } from './objects';
import { KubernetesObject } from '../../../src/kubernetes/object';

/** Asked of the one oracle that could be built when they were written. */
const asked = ['1.31-dev'];

const tcpPort = { number: 443, name: 'tcp', protocol: 'TCP' };
const nobody = 'nobody.invalid';

/** A headless Service with two pods that have names, and its ports on them. */
const kafka = service('billing/kafka', 'None', [{ name: 'tcp-kafka', port: 9092 }, { name: 'tls', port: 9093 }]);
const kafkaPods: KubernetesObject = {
  ...endpoints('billing/kafka', [], {}),
  endpoints: [{ addresses: ['10.1.0.2'], hostname: 'kafka-0' }, { addresses: ['10.1.0.3'], hostname: 'kafka-1' }],
  ports: [{ name: 'tcp-kafka', port: 9092 }, { name: 'tls', port: 9093 }],
};
const toKafka = 'outbound|9092||kafka.billing.svc.cluster.local';

function alias(path: string, stands: string): KubernetesObject {
  const [namespace, name] = path.split('/');
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { type: 'ExternalName', externalName: stands } };
}

/** A pod of a virtual machine's kind, which a ServiceEntry can select. */
function pod(name: string, podIP: string, ready: boolean | undefined, more: Readonly<Record<string, string>> = {}): KubernetesObject {
  const { phase = 'Running', ...metadata } = more;
  const conditions = ready === undefined ? [] : [{ type: 'Ready', status: ready ? 'True' : 'False' }];
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'shop', labels: { app: name }, ...metadata }, spec: { containers: [] }, status: { podIP, phase, conditions } };
}

const selecting = (app: string) => serviceEntry(`shop/${app}`, [`${app}.internal`], {
  ports: [httpPort], location: 'MESH_INTERNAL', resolution: 'DNS', workloadSelector: { labels: { app } },
});

/** Names and addresses: what the cluster's DNS gives, and ranges that hold all there are. */
export const addresses: readonly HandmadeCase[] = [
  {
    id: 'pod-names-of-a-headless-service',
    title: 'a pod of a headless Service is reached at its address, by its own name and by the Service\'s',
    asked,
    objects: [kafka, kafkaPods],
    calls: [
      ...['kafka-0.kafka.billing.svc.cluster.local', 'kafka-0.kafka.billing', 'kafka-0.kafka.billing.svc', 'kafka.billing'].map((host) => (
        { call: tcp('10.1.0.2', 9092, { host, resolved: true }), ends: toKafka })),
      { call: tcp('10.1.0.3', 9092, { host: 'kafka-1.kafka.billing', resolved: true }), ends: toKafka },
      { call: tls('kafka-1.kafka.billing', { address: '10.1.0.3', port: 9093, resolved: true }), ends: 'outbound|9093||kafka.billing.svc.cluster.local' },
      { call: tcp('10.1.0.4', 9092), ends: blackHole },
    ],
  },
  {
    id: 'pod-name-in-its-own-namespace',
    title: 'in its own namespace a pod of a headless Service is called by its name and the Service\'s alone',
    asked,
    objects: [kafka, kafkaPods],
    proxies: [{ ...proxy('billing'), id: 'web' }],
    calls: [{ call: tcp('10.1.0.2', 9092, { host: 'kafka-0.kafka', resolved: true }), ends: toKafka }],
  },
  {
    id: 'http-to-a-pod-of-a-headless-service',
    title: 'plain HTTP to a pod of a headless Service is routed by the pod\'s name',
    asked,
    objects: [
      service('billing/api', 'None', [{ name: 'http', port: 80 }]),
      { ...endpoints('billing/api', [], {}), endpoints: [{ addresses: ['10.1.0.5'], hostname: 'api-0' }], ports: [{ name: 'http', port: 80 }] } as KubernetesObject,
    ],
    calls: [
      { call: http('api-0.api.billing.svc.cluster.local', { address: '10.1.0.5', resolved: true }), ends: 'outbound|80||api.billing.svc.cluster.local' },
      { call: http('api-0.api.billing', { address: '10.1.0.5', resolved: true }), ends: 'outbound|80||api.billing.svc.cluster.local' },
    ],
  },
  {
    id: 'alias-of-a-service-by-address',
    title: 'a Service of type ExternalName is reached at the address of the Service that it stands for, whatever its own ports',
    asked,
    objects: [
      service('billing/db', '10.96.0.9', [{ name: 'tcp', port: 5432 }, { name: 'tls', port: 443 }]),
      alias('shop/alias', 'db.billing.svc.cluster.local'), alias('shop/second', 'alias.shop.svc.cluster.local'),
    ],
    calls: ['alias', 'alias.shop', 'second', 'second.shop.svc.cluster.local'].flatMap((host) => [
      { call: tcp('10.96.0.9', 5432, { host, resolved: true }), ends: 'outbound|5432||db.billing.svc.cluster.local' },
      { call: tls(host, { address: '10.96.0.9', resolved: true }), ends: 'outbound|443||db.billing.svc.cluster.local' },
    ]),
  },
  {
    id: 'alias-of-a-headless-service',
    title: 'a Service of type ExternalName is reached at the pods of the headless Service that it stands for, or at one of them',
    asked,
    objects: [kafka, kafkaPods, alias('shop/queue', 'kafka.billing.svc.cluster.local'), alias('shop/first', 'kafka-0.kafka.billing.svc.cluster.local')],
    calls: ['queue', 'first.shop'].map((host) => ({ call: tcp('10.1.0.2', 9092, { host, resolved: true }), ends: toKafka })),
  },
  {
    id: 'alias-of-a-host-outside',
    title: 'a Service of type ExternalName whose host has no address in the mesh is let out by SNI, by each name that it has for the pod',
    asked,
    objects: [alias('shop/vendor', 'api.vendor.com'), serviceEntry('shop/vendor', ['api.vendor.com'], { resolution: 'DNS' })],
    proxies: [{ ...proxy('shop'), id: 'web' }, proxy('billing')],
    calls: [
      ...['vendor', 'vendor.shop', 'vendor.shop.svc', 'vendor.shop.svc.cluster.local', 'api.vendor.com'].map((host) => (
        { call: tls(host, { resolved: true }), ends: 'outbound|443||api.vendor.com' })),
      ...['vendor.shop', 'vendor.shop.svc'].map((host) => ({ call: tls(host, { proxy: 'billing', resolved: true }), ends: 'outbound|443||api.vendor.com' })),
      { call: tls('vendor', { proxy: 'billing', resolved: true }), ends: blackHole },
    ],
  },
  {
    id: 'endpoints-that-are-not-ready',
    title: 'a headless Service listens at endpoints that are not ready, and at each address of an endpoint, but not at names',
    asked,
    objects: [
      service('billing/db', 'None', [{ name: 'tcp', port: 5432 }]),
      {
        ...endpoints('billing/db', [], {}),
        endpoints: [
          { addresses: ['10.1.0.2'], conditions: { ready: false } }, { addresses: ['10.1.0.3', '10.1.0.4'], conditions: { ready: true } },
          { addresses: ['10.1.0.5'], conditions: { ready: false, serving: false, terminating: true } }, { addresses: ['10.1.0.6'] },
        ],
        ports: [{ name: 'tcp', port: 5432 }],
      } as KubernetesObject,
      service('billing/named', 'None', [{ name: 'tcp', port: 5432 }]),
      { ...endpoints('billing/named', ['10.1.0.7'], { name: 'tcp', port: 5432 }), addressType: 'FQDN' },
    ],
    calls: [
      ...['10.1.0.2', '10.1.0.3', '10.1.0.4', '10.1.0.5', '10.1.0.6'].map((address) => ({ call: tcp(address, 5432), ends: 'outbound|5432||db.billing.svc.cluster.local' })),
      { call: tcp('10.1.0.7', 5432), ends: blackHole },
    ],
  },
  {
    id: 'pods-that-are-not-ready',
    title: 'a ServiceEntry selects a Pod that is ready, not finished and not being deleted',
    asked,
    objects: [
      ...['ready', 'unready', 'fresh', 'done', 'leaving'].map(selecting),
      pod('ready', '10.2.0.1', true), pod('unready', '10.2.0.2', false), pod('fresh', '10.2.0.3', undefined), pod('done', '10.2.0.4', true, { phase: 'Succeeded' }),
      pod('leaving', '10.2.0.5', true, { deletionTimestamp: '2024-06-01T00:00:00Z' }),
    ],
    calls: [
      { call: http('ready.internal'), ends: 'outbound|80||ready.internal' },
      ...['unready', 'fresh', 'done', 'leaving'].map((app) => ({ call: http(`${app}.internal`), ends: `missing outbound|80||${app}.internal` })),
    ],
  },
  ...['0.0.0.0/0', '0.0.0.0/5', '0.0.0.0'].map((range): HandmadeCase => ({
    id: `tcp-of-every-address-${range.replace('/', '-')}`,
    title: `TCP for ${range} takes every call on the port that no other host takes by SNI`,
    asked,
    objects: [serviceEntry('shop/internet', ['internet.example.com'], { ports: [tcpPort], addresses: [range] }), serviceEntry('shop/app', ['app.example.com'])],
    calls: [
      { call: tls(nobody), ends: 'outbound|443||internet.example.com' },
      { call: tcp('203.0.113.10', 443), ends: 'outbound|443||internet.example.com' },
      { call: tls('app.example.com'), ends: 'outbound|443||app.example.com' },
    ],
  })),
  {
    id: 'tcp-of-every-address-beside-http',
    title: 'beside plain HTTP, where no chain has an SNI, TCP for 0.0.0.0/0 does not take TLS',
    asked,
    objects: [
      serviceEntry('shop/internet', ['internet.example.com'], { ports: [tcpPort], addresses: ['0.0.0.0/0'] }),
      service('shop/web', '10.96.0.1', [{ name: 'http', port: 443 }]),
    ],
    calls: [{ call: tls(nobody), ends: blackHole }, { call: tcp('203.0.113.10', 443), ends: blackHole }],
  },
  {
    id: 'tcp-of-every-address-beside-http-and-sni',
    title: 'beside plain HTTP and a chain with an SNI, it does',
    asked,
    objects: [
      serviceEntry('shop/internet', ['internet.example.com'], { ports: [tcpPort], addresses: ['0.0.0.0/0'] }),
      service('shop/web', '10.96.0.1', [{ name: 'http', port: 443 }]),
      serviceEntry('shop/app', ['app.example.com'], { ports: [tlsPort] }),
    ],
    calls: [{ call: tls(nobody), ends: 'outbound|443||internet.example.com' }, { call: tcp('203.0.113.10', 443), ends: blackHole }],
  },
  {
    id: 'ranges-of-everything-but-0.0.0.0',
    title: 'ranges that leave out only what is never called take every call, and the SNI of another host does not count',
    asked,
    objects: [
      serviceEntry('shop/internet', ['internet.example.com'], {
        ports: [tcpPort], addresses: ['1.0.0.0/8', '2.0.0.0/7', '4.0.0.0/6', '8.0.0.0/5', '16.0.0.0/4', '32.0.0.0/3', '64.0.0.0/2', '128.0.0.0/1'],
      }),
      serviceEntry('shop/app', ['app.example.com']),
    ],
    calls: [
      { call: tls(nobody, { resolved: true }), ends: 'outbound|443||internet.example.com' },
      { call: tls('app.example.com', { resolved: true }), ends: 'outbound|443||internet.example.com' },
    ],
  },
];
