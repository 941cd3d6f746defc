import { decideEgress } from '../../src/istio/egress/decide';
import { buildMesh } from '../../src/istio/mesh';
import { KubernetesObject } from '../../src/kubernetes/object';
import { registryOnly } from '../oracle/cases/case';
import { destinationRule, serviceEntry } from '../oracle/cases/objects';

const host = 'pay.example.com';
const call = { namespace: 'shop', labels: {}, host, port: 443, protocol: 'TLS' } as const;
const decided = (...objects: readonly KubernetesObject[]) => decideEgress(buildMesh({ release: '1.30.3', meshConfig: registryOnly, objects }), call);

/** A Service that stands for another name. No API server takes these names, and manifests may hold them. */
const alias = (name: string): KubernetesObject => (
  { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'shop' }, spec: { type: 'ExternalName', externalName: host, ports: [{ name: 'tls', port: 443 }] } });

test.each([['pay'], ['.svc.'], [`${'.svc.'.repeat(2 ** 18)}\n`]])('an alias of whatever name leaves the host where it is: %#', (name) => {
  expect(decided(serviceEntry('shop/pay', [host]), alias(name))).toMatchObject({ outcome: 'allowed', clusters: [`outbound|443||${host}`] });
});

test('a label\'s key of millions of parts is no key, and does not end in a stack overflow', () => {
  const subset = { name: 'v1', labels: { ['a.'.repeat(12e6)]: 'x' } };
  expect(decided(serviceEntry('shop/pay', [host]), destinationRule('shop/pay', host, { subsets: [subset] }))).toMatchObject({ outcome: 'allowed' });
});
