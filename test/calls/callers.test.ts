import { answer } from '../../src/calls/answers';
import { OutboundTrafficPolicy } from '../../src/settings/mesh-settings';
import { namespace, serviceEntry, sight } from '../check/case';

const settings = { istio: { outboundTrafficPolicy: OutboundTrafficPolicy.REGISTRY_ONLY, hasRootSidecar: false } };
const tcp = serviceEntry('shop/tcp', { hosts: ['www.example.org'], ports: [{ name: 'tcp', number: 443, protocol: 'TCP' }], resolution: 'DNS' });
const capturing = (selector?: object) => ({
  apiVersion: 'networking.istio.io/v1beta1',
  kind: 'ProxyConfig',
  metadata: { name: 'dns', namespace: 'shop' },
  spec: { environmentVariables: { ISTIO_META_DNS_CAPTURE: 'true' }, selector },
});
const decided = (...objects: Parameters<typeof sight>[0]['objects']) => answer(
  sight({ objects: [namespace('shop', { 'istio-injection': 'enabled' }), tcp, ...objects], settings }),
  { callers: 'a replay\'s generator', namespace: 'shop', host: 'github.com', sample: 'github.com', port: 443, protocols: ['TLS'] },
);

test.each([
  ['as the mesh does, where no ProxyConfig is for it', [], { outcome: 'allowed' }],
  ['as a ProxyConfig of its namespace says', [capturing()], { outcome: 'unknown', because: 'address' }],
  ['perhaps as a ProxyConfig that selects pods says', [capturing({ matchLabels: { app: 'generator' } })], { outcome: 'unknown', because: 'address' }],
])('a pod of which only the namespace is known answers DNS %s', (_, objects, expected) => {
  expect(decided(...objects)).toMatchObject(expected);
});
