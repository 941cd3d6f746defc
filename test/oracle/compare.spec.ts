import { Ask } from './ask';
import { serviceEntry, sidecar } from './cases/objects';
import { compare } from './compare';
import { decisionOf } from './decision';
import { Answer, Call, CallAnswer, Request } from './format';
import { generate } from './generate/mesh';
import { changedByOrder } from './order';
import { shrink } from './shrink';

const call: Call = { proxy: 'web', host: 'app.example.com', port: 443, protocol: 'TLS', address: '203.0.113.10' };
const given: CallAnswer = {
  listener: '0.0.0.0_443', filterChain: '', virtualHost: '', route: '', cluster: 'outbound|443||app.example.com', clusterExists: true, clusterType: 'ORIGINAL_DST', tlsMode: '', error: null,
};
const answer = (calls: readonly CallAnswer[]): Answer => ({ id: 'x', istio: '1.30.3', rejected: [], warnings: [], filtered: [], proxies: [], calls });

describe('Istio\'s answer as an outcome', () => {
  test.each<[string, Partial<CallAnswer>, string]>([
    ['a cluster that is there', {}, 'allowed'],
    ['a cluster that is not there', { clusterExists: false }, 'blocked'],
    ['BlackHoleCluster', { cluster: 'BlackHoleCluster' }, 'blocked'],
    ['PassthroughCluster', { cluster: 'PassthroughCluster' }, 'allowed-by-passthrough'],
    ['AllowAnyDynamicDNSCluster', { cluster: 'AllowAnyDynamicDNSCluster' }, 'allowed-by-passthrough'],
    ['an answer of the proxy itself', { cluster: '', clusterExists: false, directResponse: 502 }, 'blocked'],
    ['a redirect', { cluster: '', clusterExists: false, directResponse: 301 }, 'unknown'],
    ['an error', { cluster: '', clusterExists: false, error: 'no filter chain' }, 'blocked'],
    ['TLS that a rule wraps in TLS', { tlsMode: 'SIMPLE' }, 'unknown'],
    ['auto mTLS', { tlsMode: 'auto-mtls' }, 'allowed'],
  ])('%s', (_, part, outcome) => {
    expect(decisionOf(call, { ...given, ...part }).outcome).toBe(outcome);
  });
});

describe('a verdict that order decides', () => {
  const request: Request = { id: 'x', meshConfig: {}, objects: [serviceEntry('a/one', ['app.example.com']), serviceEntry('b/two', ['app.example.com'])], proxies: [], calls: [call, call] };
  const doubts = [{ request, answer: answer([given, given]), positions: [0, 1] }];

  test('is borne out for those calls alone which Istio ends elsewhere in another order', () => {
    const ask: Ask = (requests) => requests.map((_, order) => answer([given, order === 3 ? { ...given, clusterExists: false } : given]));
    expect(changedByOrder(doubts, ask)).toEqual([new Set([1])]);
  });

  test('is asked for with every object dated, differently', () => {
    const asked: Request[] = [];
    changedByOrder(doubts, (requests) => requests.map((one) => {
      asked.push(one);
      return answer([given, given]);
    }));
    const dates = asked.map(({ objects }) => objects.map(({ metadata }) => metadata.creationTimestamp));
    expect(dates.every((each) => new Set(each).size === 2 && !each.includes(undefined))).toBe(true);
    expect(new Set(dates.map((each) => each.join())).size).toBe(2);
  });
});

describe('a verdict with several clusters that Istio picks one of by chance', () => {
  const tcp = { number: 443, name: 'tcp' };
  const sniffed = serviceEntry('a/any', ['any.example.com'], { ports: [tcp], addresses: ['203.0.113.0/24', '203.0.113.0/28'] }, { age: 1 });
  const rest = serviceEntry('a/rest', ['rest.example.com'], { ports: [{ ...tcp, protocol: 'TCP' }] }, { age: 2 });
  const request: Request = {
    id: 'x', meshConfig: {}, objects: [sniffed, rest], proxies: [{ id: 'web', namespace: 'a', labels: {} }], calls: [{ ...call, host: '', protocol: 'TCP', address: '203.0.113.200' }],
  };
  const one = (host: string) => ({ ...answer([{ ...given, cluster: `outbound|443||${host}` }]), proxies: [{ id: 'web', sidecar: null, outboundTrafficPolicy: '', services: [] }] });
  const [any, other] = [one('any.example.com'), one('rest.example.com')];

  test('agrees where Istio picks each in time, and differs where it never picks one of them', () => {
    const alternating: Ask = (requests) => requests.map((_, index) => index % 2 === 0 ? any : other);
    expect(compare('1.30.3', [request], [any], alternating)[0]).toMatchObject({ verdict: { outcome: 'allowed' }, comparison: 'istio-varies' });
    expect(compare('1.30.3', [request], [any], (requests) => requests.map(() => any))[0].comparison).toBe('different');
  });
});

describe('a generated case', () => {
  test('is the same for the same seed and position, and another for another', () => {
    expect(generate(7, 3, 30, 20)).toEqual(generate(7, 3, 30, 20));
    expect(generate(7, 3, 30, 20)).not.toEqual({ ...generate(7, 4, 30, 20), id: '7-3' });
    expect(generate(7, 3, 30, 20)).not.toEqual({ ...generate(8, 3, 30, 20), id: '7-3' });
  });

  test('has the calls asked for, each by one of its proxies', () => {
    const { calls, proxies } = generate(1, 0, 30, 20);
    expect(calls).toHaveLength(20);
    expect(calls.filter(({ proxy }) => !proxies.some(({ id }) => id === proxy))).toEqual([]);
  });
});

test('a case is shrunk to what still shows the difference', () => {
  const request: Request = {
    id: 'x',
    meshConfig: { rootNamespace: 'mesh' },
    objects: [sidecar('shop/a', ['./*']), serviceEntry('shop/one', ['a.example.com', 'app.example.com']), sidecar('shop/b', ['./*'])],
    proxies: [],
    calls: [call],
  };
  const shows = (candidates: readonly Request[]) => candidates.map(({ objects }) => JSON.stringify(objects).includes('app.example.com'));
  const { meshConfig, objects } = shrink(request, shows);
  expect(meshConfig).toEqual({});
  expect(objects).toEqual([{ apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', metadata: { name: 'one', namespace: 'shop' }, spec: { hosts: ['app.example.com'] } }]);
});
