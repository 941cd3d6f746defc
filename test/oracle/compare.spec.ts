import { Ask } from './ask';
import { service, serviceEntry, sidecar, virtualService } from './cases/objects';
import { compare, verdictsOf } from './compare';
import { decisionOf } from './decision';
import { Answer, Call, CallAnswer, Request } from './format';
import { generate } from './generate/mesh';
import { changedByOrder } from './order';
import { shrink } from './shrink';
import { Tally } from './tally';

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
    ['no listener, which only a proxy without redirection lacks', { listener: '', cluster: '', clusterExists: false, error: 'no listener matched' }, 'not-enforced'],
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

describe('a call by a pod that Istio does not intercept', () => {
  const annotated = (annotations: Readonly<Record<string, string>>): Request => ({
    id: 'x', meshConfig: {}, objects: [], proxies: [{ id: 'web', namespace: 'shop', labels: {}, annotations, metadata: { INTERCEPTION_MODE: 'NONE' } }], calls: [call],
  });
  const taken = { ...answer([given]), proxies: [{ id: 'web', sidecar: null, outboundTrafficPolicy: '', services: [] }] };

  test('is counted, and not compared: the simulator hands it to the proxy all the same', () => {
    const [compared] = compare('1.31-dev', [annotated({ 'sidecar.istio.io/interceptionMode': 'NONE' })], [taken], () => [taken]);
    const tally = new Tally();
    tally.addCalls([compared]);
    expect([compared.comparison, tally.total, tally.notIntercepted]).toEqual(['not-intercepted', 0, 1]);
  });

  test('differs where the model takes it for held', () => {
    expect(compare('1.31-dev', [annotated({})], [taken], () => [taken])[0].comparison).toBe('different');
  });
});

describe('a call by a pod whose annotations keep it from its proxy', () => {
  const annotations = { 'sidecar.istio.io/interceptionMode': 'NONE' };
  const request: Request = { id: 'x', meshConfig: {}, objects: [], proxies: [{ id: 'web', namespace: 'shop', labels: {}, annotations }], calls: [call] };
  const answered = (part: Partial<CallAnswer>) => ({ ...answer([{ ...given, ...part }]), proxies: [{ id: 'web', sidecar: null, outboundTrafficPolicy: '', services: [] }] });

  test('is not enforced for the model, and agrees with a proxy that has no listener for it', () => {
    const none = answered({ error: 'no listener matched', cluster: '', clusterExists: false });
    expect(compare('1.31-dev', [request], [none], () => [none])[0]).toMatchObject({ verdict: { outcome: 'not-enforced' }, comparison: 'equal' });
  });

  test('differs where Istio takes the call', () => {
    const taken = answered({});
    expect(compare('1.31-dev', [request], [taken], () => [taken])[0].comparison).toBe('different');
  });
});

test('a pod whose annotations set DNS capture is decided by addresses that istiod assigns', () => {
  const ports = [{ number: 443, name: 'tcp', protocol: 'TCP' }];
  const request: Request = {
    id: 'x',
    meshConfig: { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } },
    objects: [serviceEntry('shop/db', ['db.example.com'], { ports, resolution: 'DNS' })],
    proxies: [{ id: 'web', namespace: 'shop', labels: {} }, { id: 'dns', namespace: 'shop', labels: {}, annotations: { 'proxy.istio.io/config': '{ proxyMetadata: { ISTIO_META_DNS_CAPTURE: "1" } }' } }],
    calls: [call, { ...call, proxy: 'dns' }],
  };
  expect(verdictsOf('1.31', request).map(({ outcome }) => outcome)).toEqual(['allowed', 'unknown']);
});

describe('a case as a repository has it', () => {
  const objects = [service('shop/db', '10.96.0.7', [{ name: 'tcp', port: 443 }], { age: 1 })];
  const request: Request = {
    id: 'x', meshConfig: {}, objects, proxies: [{ id: 'web', namespace: 'shop', labels: {} }], calls: [{ ...call, protocol: 'TCP', host: 'db', address: '10.96.0.7', resolved: true }],
  };

  test('is decided without what only the cluster has', () => {
    const told = { ...request, calls: [{ ...request.calls[0], resolved: undefined }] };
    expect(verdictsOf('1.31', told)[0].outcome).toBe('allowed');
    expect(verdictsOf('1.31', { ...told, repository: true })[0].outcome).not.toBe('allowed');
    expect(verdictsOf('1.31', { ...request, repository: true })[0].outcome).toBe('allowed');
  });
});

describe('a redirect to another host', () => {
  const objects = [
    virtualService('shop/web', ['web.shop.svc.cluster.local'], { http: [{ redirect: { authority: 'www.unknown.example' } }] }),
    service('shop/web', '10.96.0.7', [{ name: 'http', port: 80 }]),
  ];
  const request: Request = {
    id: 'x',
    meshConfig: { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } },
    objects,
    proxies: [{ id: 'web', namespace: 'shop', labels: {} }],
    calls: [{ proxy: 'web', protocol: 'HTTP', host: 'web.shop.svc.cluster.local', port: 80, address: '10.96.0.7' }],
  };
  const redirected = (part: Partial<CallAnswer>) => {
    const end = { ...given, cluster: '', clusterExists: false, directResponse: 301, location: 'http://www.unknown.example', ...part };
    return { ...answer([end]), proxies: [{ id: 'web', sidecar: null, outboundTrafficPolicy: '', services: [] }] };
  };

  test('is not compared, since the oracle does not follow it and the model does', () => {
    const elsewhere = redirected({});
    expect(compare('1.31', [request], [elsewhere], () => [elsewhere])[0]).toMatchObject({ verdict: { outcome: 'blocked' }, comparison: 'redirect' });
  });

  test('is compared where the oracle followed it', () => {
    const followed = redirected({ followed: given });
    expect(compare('1.31', [request], [followed], () => [followed])[0].comparison).toBe('different');
  });
});

describe('a count of differences', () => {
  const request: Request = { id: 'x', meshConfig: {}, objects: [], proxies: [], calls: [call, { ...call, protocol: 'HTTP' }, call] };
  const [verdict] = verdictsOf('1.31', { ...request, meshConfig: { outboundTrafficPolicy: {} }, proxies: [{ id: 'web', namespace: 'shop', labels: {} }] });
  const differences = request.calls.map((_, position) => ({ request, position, verdict, answer: given, comparison: 'different' as const }));

  test('puts those of one kind together, the most frequent kind first', () => {
    const tally = new Tally();
    tally.addCalls(differences);
    expect(tally.kinds.map(([, { length }]) => length)).toEqual([2, 1]);
    expect(tally.agrees).toBe(false);
  });

  test('is no agreement where nothing was compared', () => {
    expect(new Tally().agrees).toBe(false);
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

test('a case is shrunk again where less is needed of what is left', () => {
  const objects = [serviceEntry('shop/one', ['app.example.com']), sidecar('shop/b', ['./*'])];
  const request: Request = { id: 'x', meshConfig: {}, objects, proxies: [], calls: [call] };
  // The Sidecar is needed only as long as the entry says its location.
  const shows = (candidates: readonly Request[]) => candidates.map((candidate) => {
    const text = JSON.stringify(candidate.objects);
    return text.includes('app.example.com') && (!text.includes('MESH_EXTERNAL') || text.includes('Sidecar'));
  });
  expect(shrink(request, shows).objects.map(({ kind }) => kind)).toEqual(['ServiceEntry']);
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
