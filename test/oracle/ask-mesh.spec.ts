import { parse } from 'yaml';
import { requestOf } from './ask-mesh';

const mesh = `
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data: { mesh: "outboundTrafficPolicy: { mode: REGISTRY_ONLY }" }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: istio-canary, namespace: istio-system }
data: { mesh: "rootNamespace: mesh" }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { clusterIP: 10.96.0.7, ports: [{ port: 80 }] }
`;

test('a mesh in a file becomes a case with the MeshConfig of the ConfigMap "istio"', () => {
  expect(requestOf(mesh, ['shop,HTTP,web,80'], { app: 'web' })).toEqual({
    id: 'asked',
    meshConfig: { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } },
    objects: [{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' }, spec: { clusterIP: '10.96.0.7', ports: [{ port: 80 }] } }],
    proxies: [{ id: 'shop', namespace: 'shop', labels: { app: 'web' } }],
    calls: [{ proxy: 'shop', host: 'web', port: 80, protocol: 'HTTP', address: '10.96.0.7', resolved: true }],
  });
});

test('an istiod of a revision has the MeshConfig of that revision, and none where there is none', () => {
  expect(requestOf(mesh, ['shop,HTTP,web,80'], {}, 'canary')).toMatchObject({ revision: 'canary', meshConfig: { rootNamespace: 'mesh' } });
  expect(requestOf(mesh, ['shop,HTTP,web,80'], {}, 'other')?.meshConfig).toEqual({});
});

test('an address is told where the call names one', () => {
  const calls = requestOf(mesh, ['shop,TLS,api.example.com,443,198.51.100.7', 'bank,TCP,10.96.0.7,80', 'bank,HTTP,10.96.0.7,80'], {})?.calls;
  expect(calls?.map(({ host, address, resolved }) => [host, address, resolved])).toEqual([
    ['api.example.com', '198.51.100.7', undefined], ['', '10.96.0.7', undefined], ['10.96.0.7', '10.96.0.7', undefined],
  ]);
});

test.each(['', 'shop', 'shop,UDP,web,53', 'shop,TLS,web,https', ',TLS,web,443', 'shop,TLS,,443'])('"%s" is no call', (call) => {
  expect(requestOf(mesh, [call], {})).toBeUndefined();
});

test('the objects of a dump are those that its list holds', () => {
  const dump = `apiVersion: v1\nkind: List\nitems:\n${mesh.split('---').map((document) => `- ${JSON.stringify(parse(document))}\n`).join('')}`;
  expect(requestOf(dump, ['shop,HTTP,web,80'], {})).toEqual(requestOf(mesh, ['shop,HTTP,web,80'], {}));
});
