import { App, Chart, Testing } from 'cdk8s';
import { EgressSidecar, EgressSidecarProps, OutboundTrafficPolicy } from '../../src';
import { thrownIds } from '../message/ids';

const render = (props: EgressSidecarProps = {}) => new EgressSidecar(new Chart(new App(), 'chart', { namespace: 'shop' }), 'egress', props).sidecar.toJson();

test('the namespace is the chart\'s, unless it is given', () => {
  expect(render().metadata).toEqual({ name: 'default', namespace: 'shop' });
  expect(render({ metadata: { namespace: 'cart' } }).metadata.namespace).toBe('cart');
});

test('Speedscale comes after the hosts that are given, and once', () => {
  expect(render({ hosts: ['./*', 'speedscale/*'] }).spec.egress).toEqual([{ hosts: ['./*', 'speedscale/*'] }]);
  expect(render({ hosts: ['*/api.example.com'], speedscaleNamespace: 'tools' }).spec.egress).toEqual([{ hosts: ['*/api.example.com', 'tools/*'] }]);
});

test('an outbound traffic policy is written only where it is stated', () => {
  expect(render().spec).not.toHaveProperty('outboundTrafficPolicy');
  expect(render({ outboundTrafficPolicy: OutboundTrafficPolicy.REGISTRY_ONLY }).spec.outboundTrafficPolicy).toEqual({ mode: 'REGISTRY_ONLY' });
});

describe('refused', () => {
  test.each<[string, string, EgressSidecarProps]>([
    ['egress-host-not-namespaced', 'a namespace without a host', { hosts: ['shop'] }],
    ['egress-host-not-namespaced', 'a short name', { hosts: ['shop/cart'] }],
    ['egress-host-not-namespaced', 'a partial wildcard', { hosts: ['shop/*cart.example.com'] }],
    ['egress-host-not-namespaced', 'two slashes', { hosts: ['a/b/c'] }],
    ['egress-host-not-namespaced', 'a namespace in upper case with an underscore', { hosts: ['My_Shop/*'] }],
    ['egress-host-not-namespaced', 'an odd namespace of Speedscale\'s', { speedscaleNamespace: 'a_b' }],
    ['namespace-not-a-name', 'a namespace with a dot', { metadata: { namespace: 'a.b' } }],
  ])('%s: %s', (id, _, props) => {
    expect(thrownIds(() => render(props))).toEqual([id]);
  });

  test('namespace-not-given: neither metadata nor chart name one', () => {
    expect(thrownIds(() => new EgressSidecar(Testing.chart(), 'egress'))).toEqual(['namespace-not-given']);
  });
});

test.each([
  ['of one namespace', { namespace: 'shop' }, true], ['of two namespaces', { namespace: 'cart' }, false],
])('a second one %s fails rendering where only one of the two would count', (_, { namespace }, fails) => {
  const chart = Testing.chart();
  new EgressSidecar(chart, 'a', { metadata: { namespace: 'shop' } });
  new EgressSidecar(chart, 'b', { metadata: { namespace, name: 'second' } });
  const synth = () => (chart.node.root as App).synth();
  if (fails) expect(synth).toThrow(/sidecar-not-the-only-one/);
  else expect(synth).not.toThrow();
});
