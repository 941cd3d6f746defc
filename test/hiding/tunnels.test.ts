import { KubernetesObject } from '../../src/kubernetes/object';
import { OutboundTrafficPolicy } from '../../src/settings/mesh-settings';
import { checked, deployment, namespace, serviceEntry } from '../check/case';

const settings = { istio: { outboundTrafficPolicy: OutboundTrafficPolicy.REGISTRY_ONLY, hasRootSidecar: false } };
const always = [
  namespace('shop', { 'istio-injection': 'enabled' }), deployment('shop/web'),
  serviceEntry('shop/api', { hosts: ['api.example.com'], ports: [{ number: 443, name: 'https', protocol: 'TLS' }], resolution: 'NONE', location: 'MESH_EXTERNAL' }),
];
const rule = (trafficPolicy: object): KubernetesObject => ({
  apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { name: 'api', namespace: 'shop' }, spec: { host: 'api.example.com', trafficPolicy },
} as KubernetesObject);
const tunnel = (targetHost: string, targetPort = 443) => rule({ tunnel: { protocol: 'CONNECT', targetHost, targetPort } });
const plain = rule({ connectionPool: { tcp: { maxConnections: 10 } } });

function changes(before: readonly KubernetesObject[], after: readonly KubernetesObject[]): readonly string[] {
  const { findings } = checked({ objects: [...always, ...after], base: [...always, ...before], settings });
  return findings.map(({ id }) => id).filter((id) => id === 'egress-served-otherwise');
}

test.each([
  ['is new', [], [tunnel('evil.example.org')]], ['comes into a rule', [plain], [tunnel('evil.example.org')]],
  ['leads to another host', [tunnel('logs.example.com')], [tunnel('evil.example.org')]], ['leads to another port', [tunnel('logs.example.com')], [tunnel('logs.example.com', 22)]],
])('--diff-base shows where traffic goes now: a tunnel through the host %s', (_, before, after) => {
  expect(changes(before, after)).toHaveLength(1);
  expect(changes(after, before)).toHaveLength(1);
});

test('a rule without a tunnel, and a tunnel that stays, move nothing', () => {
  expect([changes([], [plain]), changes([tunnel('logs.example.com')], [tunnel('logs.example.com')])]).toEqual([[], []]);
});
