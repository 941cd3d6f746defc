import { type } from './transcript';
import { folderOf } from '../files/folder';

const settings = (istio = '') => `apiVersion: cdk8s-speedscale/v1alpha1
kind: SpeedscaleOnIstio
spec: { istio: { version: "1.30", hasRootSidecar: false, cni: false${istio} } }
`;
const config = (name: string, mode: string) => `apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}, namespace: istio-system }
data: { mesh: "outboundTrafficPolicy: { mode: ${mode} }" }
`;
const namespace = (labels: string) => `apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { ${labels} } }\n`;
const web = (labels = 'app: web') => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: { selector: { matchLabels: { app: web } }, template: { metadata: { labels: { ${labels} } }, spec: { containers: [{ name: web, image: x }] } } }
`;
const tag = (name: string, revision: string) => `apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: { name: istio-revision-tag-${name}, labels: { istio.io/tag: ${name}, istio.io/rev: ${revision} } }
`;
const entry = (revision?: string) => `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: other, namespace: shop${revision === undefined ? '' : `, labels: { istio.io/rev: "${revision}" }`} }
spec: { hosts: [other.example.net], ports: [{ name: https, number: 443, protocol: TLS }], resolution: NONE, location: MESH_EXTERNAL }
`;
const closed = config('istio-1-30', 'REGISTRY_ONLY');
const open = config('istio', 'ALLOW_ANY');

async function outcome(documents: readonly string[], istio = ''): Promise<string> {
  const folder = folderOf({ 'speedscale.yaml': settings(istio), 'm.yaml': documents.join('---\n') });
  const { stdout } = await type(`explain -c ${folder}/speedscale.yaml shop/web other.example.net ${folder}/m.yaml`);
  return /: ([a-z-]+(?: \([a-z-]+\)|, since .*)?)$/m.exec(stdout)![1];
}

describe('the istiod that a pod is decided by', () => {
  const passes = 'allowed-by-passthrough';
  const blocked = 'blocked (registry-only)';
  test.each<[string, readonly string[], string, string?]>([
    ['the revision of its namespace', [open, closed, namespace('istio.io/rev: "1-30"'), web()], blocked],
    ['the default one, where the namespace asks for injection by istio-injection, whatever its istio.io/rev', [open, closed, namespace('istio-injection: enabled, istio.io/rev: "1-30"'), web()], passes],
    ['the revision of its namespace, whatever the pod asks for', [open, closed, namespace('istio.io/rev: "1-30"'), web('app: web, istio.io/rev: default')], blocked],
    ['that of the pod, where the namespace chooses none', [open, closed, namespace('team: shop'), web('app: web, istio.io/rev: "1-30"')], blocked],
    ['the default one, where only the pod asks to be injected', [open, closed, namespace('team: shop'), web('app: web, sidecar.istio.io/inject: "true"')], passes],
    ['that of a tag', [open, closed, tag('stable', '1-30'), namespace('istio.io/rev: stable'), web()], blocked],
    ['that of the tag "default"', [open, closed, tag('default', '1-30'), namespace('istio-injection: enabled'), web()], blocked],
    ['that which the settings name as the one that serves', [open, closed, namespace('istio-injection: enabled'), web()], blocked, ', revision: "1-30"'],
    ['one that only its own MeshConfig shows', [closed, namespace('istio.io/rev: "1-30"'), web()], blocked],
    ['one of which nothing is shown, by what the settings state of the mesh', [namespace('istio.io/rev: canary'), web()], blocked, ', outboundTrafficPolicy: REGISTRY_ONLY'],
  ])('is %s', async (_, documents, expected, ...[istio]) => {
    expect(await outcome(documents, istio)).toBe(expected);
  });

  test('has a MeshConfig of its own: that of another istiod does not count for it', async () => {
    expect(await outcome([open, namespace('istio.io/rev: "1-29"'), web()])).toMatch(/^unknown, since the mesh's outboundTrafficPolicy is not in sight$/);
  });

  test.each([
    ['reads objects of its own revision', '1-30', 'allowed'], ['reads objects of no revision', undefined, 'allowed'],
    ['reads none of another revision', '1-29', blocked], ['reads none of a tag, though that stands for it', 'stable', blocked],
  ])('%s', async (_, revision, expected) => {
    expect(await outcome([open, closed, tag('stable', '1-30'), namespace('istio.io/rev: "1-30"'), web(), entry(revision)])).toBe(expected);
  });

  test('is not known where the namespace asks for what may be a tag, and objects are kept to a revision', async () => {
    expect(await outcome([namespace('istio.io/rev: prod'), web(), entry('1-30')], ', outboundTrafficPolicy: REGISTRY_ONLY')).toMatch(/^unknown, since the namespace asks for a revision/);
  });
});

test('a namespace that moves to another istiod is a change of its pods\' egress', async () => {
  const tree = (labels: string) => folderOf({ 'm.yaml': [open, closed, namespace(labels), web(), entry('1-30')].join('---\n'), 'speedscale.yaml': settings() });
  const [base, now] = [tree('istio-injection: enabled'), tree('istio.io/rev: "1-30"')];
  const { stdout } = await type(`check ${now}/m.yaml -c ${now}/speedscale.yaml --diff-base ${base}/m.yaml`);
  expect(stdout).toContain('egress-allowed-to-blocked');
  expect(stdout).toContain('Deployment shop/web');
});

test('what synth labels with a revision passes the check of that revision', async () => {
  const folder = folderOf({
    'speedscale.yaml': `apiVersion: cdk8s-speedscale/v1alpha1
kind: SpeedscaleOnIstio
spec:
  istio: { version: "1.30", hasRootSidecar: false, cni: false }
  namespaces: [{ name: shop, replay: true }]
  metadata: { labels: { istio.io/rev: "1-30" } }
  manifests: [{ path: m.yaml }]
`,
    'm.yaml': [open, closed, namespace('istio.io/rev: "1-30"'), namespace('istio.io/rev: "1-30"').replace('shop', 'speedscale'), web()].join('---\n'),
  });
  expect((await type(`synth -c ${folder}/speedscale.yaml`)).exitCode).toBe(0);
  const { stdout, exitCode } = await type(`check -c ${folder}/speedscale.yaml`);
  expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/no findings\n22 calls: 22 allowed, 0 blocked, 0 unknown$/m)]);
});
