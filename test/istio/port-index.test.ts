import { ImportListener } from '../../src/istio/egress/imports';
import { portIndex } from '../../src/istio/egress/port-index';
import { buildMesh } from '../../src/istio/mesh';
import { serviceEntry } from '../oracle/cases/objects';

const mesh = buildMesh({ release: '1.30.3', meshConfig: {}, objects: [serviceEntry('billing/app', ['app.example.com']), serviceEntry('shop/api', ['api.example.com'])] });
const everything = { hosts: ['*/*'], bind: '', captured: true };

test('egress listeners of different namespaces share the index of a port', () => {
  const [one, other] = ['shop', 'billing'].map((namespace) => new ImportListener(mesh, namespace, everything));
  expect(portIndex(mesh, one, 443)).toBe(portIndex(mesh, other, 443));
});

test('listeners that make other Envoy listeners of the same services share none', () => {
  const [one, other] = ['', '127.0.0.1'].map((bind) => new ImportListener(mesh, 'shop', { ...everything, bind }));
  expect(portIndex(mesh, one, 443)).not.toBe(portIndex(mesh, other, 443));
});

test('the index of one namespace holds its services alone', () => {
  const listener = new ImportListener(mesh, 'shop', everything);
  expect(portIndex(mesh, listener, 443, 'billing').services.map(({ host }) => host)).toEqual(['app.example.com']);
  expect(portIndex(mesh, listener, 443).services).toHaveLength(2);
});
