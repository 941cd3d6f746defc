import { decideEgress } from '../src/istio/egress/decide';
import { buildMesh } from '../src/istio/mesh';
import { KubernetesObject } from '../src/kubernetes/object';

/**
 * A mesh of so many namespaces, each with 10 Services, every second with a ServiceEntry, and 10 decisions for each namespace. Each has
 * a Sidecar, or none has one and each has routes instead, which every proxy sees.
 */
const [namespaces, hasSidecars] = [Number(process.argv[2]), process.argv[3] !== 'without-sidecars'];

function object(apiVersion: string, kind: string, namespace: string, name: string, spec: unknown): KubernetesObject {
  return { apiVersion, kind, metadata: { namespace, name }, spec };
}

function objectsOf(index: number): readonly KubernetesObject[] {
  const namespace = `team-${index}`;
  const services = Array.from({ length: 10 }, (_, position) => object('v1', 'Service', namespace, `svc-${position}`, {
    clusterIP: `10.${Math.floor(index / 250) % 250}.${index % 250}.${position + 1}`, ports: [{ name: 'http', port: 80 }, { name: 'https', port: 443 }],
  }));
  const hosts = ['./*', 'istio-system/*', 'speedscale/*'];
  const sidecar = object('networking.istio.io/v1', 'Sidecar', namespace, 'default', { egress: [{ hosts }] });
  return [...services, ...hasSidecars ? [sidecar] : routes(namespace, index), ...index % 2 === 0 ? [entry(namespace, `api-${index}.vendor.com`)] : []];
}

function entry(namespace: string, ...hosts: readonly string[]): KubernetesObject {
  const ports = [{ number: 443, name: 'https', protocol: 'TLS' }];
  return object('networking.istio.io/v1', 'ServiceEntry', namespace, 'external', { hosts, ports, resolution: 'NONE' });
}

function routes(namespace: string, index: number): readonly KubernetesObject[] {
  const [route, vendor] = [[{ destination: { host: 'svc-4' } }], `api-${index}.vendor.com`];
  const tls = [{ match: [{ sniHosts: [vendor] }], route: [{ destination: { host: vendor } }] }];
  return [
    object('networking.istio.io/v1', 'VirtualService', namespace, 'http', { hosts: ['svc-3'], http: [{ route }] }),
    object('networking.istio.io/v1', 'VirtualService', namespace, 'tls', { hosts: [vendor], tls }),
    object('networking.istio.io/v1', 'DestinationRule', namespace, 'svc', { host: 'svc-4', trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } } }),
  ];
}

const speedscale = entry('speedscale', 'app.speedscale.com', '*.s3.us-east-1.amazonaws.com');
const objects = [speedscale, ...Array.from({ length: namespaces }, (_, index) => objectsOf(index)).flat()];
const began = performance.now();
const mesh = buildMesh({ release: '1.30.3', meshConfig: { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } }, objects });
const outcomes = new Map<string, number>();
for (let index = 0; index < namespaces * 10; index++) {
  const hosts = ['app.speedscale.com', 'bucket.s3.us-east-1.amazonaws.com', `api-${index}.vendor.com`, 'svc-3', 'svc-3.team-1'];
  const host = hosts[index % hosts.length];
  const inMesh = host.startsWith('svc');
  const { outcome } = decideEgress(mesh, {
    namespace: `team-${Math.floor(index / 10)}`, labels: { app: 'web' }, host, port: inMesh ? 80 : 443, protocol: inMesh ? 'HTTP' : 'TLS',
  });
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
}
process.stdout.write(`${JSON.stringify({ milliseconds: performance.now() - began, outcomes: Object.fromEntries(outcomes) })}\n`);
