import { checked, foundIds, serviceEntry } from './case';
import { takesAnyHost } from '../../src/istio/egress/any-host';

const entry = (spec: object, port: object = {}) => serviceEntry('shop/partner', {
  hosts: ['api.partner.example.com'], resolution: 'NONE', ports: [{ number: 443, name: 'https', protocol: 'TCP', ...port }], ...spec,
});
const rules = ['service-entry-opens-port', 'service-entry-hijacks-port'];

test.each([
  [{}, {}],
  [{ addresses: ['0.0.0.0/0'] }, {}],
  [{ addresses: ['0.0.0.0/5'] }, {}],
  [{ addresses: ['0.0.0.0'] }, {}],
  [{ addresses: ['52.0.0.0/8', '0.0.0.0/1'] }, {}],
  [{ addresses: ['1.0.0.0/8', '2.0.0.0/7', '4.0.0.0/6', '8.0.0.0/5', '16.0.0.0/4', '32.0.0.0/3', '64.0.0.0/2', '128.0.0.0/1'] }, {}],
  [{ exportTo: ['pay'] }, {}],
  [{}, { protocol: undefined }],
  [{}, { protocol: 'MONGO' }],
])('an entry with %j and a port with %j opens the port', (spec, port) => {
  expect(foundIds({ objects: [entry(spec, port)] }, rules)).toEqual(['service-entry-opens-port']);
});

test.each([
  [{ addresses: ['0.0.0.0/0'] }, { protocol: 'TLS' }],
  [{ addresses: ['0.0.0.0/0'] }, { protocol: 'HTTP' }],
  [{ addresses: ['64.0.0.0/2', '128.0.0.0/1'] }, {}],
  [{ addresses: ['203.0.113.4'] }, {}],
  [{ exportTo: ['~'] }, {}],
  [{}, { protocol: 'UDP' }],
  [{}, { number: 8443 }],
])('one with %j and a port with %j does not', (spec, port) => {
  expect(foundIds({ objects: [entry(spec, port)] }, rules)).toEqual([]);
});

test.each([
  { resolution: 'DNS' }, { resolution: 'STATIC', endpoints: [{ address: '203.0.113.9' }] }, { resolution: 'STATIC', addresses: ['0.0.0.0/0'], endpoints: [{ address: '203.0.113.9' }] },
])('one that has endpoints of its own, as with %j, takes the calls to these', (spec) => {
  expect(foundIds({ objects: [entry(spec)] }, rules)).toEqual(['service-entry-hijacks-port']);
});

test('each of several is named, though one alone takes a call: the repair of that leaves the others', () => {
  const objects = [entry({}), { ...entry({ addresses: ['0.0.0.0/0'] }), metadata: { name: 'other', namespace: 'shop' } }];
  expect(checked({ objects }, rules).findings.map(({ place }) => place.object)).toEqual(['ServiceEntry shop/partner', 'ServiceEntry shop/other']);
});

test('an entry that Istio refuses takes nothing', () => {
  expect(takesAnyHost(entry({ hosts: ['*'] }), 443, '1.30')).toBe(false);
});
