import { answer } from '../../src/calls/answers';
import { AskedCall } from '../../src/calls/calls';
import { whyUnknown, wouldSettle } from '../../src/calls/reasons';
import { UNKNOWN_REASONS } from '../../src/istio/egress/verdict';
import { OutboundTrafficPolicy } from '../../src/settings/mesh-settings';
import { namespace, service, serviceEntry, sight, virtualService } from '../check/case';

const call = (host: string, protocol: 'TLS' | 'HTTP', port: number): AskedCall => (
  { callers: 'web', namespace: 'shop', pod: { metadata: {}, spec: {} }, host, sample: host, port, protocols: [protocol] });
const settings = { istio: { outboundTrafficPolicy: OutboundTrafficPolicy.REGISTRY_ONLY, hasRootSidecar: false } };
const decided = (asked: AskedCall, ...objects: Parameters<typeof sight>[0]['objects']) => (
  answer(sight({ objects: [namespace('shop', { 'istio-injection': 'enabled' }), ...objects], settings }), asked));

test('every reason for which a verdict is unknown says what would settle it', () => {
  for (const because of UNKNOWN_REASONS) {
    const unknown = { question: call('x', 'TLS', 443), outcome: 'unknown', because } as const;
    expect([because, whyUnknown(unknown).length > 0, wouldSettle(unknown).length > 0]).toEqual([because, true, true]);
  }
});

test('of objects whose order decides, each is named', () => {
  const found = decided(
    call('app.example.com', 'TLS', 443),
    serviceEntry('shop/a', { hosts: ['app.example.com'], ports: [{ name: 'tls', number: 443, protocol: 'TLS' }], resolution: 'NONE' }),
    serviceEntry('shop/b', { hosts: ['app.example.com'], ports: [{ name: 'http', number: 80, protocol: 'HTTP' }], resolution: 'DNS' }),
    serviceEntry('shop/other', { hosts: ['other.example.com'], ports: [{ name: 'tls', number: 443, protocol: 'TLS' }], resolution: 'NONE' }),
  );
  expect(found).toMatchObject({ outcome: 'unknown', because: 'order' });
  expect(found.outcome === 'unknown' && whyUnknown(found)).toContain('ServiceEntry shop/a and ServiceEntry shop/b');
});

test('of a call that ends by the conditions of a route, the end that does not exist comes first', () => {
  const { verdict } = decided(
    call('inner.corp.example', 'HTTP', 80), service('shop/upstream'),
    virtualService('shop/inner', { hosts: ['inner.corp.example'], http: [
      { match: [{ headers: { 'x-mock': {} }, uri: { prefix: '/api' } }], route: [{ destination: { host: 'upstream.shop.svc.cluster.local', port: { number: 80 } } }] },
      { route: [{ destination: { host: 'inner.corp.example' } }] },
    ] }),
  );
  expect(verdict!.steps.flatMap((step) => step.step === 'cluster' ? [[step.name, step.exists]] : [])).toEqual([
    ['outbound|80||inner.corp.example', false], ['outbound|80||upstream.shop.svc.cluster.local', true],
  ]);
});

test.each(['*.example.com', '*', 'api.example.com'])('the DestinationRule that wraps a call into TLS again is a part of the verdict, whatever its host: %s', (host) => {
  const { verdict } = decided(
    call('api.example.com', 'TLS', 443),
    serviceEntry('shop/a', { hosts: ['api.example.com'], ports: [{ name: 'tls', number: 443, protocol: 'TLS' }], resolution: 'DNS' }),
    { apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { name: 'all', namespace: 'istio-system' }, spec: { host, trafficPolicy: { tls: { mode: 'SIMPLE' } } } },
  );
  expect(verdict!.steps.at(-1)).toMatchObject({ step: 'cluster', tls: 'SIMPLE', rule: { kind: 'DestinationRule', namespace: 'istio-system', name: 'all' } });
});
