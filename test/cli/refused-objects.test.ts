import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type } from './transcript';
import { folderOf } from '../files/folder';

const settings = `apiVersion: cdk8s-speedscale/v1alpha1
kind: SpeedscaleOnIstio
spec:
  istio: { version: "1.30", hasRootSidecar: false, cni: false, outboundTrafficPolicy: REGISTRY_ONLY }
  speedscale: { namespaceLabels: { istio-injection: enabled } }
  namespaces: [{ name: shop, labels: { istio-injection: enabled }, replay: true }]
  manifests: [{ path: m/ }]
`;
const hosts = ['app.speedscale.com', 'downloads.speedscale.com', ...['firehose', 'sqs', 'sns', 's3', '*.s3', 'sts', 'monitoring'].map((name) => `${name}.us-east-1.amazonaws.com`), 'sts.amazonaws.com'];
const object = (kind: string, title: string, spec: string) => {
  const [namespace, name] = title.split('/');
  return `apiVersion: networking.istio.io/v1\nkind: ${kind}\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec:\n${spec}`;
};
const ports = '  ports: [{ name: https, number: 443, protocol: TLS }]\n';
const entry = (more = ports) => object('ServiceEntry', 'speedscale/speedscale-hosts', `  hosts: ${JSON.stringify(hosts)}\n  exportTo: [".", shop]\n  location: MESH_EXTERNAL\n  resolution: NONE\n${more}`);
const sidecar = (spec: string, title = 'shop/default') => object('Sidecar', title, spec);

const folderWith = (...documents: readonly string[]) => folderOf({ 'speedscale.yaml': settings, 'm/mesh.yaml': documents.join('---\n') });
interface Found { readonly id: string; readonly severity: string; readonly object?: string; readonly line?: number }
async function check(folder: string) {
  const { stdout, exitCode } = await type(`check -c ${folder}/speedscale.yaml --format json`);
  const report = JSON.parse(stdout) as { readonly findings: readonly Found[]; readonly calls: { readonly unknown: number; readonly blocked: number; readonly asked: number } };
  return { ...report, exitCode };
}

