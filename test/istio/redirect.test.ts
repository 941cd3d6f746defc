import { decideEgress } from '../../src/istio/egress/decide';
import { buildMesh } from '../../src/istio/mesh';
import { KubernetesObject } from '../../src/kubernetes/object';
import { registryOnly } from '../oracle/cases/case';
import { httpPort, serviceEntry, virtualService } from '../oracle/cases/objects';

const [app, other] = ['app.example.com', 'other.example.com'];
const entries = [serviceEntry('shop/app', [app], { ports: [httpPort] }), serviceEntry('shop/other', [other], { ports: [httpPort] })];

function routes(host: string, ...http: readonly object[]): KubernetesObject {
  return virtualService(`shop/${host.split('.')[0]}`, [host], { http });
}

function decided(...objects: readonly KubernetesObject[]) {
  const mesh = buildMesh({ release: '1.30.3', meshConfig: registryOnly, objects: [...entries, ...objects] });
  expect(mesh.rejected).toEqual([]);
  return decideEgress(mesh, { namespace: 'shop', labels: {}, host: app, port: 80, protocol: 'HTTP' });
}

const to = (authority: string, more: object = {}) => ({ redirect: { authority, ...more } });

test('whether a caller follows a redirect is not told, so that it leaves open whether the call arrives', () => {
  expect(decided(routes(app, to(other)))).toMatchObject({ outcome: 'unknown', reason: 'redirect', clusters: [] });
});

test('a redirect to where nothing lets the call through is blocked, followed or not', () => {
  expect(decided(routes(app, to(other, { scheme: 'https' })))).toMatchObject({ outcome: 'blocked', reason: 'answered-by-proxy', directResponse: 301, clusters: [] });
  expect(decided(routes(app, to(`${other}:8080`)))).toMatchObject({ outcome: 'blocked' });
  expect(decided(routes(app, to(other, { port: 8080 })))).toMatchObject({ outcome: 'blocked' });
  expect(decided(routes(app, to('nobody.example.com')))).toMatchObject({ outcome: 'blocked' });
});

test('redirects that lead to one another arrive nowhere', () => {
  expect(decided(routes(app, to(other)), routes(other, to(app)))).toMatchObject({ outcome: 'blocked', reason: 'answered-by-proxy' });
});

test('a redirect of some requests leaves open what becomes of the others', () => {
  const old = { match: [{ uri: { exact: '/old' } }], redirect: { uri: '/new' } };
  expect(decided(routes(app, old, { route: [{ destination: { host: app } }] }))).toMatchObject({ outcome: 'unknown', reason: 'route-conditions' });
  expect(decided(routes(app, old, { directResponse: { status: 403 } }))).toMatchObject({ outcome: 'blocked' });
});

test('a redirect that the webhook refuses does not count', () => {
  const refused = [{}, { uri: '/', redirectCode: 200 }, { scheme: 'ftp' }].map((redirect) => routes(app, { redirect }));
  const mesh = buildMesh({ release: '1.30.3', meshConfig: registryOnly, objects: refused });
  expect(mesh.rejected).toHaveLength(3);
});
