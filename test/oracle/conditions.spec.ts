import { virtualService } from './cases/objects';
import { hasRouteConditions } from './conditions';

const routed = (...match: readonly object[]) => [virtualService('shop/web', ['web.example.com'], { http: [{ match, route: [] }] })];

test.each([
  ['a prefix that not every path has', { uri: { prefix: '/api' } }], ['the path itself', { uri: { exact: '/' } }], ['a header', { headers: { 'x-user': { exact: 'a' } } }],
  ['a method', { method: { exact: 'GET' } }], ['a header beside a port', { port: 80, headers: {} }],
])('a route that asks for %s depends on the request', (_, match) => {
  expect(hasRouteConditions(routed({ uri: { prefix: '/' } }, match))).toBe(true);
});

test.each([
  ['every path', { uri: { prefix: '/' } }], ['what istiod compares', { port: 80, gateways: ['mesh'], sourceLabels: {}, sourceNamespace: 'shop', name: 'a' }],
])('a route that asks for %s does not', (_, match) => {
  expect(hasRouteConditions(routed(match))).toBe(false);
});

test('routes without a match, objects of other kinds and those without a spec depend on nothing', () => {
  const tls = virtualService('shop/tls', ['web.example.com'], { tls: [] });
  expect(hasRouteConditions([...routed(), tls, { ...tls, spec: undefined }, { ...tls, kind: 'Sidecar', spec: { http: routed({ method: {} }) } }])).toBe(false);
});
