import { answer } from '../../src/calls/answers';
import { AskedCall } from '../../src/calls/calls';
import { KubernetesObject } from '../../src/kubernetes/object';
import { ConfigSpec } from '../../src/settings/config-file';
import { OutboundTrafficPolicy } from '../../src/settings/mesh-settings';
import { namespace, service, serviceEntry, sidecarOf, sight, virtualService } from '../check/case';

const injected = { 'istio-injection': 'enabled' };
const settings = (context?: ConfigSpec['context']): ConfigSpec => (
  { istio: { outboundTrafficPolicy: OutboundTrafficPolicy.REGISTRY_ONLY, hasRootSidecar: false }, namespaces: [{ name: 'shop', labels: injected }], context });
const call = (host: string, protocol: 'HTTP' | 'TLS' = 'HTTP', port = 80): AskedCall => (
  { callers: 'web', namespace: 'shop', pod: { metadata: {}, spec: {} }, host, sample: host, port, protocols: [protocol] });

function outcome(asked: AskedCall, objects: readonly KubernetesObject[], context?: ConfigSpec['context']): string {
  const found = answer(sight({ objects: [namespace('shop', injected), ...objects], settings: settings(context) }), asked);
  const object = found.outcome === 'unknown' && found.object !== undefined ? ` ${found.object.namespace}/${found.object.name}` : '';
  return `${found.outcome}${found.outcome === 'unknown' ? `: ${found.because}` : ''}${object}`;
}

const throughGateway = [
  serviceEntry('shop/out', { hosts: ['api.example.com'], ports: [{ number: 443, name: 'tls', protocol: 'TLS' }], resolution: 'NONE' }),
  virtualService('shop/out', { hosts: ['api.example.com'], tls: [{ match: [{ port: 443, sniHosts: ['api.example.com'] }], route: [{ destination: { host: 'egress.istio-system.svc.cluster.local', port: { number: 443 } } }] }] }),
];
const dump = [service('default/kubernetes'), service('a/a'), service('b/b')];

describe('a Service that is not in the input', () => {
  test.each<[string, string, readonly KubernetesObject[]]>([
    ['web.pay.svc.cluster.local', 'pay/web', []], ['web.pay.svc', 'pay/web', []], ['web', 'shop/web', []],
    ['web.pay.svc.cluster.local', 'pay/web', [service('other/web'), service('default/kubernetes')]],
  ])('is not taken to be missing where its namespace shows no Service: %s', (host, title, objects) => {
    expect(outcome(call(host), objects)).toBe(`unknown: service-not-in-input ${title}`);
  });

  test('is not taken to be missing where a route leads there', () => {
    expect(outcome(call('api.example.com', 'TLS', 443), throughGateway)).toBe('unknown: service-not-in-input istio-system/egress');
  });

  test.each<[string, readonly KubernetesObject[]]>([
    ['another Service of its namespace is in the input', [service('pay/other')]],
    ['the input holds a dump of the cluster\'s Services', dump],
    ['a Sidecar would keep the call from it', [sidecarOf('shop/default', './*')]],
  ])('is missing where %s', (_, objects) => {
    expect(outcome(call('web.pay.svc.cluster.local'), objects)).toBe('blocked');
  });

  test('is missing where a context is stated to be complete', () => {
    expect(outcome(call('web.pay.svc.cluster.local'), [], [{ path: 'cluster.yaml', complete: true }])).toBe('blocked');
    expect(outcome(call('api.example.com', 'TLS', 443), throughGateway, [{ path: 'cluster.yaml', complete: true }])).toBe('blocked');
  });

  test('two namespaces do not make a dump', () => {
    expect(outcome(call('web.pay.svc.cluster.local'), dump.slice(0, 2))).toBe('unknown: service-not-in-input pay/web');
  });

  test('a name of two labels may be one of the internet, and is blocked as such', () => {
    expect(outcome(call('web.pay'), [])).toBe('blocked');
  });
});
