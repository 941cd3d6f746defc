import { decideEgress } from '../../src/istio/egress/decide';
import { buildMesh } from '../../src/istio/mesh';
import { service, serviceEntry } from '../oracle/cases/objects';

// Istio 1.28.10, 1.30.3 and 1.31.0-rc.0 answer PassthroughCluster: the second HTTP service decides which chain is kept.
test('of the HTTP services on a port the first is one exported to the namespace by name, however much older a public one is', () => {
  const objects = [
    serviceEntry('shop/any', ['any.example.com'], { ports: [{ number: 443, name: 'any' }] }, { age: 1 }),
    service('default/cart', '10.96.0.1', [{ name: 'http', port: 443 }], { age: 2 }),
    serviceEntry('shop/http', ['http.example.com'], { ports: [{ number: 443, name: 'http', protocol: 'HTTP' }], exportTo: ['.'] }, { age: 3 }),
  ];
  const call = { namespace: 'shop', labels: { app: 'web' }, host: '', port: 443, protocol: 'TCP', address: '203.0.113.10' } as const;
  expect(decideEgress(buildMesh({ release: '1.30.3', meshConfig: {}, objects }), call)).toMatchObject({ outcome: 'allowed-by-passthrough' });
});
