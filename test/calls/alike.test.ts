import * as fc from 'fast-check';
import { answer, Answer } from '../../src/calls/answers';
import { decidedGroups } from '../../src/calls/decided';
import { KubernetesObject } from '../../src/kubernetes/object';
import { deployment, namespace, replay, service, serviceEntry, sidecar, sidecarOf, sight, strict, virtualService } from '../check/case';

const NAMES = ['ant', 'bee', 'cat', 'dog', 'kube-system', 'istio-system', 'speedscale'];
const hosts = ['app.speedscale.com', '*.s3.us-east-1.amazonaws.com', 'github.com'];
const route = { route: [{ destination: { host: 'elsewhere.example.com' } }] };

/** Objects that can make one namespace another one than its neighbours, or name it. */
const distinguishing = fc.constantFrom(...NAMES).chain((name): fc.Arbitrary<KubernetesObject> => fc.constantFrom(
  sidecarOf(`${name}/default`, './*', 'istio-system/*'),
  sidecar(`${name}/some`, { workloadSelector: { labels: { app: 'web' } }, egress: [{ hosts: ['~/*'] }] }),
  sidecar(`${name}/refused`, { egress: [{ hosts: [] }] }),
  serviceEntry(`${name}/own`, { hosts, exportTo: ['.'], ports: [{ name: 'tls', number: 443, protocol: 'TLS' }] }),
  serviceEntry('speedscale/shown', { hosts, exportTo: ['.', name], ports: [{ name: 'tls', number: 443, protocol: 'TLS' }] }),
  virtualService(`far/${name}`, { hosts: ['app.speedscale.com'], tls: [{ match: [{ sniHosts: ['app.speedscale.com'], sourceNamespace: name }], ...route }] }),
  virtualService('far/shown', { hosts: ['app.speedscale.com'], exportTo: [name], tls: [{ match: [{ sniHosts: ['app.speedscale.com'] }], ...route }] }),
  namespace(name, { 'istio-injection': 'enabled' }),
  namespace(name, { 'istio-injection': 'disabled' }),
  namespace(name, { 'istio.io/rev': 'canary' }),
  service(`${name}/web`),
  strict(`${name}/default`),
  deployment(`${name}/web`, { 'sidecar.speedscale.com/inject': 'true' }),
));

const said = ({ outcome, verdict, ...answered }: Answer) => (
  { outcome, because: 'because' in answered ? answered.because : undefined, clusters: verdict?.clusters, ends: verdict?.ends });

test('calls of a group are answered alike, whatever tells namespaces apart', () => {
  fc.assert(fc.property(fc.array(distinguishing, { maxLength: 8 }), fc.constantFrom('REGISTRY_ONLY', 'ALLOW_ANY', undefined), (objects, policy) => {
    const seen = sight({
      objects: [...NAMES.slice(0, 4).map((name) => replay(`${name}/r`)), ...objects],
      settings: { istio: { outboundTrafficPolicy: policy as never, hasRootSidecar: false } },
    });
    for (const group of decidedGroups(seen)) {
      for (const member of group.members) expect(said(answer(seen, member))).toEqual(said(group.answer));
    }
  }), { numRuns: 300, seed: 18 });
});

test('namespaces that nothing tells apart are asked about once', () => {
  const seen = sight({ objects: NAMES.slice(0, 4).map((name) => replay(`${name}/r`)) });
  const members = decidedGroups(seen).map((group) => new Set(group.members.map((member) => member.namespace)).size);
  expect(Math.max(...members)).toBe(4);
});