describe('an object that Istio refuses', () => {
  test.each<[string, string, readonly string[]]>([
    ['a ServiceEntry with an unknown resolution', 'ServiceEntry speedscale/speedscale-hosts', [entry().replace('NONE', 'none')]],
    ['a ServiceEntry with a port that has no name', 'ServiceEntry speedscale/speedscale-hosts', [entry('  ports: [{ number: 443, protocol: TLS }]\n')]],
    ['a ServiceEntry with a port as text', 'ServiceEntry speedscale/speedscale-hosts', [entry('  ports: [{ name: https, number: "443", protocol: TLS }]\n')]],
    ['a ServiceEntry with two ports of one number', 'ServiceEntry speedscale/speedscale-hosts', [entry('  ports: [{ name: a, number: 443, protocol: TLS }, { name: b, number: 443, protocol: TLS }]\n')]],
    ['a ServiceEntry with addresses that are none', 'ServiceEntry speedscale/speedscale-hosts', [entry(`${ports}  addresses: [10.0.0.256]\n`)]],
    ['a Sidecar without hosts', 'Sidecar shop/default', [entry(), sidecar('  egress: [{ port: { number: 443, protocol: TLS, name: a } }]\n')]],
    ['a Sidecar with a policy as text', 'Sidecar shop/default', [entry(), sidecar('  egress: [{ hosts: ["./*"] }]\n  outboundTrafficPolicy: REGISTRY_ONLY\n')]],
    ['a Sidecar of the root namespace', 'Sidecar istio-system/default', [entry(), sidecar('  egress: [{ hosts: ["./*"] }, { hosts: ["*/*"] }]\n', 'istio-system/default')]],
    ['a VirtualService with a route that has no end', 'VirtualService shop/s3', [entry(), object('VirtualService', 'shop/s3', '  hosts: [s3.us-east-1.amazonaws.com]\n  http: [{ match: [{ port: 443 }] }]\n')]],
    ['a DestinationRule with two subsets of one name', 'DestinationRule shop/s3', [entry(), object('DestinationRule', 'shop/s3', '  host: s3.us-east-1.amazonaws.com\n  subsets: [{ name: a }, { name: a }]\n')]],
  ])('is an error of its own, and nothing is concluded from its absence: %s', async (_, title, documents) => {
    const { findings, calls, exitCode } = await check(folderWith(...documents));
    const errors = findings.filter(({ severity, id }) => severity === 'error' && id !== 'nothing-decided');
    expect([exitCode, errors]).toEqual([1, [expect.objectContaining({ id: 'istio-refuses-object', object: title })]]);
    expect(calls.blocked).toBe(0);
    expect(calls.unknown).toBeGreaterThan(0);
  });

  test.each<[string, string]>([
    ['export-to-not-alone', entry(ports).replace('[".", shop]', '["*", shop]')],
    ['resolution-with-wildcard', entry().replace('NONE', 'DNS')],
  ])('of which a rule knows the repair is reported by that rule alone: %s', async (id, document) => {
    const { findings } = await check(folderWith(document));
    expect(findings.filter(({ severity, id: found }) => severity === 'error' && found !== 'nothing-decided').map((found) => found.id)).toEqual([id]);
  });

  test('is placed at the part that Istio names', async () => {
    const { findings } = await check(folderWith(sidecar('  egress:\n    - port: { number: 443, protocol: TLS, name: a }\n      hosts: []\n')));
    expect(findings.filter(({ id }) => id === 'istio-refuses-object').map(({ line }) => line)).toEqual([6]);
  });

  test('for gateways alone, or for other hosts, leaves the calls decided', async () => {
    const gateway = object('VirtualService', 'shop/web', '  hosts: ["*"]\n  gateways: [istio-system/public]\n  http: [{ match: [{ port: 443 }] }]\n');
    const other = object('DestinationRule', 'pay/api', '  host: api.example.com\n  subsets: [{ name: a }, { name: a }]\n');
    const { findings, calls } = await check(folderWith(entry(), gateway, other));
    expect(findings.filter(({ id }) => id === 'istio-refuses-object')).toHaveLength(2);
    expect(calls).toMatchObject({ asked: 22, unknown: 0, blocked: 0 });
  });

  test('under a kustomization is not judged before that is rendered', async () => {
    const folder = folderOf({ 'speedscale.yaml': settings, 'm/kustomization.yaml': 'resources: [web.yaml]\n', 'm/web.yaml': object('VirtualService', 'shop/web', '  hosts: [$(HOST).example.com]\n  http: [{ route: [{ destination: { host: web } }] }]\n') });
    expect((await check(folder)).findings.map(({ id }) => id)).not.toContain('istio-refuses-object');
  });

  test('keeps synth and adopt from deciding beside it: exit 2, nothing written', async () => {
    const folder = folderWith(entry(), sidecar('  egress: [{ port: { number: 443, protocol: TLS, name: a } }]\n'));
    const before = readFileSync(join(folder, 'm/mesh.yaml'), 'utf8');
    for (const command of [`synth -c ${folder}/speedscale.yaml`, `adopt -c ${folder}/speedscale.yaml --write`]) {
      const { stdout, stderr, exitCode } = await type(command);
      expect([command, stdout, exitCode]).toEqual([command, '', 2]);
      expect(stderr).toContain('error  istio-refuses-object  Sidecar shop/default');
    }
    expect([readFileSync(join(folder, 'm/mesh.yaml'), 'utf8'), existsSync(join(folder, 'dist'))]).toEqual([before, false]);
  });

  test('of others, far from Speedscale, does not keep synth from writing', async () => {
    const folder = folderWith(object('DestinationRule', 'pay/api', '  host: api.example.com\n  subsets: [{ name: a }, { name: a }]\n'));
    expect((await type(`synth -c ${folder}/speedscale.yaml`)).exitCode).toBe(0);
  });

  test('is named by explain', async () => {
    const folder = folderWith(entry().replace('NONE', 'none'));
    const { stdout } = await type(`explain -c ${folder}/speedscale.yaml shop app.speedscale.com`);
    expect(stdout).toMatch(/: unknown, since Istio refuses .*: ServiceEntry speedscale\/speedscale-hosts \(.*m\/mesh\.yaml:1:1\)\n  to settle it: correct that object/);
  });

  test('that a change brings makes its calls unknown, which --diff-base reports', async () => {
    const [base, now] = [folderWith(entry()), folderWith(entry().replace('NONE', 'none'))];
    const { stdout, exitCode } = await type(`check -c ${now}/speedscale.yaml --diff-base ${base}`);
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining('egress-allowed-to-unknown')]);
  });
});
