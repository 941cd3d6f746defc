import { Answer, Call, CallAnswer, Request } from './format';
import { askPassingOver } from './pass-over';

const call = (proxy: string, host: string): Call => ({ proxy, host, port: 443, protocol: 'TLS', address: '203.0.113.10' });
const proxy = (id: string) => ({ id, namespace: 'shop', labels: {} });
const request: Request = {
  id: 'x', meshConfig: {}, objects: [], proxies: [proxy('one'), proxy('two')], calls: [call('one', 'a'), call('two', 'b'), call('one', 'bad'), call('two', 'd'), call('one', 'e')],
};

/** Answers with the hosts called; fails on the whole case where a call or a proxy is one of the bad. */
function ask(bad: readonly string[]) {
  return (requests: readonly Request[]) => requests.map(({ id, proxies, calls }): Answer => ({
    id,
    istio: '1.31-dev',
    ...([...proxies.map((each) => each.id), ...calls.map(({ host }) => host)].some((name) => bad.includes(name)) && { fatal: 'panic' }),
    rejected: [],
    warnings: [],
    filtered: [],
    proxies: proxies.map((each) => ({ id: each.id, sidecar: null, outboundTrafficPolicy: '', services: [] })),
    calls: calls.map(({ host }) => ({ cluster: host }) as CallAnswer),
  }));
}

test('a call on which Istio fails is left out, and the others keep their order and their answers', () => {
  const { answered: [{ request: kept, answer }], passedOver } = askPassingOver(ask(['bad']), [request]);
  expect(passedOver).toBe(1);
  expect(kept.calls.map(({ host }) => host)).toEqual(['a', 'b', 'd', 'e']);
  expect(answer.calls.map(({ cluster }) => cluster)).toEqual(['a', 'b', 'd', 'e']);
  expect(answer.fatal).toBeUndefined();
  expect(new Set(answer.proxies.map(({ id }) => id))).toEqual(new Set(['one', 'two']));
});

test('a proxy for which Istio makes no configuration is left out with its calls', () => {
  const { answered: [{ request: kept }], passedOver } = askPassingOver(ask(['two']), [request]);
  expect(passedOver).toBe(2);
  expect(kept.proxies.map(({ id }) => id)).toEqual(['one']);
  expect(kept.calls.map(({ host }) => host)).toEqual(['a', 'bad', 'e']);
});

test('a case on which Istio fails as a whole is passed over, and the next is asked', () => {
  const other = { ...request, id: 'y', proxies: [proxy('three')], calls: [call('three', 'c')] };
  const { answered, passedOver } = askPassingOver(ask(['one', 'two']), [request, other]);
  expect(passedOver).toBe(5);
  expect(answered.map(({ request: { id } }) => id)).toEqual(['y']);
});

test('a case without failures is asked once, as it is', () => {
  const asked: Request[] = [];
  const { answered, passedOver } = askPassingOver((requests) => {
    asked.push(...requests);
    return ask([])(requests);
  }, [request]);
  expect(passedOver).toBe(0);
  expect(asked).toEqual([request]);
  expect(answered[0].request).toBe(request);
});
