import { decideEgress } from '../../src/istio/egress/decide';
import { buildMesh } from '../../src/istio/mesh';
import { serviceEntry, tlsPort, virtualService } from '../oracle/cases/objects';

const destination = { destination: { host: 'other.example.com' } };
const routed = (subnets?: readonly string[]) => [
  serviceEntry('billing/app', ['app.example.com'], { ports: [tlsPort] }),
  serviceEntry('billing/other', ['other.example.com'], { ports: [tlsPort] }),
  virtualService('billing/route', ['other.example.com'], {
    tls: [{ match: [{ sniHosts: ['other.example.com'], ...subnets && { destinationSubnets: subnets } }], route: [destination] }],
  }),
];

function outcome(objects: ReturnType<typeof routed>) {
  const mesh = buildMesh({ release: '1.30.3', meshConfig: { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } }, objects });
  const call = { namespace: 'shop', labels: {}, host: 'app.example.com', port: 443, protocol: 'TLS', address: '203.0.113.10' } as const;
  return decideEgress(mesh, call).outcome;
}

test('a TLS route for another name leaves a call alone', () => {
  expect(outcome(routed())).toBe('allowed');
});

test('a TLS route for another name takes a call away whose address is in its range, which counts before the SNI', () => {
  expect(outcome(routed(['203.0.113.0/24']))).toBe('blocked');
});
