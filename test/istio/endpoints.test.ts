import { decideEgress } from '../../src/istio/egress/decide';
import { Call } from '../../src/istio/egress/verdict';
import { buildMesh } from '../../src/istio/mesh';
import { KubernetesObject } from '../../src/kubernetes/object';
import { registryOnly } from '../oracle/cases/case';
import { endpoints, istio, service, serviceEntry, sidecar } from '../oracle/cases/objects';
import { generate } from '../oracle/generate/mesh';

const port = { name: 'tcp', port: 5432 };
const headless = service('billing/db', 'None', [port]);
const cluster = 'outbound|5432||db.billing.svc.cluster.local';

function decided(objects: readonly KubernetesObject[], at: Partial<Call> = {}) {
  const call = { namespace: 'shop', labels: {}, host: 'db.billing', port: 5432, protocol: 'TCP', ...at } as const;
  return decideEgress(buildMesh({ release: '1.30.3', meshConfig: registryOnly, objects }), call);
}

test('a call to a headless Service whose pods are not in sight goes to one of them', () => {
  expect(decided([headless])).toMatchObject({ outcome: 'allowed', clusters: [cluster] });
  expect(decided([headless, endpoints('billing/db', ['10.0.0.7'], port)])).toMatchObject({ outcome: 'allowed', clusters: [cluster] });
});

test('an address that may be that of such a pod, or not, leaves open what depends on it', () => {
  expect(decided([headless], { address: '10.0.0.7' })).toMatchObject({ outcome: 'unknown', reason: 'endpoints' });
});

test('the address of a Service is not that of a pod', () => {
  const cart = service('shop/cart', '10.96.0.1', [{ name: 'tcp', port: 8080 }]);
  expect(decided([headless, cart], { address: '10.96.0.1' })).toMatchObject({ outcome: 'blocked', reason: 'registry-only' });
});

test('it leaves nothing open where the call ends alike, because the Sidecar does not bring the Service in', () => {
  const objects = [headless, sidecar('shop/default', ['./*'])];
  expect(decided(objects, { address: '10.0.0.7' })).toMatchObject({ outcome: 'blocked', reason: 'registry-only' });
  expect(decided(objects)).toMatchObject({ outcome: 'blocked', reason: 'registry-only' });
});

test('the pods that a headless Service shares with a ServiceEntry of its host and namespace leave the call open', () => {
  const entry = serviceEntry('billing/db', ['db.billing.svc.cluster.local'], { ports: [{ number: 5432, name: 'tcp', protocol: 'TCP' }] });
  expect(decided([headless, entry])).toMatchObject({ outcome: 'unknown', reason: 'endpoints' });
});

test('what is decided without pods in sight is decided so with them in sight, whether the address is one of theirs or not', () => {
  const differing = Array.from({ length: 120 }, (_, position) => generate(7, position, 30, 60)).flatMap(({ meshConfig, objects, proxies, calls }) => {
    const hidden = objects.filter(({ kind }) => kind !== 'EndpointSlice');
    return calls.flatMap(({ proxy, host, port: number, protocol, address }) => {
      const called = hidden.find((object) => isHeadless(object) && host.startsWith(`${object.metadata.name}.${object.metadata.namespace}`));
      if (called === undefined) return [];
      const caller = proxies.find(({ id }) => id === proxy)!;
      const [open, here, elsewhere] = [[], [address], ['10.0.0.99']].map((pods) => {
        const seen = [...hidden, ...pods.map((pod) => endpointsOf(called, pod))];
        return decideEgress(buildMesh({ release: '1.30.3', meshConfig, objects: seen }), { ...caller, host, port: number, protocol, address }).outcome;
      });
      return open === 'unknown' || (open === here && open === elsewhere) ? [] : [`${host}:${number} at ${address}: ${open}, ${here}, ${elsewhere}`];
    });
  });
  expect(differing).toEqual([]);
});

function isHeadless({ kind, spec }: KubernetesObject): boolean {
  return kind === 'Service' && (spec as { clusterIP?: string }).clusterIP === 'None';
}

function endpointsOf({ metadata: { namespace, name }, spec }: KubernetesObject, address: string): KubernetesObject {
  return { ...endpoints(`${namespace}/${name}`, [address], {}), ports: (spec as { ports: unknown }).ports } as KubernetesObject;
}

describe('a ServiceEntry that is not resolved, with a workloadSelector, listens at', () => {
  const selecting = (workloadSelector: object) => serviceEntry('shop/app', ['app.example.com'], { ports: [{ number: 8080, name: 'tcp', protocol: 'TCP' }], workloadSelector });
  const workload = istio('WorkloadEntry', 'shop/vm', { address: '10.1.1.1', labels: { app: 'web' } });
  const outcomes = (release: string, ...objects: readonly KubernetesObject[]) => ['198.51.100.10', '10.1.1.1'].map((address) => (
    decideEgress(buildMesh({ release, meshConfig: registryOnly, objects }), { namespace: 'shop', labels: {}, host: '', port: 8080, protocol: 'TCP', address }).outcome));

  test.each(['1.26.8', '1.29.6', '1.30.3'])('every address in Istio %s where it has no labels, and no workload is selected', (release) => {
    expect(outcomes(release, selecting({}))).toEqual(['allowed', 'allowed']);
    expect(outcomes(release, selecting({ labels: {} }))).toEqual(['blocked', 'blocked']);
  });

  test('those of the workloads that it selects: with empty labels all of them from Istio 1.30 on, and none before', () => {
    expect(['1.29.6', '1.30.3'].map((release) => outcomes(release, selecting({ labels: { app: 'web' } }), workload))).toEqual([['blocked', 'allowed'], ['blocked', 'allowed']]);
    expect(['1.29.6', '1.30.3'].map((release) => outcomes(release, selecting({ labels: {} }), workload))).toEqual([['blocked', 'blocked'], ['blocked', 'allowed']]);
    expect(['1.29.6', '1.30.3'].map((release) => outcomes(release, selecting({}), workload))).toEqual([['allowed', 'allowed'], ['blocked', 'allowed']]);
  });
});
