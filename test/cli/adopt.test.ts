import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type } from './transcript';
import { run as runWords } from '../../src/cli/run';
import { commandLine } from '../../src/message/command-line';
import { folderOf } from '../files/folder';

const head = 'apiVersion: cdk8s-speedscale/v1alpha1\nkind: SpeedscaleOnIstio\n';
const settings = `${head}spec:
  istio: { cni: true, hasRootSidecar: false, outboundTrafficPolicy: REGISTRY_ONLY }
  speedscale: { namespaceLabels: { istio-injection: enabled } }
  namespaces:
    - name: shop
      labels: { istio-injection: enabled }
      capture:
        - workloads: [{ kind: Deployment, name: web }]
          goproxy: {}
  manifests: [{ path: deploy/, namespace: shop }]
`;

const workload = (name: string, metadata = '') => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name} # of the shop
${metadata}spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata:
      labels: { app: ${name} }
    spec:
      containers: [{ name: ${name}, image: x }]
`;
const annotations = '  annotations:\n    sidecar.speedscale.com/inject: "true"\n    sidecar.speedscale.com/istio-cni: "true"\n';
const sidecar = `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default }
spec:
  egress:
    - hosts:
        - "./*"
`;

const contents = (folder: string) => Object.fromEntries(readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile()).map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'utf8')]));
const ids = (stderr: string) => [...stderr.matchAll(/  (?:error|warning)  (\S+)/g), ...stderr.matchAll(/^(?:error|warning)  (\S+)/gm)].map(([, id]) => id);
const shop = (files: Readonly<Record<string, string>> = {}) => folderOf({ 'speedscale.yaml': settings, 'deploy/web.yaml': workload('web'), ...files });
const adopt = (folder: string, ...words: readonly string[]) => type(['adopt', '-c', `${folder}/speedscale.yaml`, ...words].join(' '));

describe('without an option, or with --diff', () => {
  test.each([[[]], [['--diff']]])('%j the diff is printed, exit 0, and nothing is written', async (words) => {
    const folder = shop();
    const before = contents(folder);
    const { stdout, stderr, exitCode } = await adopt(folder, ...words);
    expect(stdout.split('\n').filter((line) => /^[-+](?![-+])/.test(line)).join('\n')).toBe(annotations.trimEnd().replace(/^/gm, '+'));
    expect([exitCode, contents(folder)]).toEqual([0, before]);
    expect(stderr).toContain('Deployment shop/web: metadata.annotations gets sidecar.speedscale.com/inject: "true", sidecar.speedscale.com/istio-cni: "true"');
    expect(stderr).toMatch(/next: cdk8s-speedscale adopt -c \S+ --write\n$/);
  });

  const hasGit = spawnSync('git', ['--version']).status === 0;

  (hasGit ? test : test.skip)('git applies it in the folder that is named, and arrives at what --write writes', async () => {
    const linked = () => {
      const folder = shop({ 'deploy/sidecar.yaml': sidecar });
      symlinkSync('sidecar.yaml', join(folder, 'deploy/a-link.yaml'));
      symlinkSync('deploy', join(folder, 'link'));
      return folder;
    };
    const [one, other] = [linked(), linked()];
    const { stdout, stderr } = await adopt(one, `${one}/link`);
    const [, seenFrom] = /"\| git -C (\S+) apply"/.exec(stderr)!;
    expect(spawnSync('git', ['-C', seenFrom, 'apply', '-'], { input: stdout }).status).toBe(0);
    await adopt(other, '--write', `${other}/link`);
    expect(Object.values(contents(one))).toEqual(Object.values(contents(other)));
    expect(contents(one)[join(one, 'deploy/sidecar.yaml')]).not.toBe(sidecar);
  });
});

test('--write changes the files, and prints no diff', async () => {
  const folder = shop({ 'deploy/sidecar.yaml': sidecar });
  const { stdout, exitCode } = await adopt(folder, '--write');
  expect([stdout, exitCode]).toEqual(['', 0]);
  expect(readFileSync(join(folder, 'deploy/web.yaml'), 'utf8')).toBe(workload('web', annotations));
  expect(readFileSync(join(folder, 'deploy/sidecar.yaml'), 'utf8')).toBe(`${sidecar}        - "speedscale/*"\n`);
});

test('the next command is given with the same settings and paths, in quotes where a shell asks for them', async () => {
  const folder = shop();
  const run = (...words: readonly string[]) => runWords({ argv: ['adopt', '-c', `${folder}/speedscale.yaml`, ...words], env: {}, version: '1.2.3', stdin: () => Buffer.of() });
  const last = ({ stderr }: { readonly stderr: string }) => stderr.trimEnd().split('\n').at(-1);
  expect(last(await run())).toBe(`next: cdk8s-speedscale adopt -c ${folder}/speedscale.yaml --write`);
  expect(last(await run(`${folder}/deploy`, '--write'))).toBe(`next: cdk8s-speedscale synth -c ${folder}/speedscale.yaml`);
  expect(commandLine('adopt', "the owner's files/")).toBe("adopt 'the owner'\\''s files/'");
});

test('a second run changes nothing', async () => {
  const folder = shop({ 'deploy/sidecar.yaml': sidecar });
  await adopt(folder, '--write');
  const before = contents(folder);
  const { stdout, stderr, exitCode } = await adopt(folder, '--write');
  expect([stdout, exitCode, contents(folder)]).toEqual(['', 0, before]);
  expect(stderr).toContain('nothing to change');
});

test('--check exits 1 where something would change, and 0 where nothing would', async () => {
  const folder = shop();
  const { stdout, exitCode } = await adopt(folder, '--check');
  expect([stdout.startsWith('--- a/'), exitCode]).toEqual([true, 1]);
  await adopt(folder, '--write');
  expect(await adopt(folder, '--check')).toMatchObject({ stdout: '', exitCode: 0 });
});

test('--remove takes out what adopting put in', async () => {
  const folder = shop({ 'deploy/sidecar.yaml': sidecar });
  const before = contents(folder);
  await adopt(folder, '--write');
  await adopt(folder, '--remove', '--write');
  expect(contents(folder)).toEqual(before);
});

test('--move-annotations moves what stands in pod templates, which is only said without it', async () => {
  const misplaced = workload('web').replace('labels: { app: web }\n', 'labels: { app: web }\n      annotations:\n        sidecar.speedscale.com/inject: "true"\n');
  const folder = shop({ 'deploy/web.yaml': misplaced });
  expect(ids((await adopt(folder)).stderr)).toEqual(['annotations-misplaced']);
  const { stderr } = await adopt(folder, '--move-annotations', '--write');
  expect([ids(stderr), readFileSync(join(folder, 'deploy/web.yaml'), 'utf8')]).toEqual([[], workload('web', annotations)]);
});

test('a VirtualService gets the in-mesh host and the mesh gateway, and Speedscale\'s ServiceEntry the hosts that it lacks', async () => {
  const folder = folderOf({
    'speedscale.yaml': `${head}spec:
  istio: { hasRootSidecar: false }
  namespaces: [{ name: shop, virtualServices: [web] }]
  manifests: [{ path: mesh.yaml, namespace: shop }]
`,
    'mesh.yaml': `kind: VirtualService
apiVersion: networking.istio.io/v1
metadata: { name: web }
spec:
  hosts:
    - "shop.example.com" # the public name
  gateways: [istio-ingress/public]
  http: [{ route: [{ destination: { host: web } }] }]
---
kind: ServiceEntry
apiVersion: networking.istio.io/v1
metadata: { name: speedscale-external-svc-https, namespace: speedscale }
spec:
  hosts: [app.speedscale.com, downloads.speedscale.com, sqs.us-east-1.amazonaws.com, sns.us-east-1.amazonaws.com, s3.us-east-1.amazonaws.com,
    firehose.us-east-1.amazonaws.com, sts.amazonaws.com, sts.us-east-1.amazonaws.com, "*.s3.us-east-1.amazonaws.com"]
  ports: [{ number: 443, name: https, protocol: TLS }]
  resolution: NONE
`,
  });
  const { stdout, stderr, exitCode } = await adopt(folder);
  expect(stdout.split('\n').slice(2).filter((line) => /^[-+]/.test(line))).toEqual([
    '+    - "web.shop.svc.cluster.local"',
    '-  gateways: [istio-ingress/public]',
    '+  gateways: [istio-ingress/public, mesh]',
    '-    firehose.us-east-1.amazonaws.com, sts.amazonaws.com, sts.us-east-1.amazonaws.com, "*.s3.us-east-1.amazonaws.com"]',
    '+    firehose.us-east-1.amazonaws.com, sts.amazonaws.com, sts.us-east-1.amazonaws.com, "*.s3.us-east-1.amazonaws.com", "monitoring.us-east-1.amazonaws.com"]',
  ]);
  expect(stderr).toContain('VirtualService shop/web: spec.hosts gets "web.shop.svc.cluster.local"; spec.gateways gets "mesh"');
  expect(exitCode).toBe(0);
  await adopt(folder, '--write');
  expect((await adopt(folder)).stdout).toBe('');
  const removed = await adopt(folder, '--remove');
  expect([removed.stdout, ids(removed.stderr)]).toEqual(['', ['service-entry-not-emptied']]);
});

describe('which files are edited', () => {
  test('those of the named paths alone, in the namespace that the settings give them', async () => {
    const folder = shop({ 'deploy/sidecar.yaml': sidecar });
    const { stderr } = await adopt(folder, '--write', `${folder}/deploy/web.yaml`);
    expect(readFileSync(join(folder, 'deploy/web.yaml'), 'utf8')).toBe(workload('web', annotations));
    expect([readFileSync(join(folder, 'deploy/sidecar.yaml'), 'utf8'), ids(stderr)]).toEqual([sidecar, ['object-outside-paths']]);
  });

  test('never those of the context, be they under a path that is named', async () => {
    const dump = workload('web').replace('name: web #', 'namespace: shop\n  name: web #');
    const folder = folderOf({ 'speedscale.yaml': `${settings.slice(0, settings.indexOf('  manifests'))}  context: [{ path: cluster.yaml }]\n`, 'cluster.yaml': dump });
    const { stdout, stderr } = await adopt(folder, folder);
    expect([stdout, ids(stderr)]).toEqual(['', ['object-outside-paths']]);
  });

  test('what a link leads to outside of the paths is not', async () => {
    const folder = shop();
    mkdirSync(join(folder, 'other'));
    writeFileSync(join(folder, 'other/web.yaml'), workload('web'));
    symlinkSync('../other', join(folder, 'deploy/link'));
    await adopt(folder, '--write');
    expect(readFileSync(join(folder, 'other/web.yaml'), 'utf8')).toBe(workload('web'));
  });

  test('a file that is no UTF-8 is refused, since it could not be written back', async () => {
    const folder = shop();
    const bytes = Buffer.concat([Buffer.from(workload('web')), Buffer.from([0x23, 0xff, 0x0a])]);
    writeFileSync(join(folder, 'deploy/web.yaml'), bytes);
    const { stdout, stderr, exitCode } = await adopt(folder, '--write');
    expect([stdout, ids(stderr)[0], exitCode]).toEqual(['', 'file-not-utf-8', 2]);
    expect(readFileSync(join(folder, 'deploy/web.yaml'))).toEqual(bytes);
  });
});

describe('refused: exit 2, stdout empty, nothing written', () => {
  const overlay = 'resources: [../../base]\n';
  const base = { 'deploy/web.yaml': '', 'deploy/base/web.yaml': workload('web'), 'deploy/base/kustomization.yaml': 'resources: [web.yaml]\n' };
  test.each<[string, string, Readonly<Record<string, string>>, readonly string[]]>([
    ['capture-matches-nothing', 'a workload that is not there', { 'deploy/web.yaml': workload('cart') }, []],
    ['capture-matches-nothing', 'a fragment that patches one', { 'deploy/web.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: 2 }\n' }, []],
    ['capture-contradicts-annotation', 'an annotation that says otherwise', { 'deploy/web.yaml': workload('web', '  annotations: { sidecar.speedscale.com/inject: "false" }\n') }, []],
    ['capture-with-both-modes', 'a workload that eBPF captures', { 'deploy/web.yaml': workload('web', '  annotations: { capture.speedscale.com/enabled: "true" }\n') }, []],
    ['capture-with-both-modes', 'a workload that a patch has captured by eBPF', {
      'deploy/kustomization.yaml': `resources: [web.yaml]
patches:
  - target: { kind: Deployment, name: "web|cart" }
    patch: "[{ op: add, path: /metadata/annotations/capture.speedscale.com~1enabled, value: 'true' }]"
`,
    }, []],
    ['object-in-several-places', 'a workload that is defined twice', { 'deploy/again.yaml': workload('web') }, []],
    ['file-in-several-overlays', 'a base of two overlays', {
      ...base, 'deploy/overlays/dev/kustomization.yaml': overlay, 'deploy/overlays/prod/kustomization.yaml': overlay.replace('../../base', '../../base/'),
    }, []],
    ['file-in-several-overlays', 'a base of two overlays that are named as kustomize alone finds them', {
      ...base,
      'deploy/overlays/dev/Kustomization': overlay,
      'deploy/overlays/prod/kustomization.yml': overlay,
    }, []],
    ['document-not-yaml', 'a base beside a kustomization that cannot be read', { ...base, 'deploy/overlays/prod/kustomization.yaml': 'resources: [../../base\n' }, []],
    ['path-not-found', 'a path that is not there', {}, ['no/such/path']],
    ['adopt-of-standard-input', 'standard input', {}, ['-']],
    ['document-not-yaml', 'a file that cannot be read', { 'deploy/bad.yaml': 'kind: Deployment\nmetadata: {\n' }, []],
  ])('%s: %s', async (id, _, files, words) => {
    const folder = shop(files);
    const before = contents(folder);
    const { stdout, stderr, exitCode } = await adopt(folder, '--write', ...words);
    expect([stdout, exitCode, contents(folder)]).toEqual(['', 2, before]);
    expect(ids(stderr)).toContain(id);
  });

  test('adopt-without-paths: settings without manifests, and no path', async () => {
    const folder = folderOf({ 'speedscale.yaml': settings.slice(0, settings.indexOf('  manifests')) });
    const { stdout, stderr, exitCode } = await adopt(folder);
    expect([stdout, ids(stderr), exitCode]).toEqual(['', ['adopt-without-paths'], 2]);
  });

  test.each(['--write --check', '--diff --write', '--remove --move-annotations'])('%s, which contradict each other', async (words) => {
    expect(await adopt(shop(), words)).toMatchObject({ stdout: '', exitCode: 2 });
  });
});

test('a base of one overlay is edited, where it stands', async () => {
  const folder = folderOf({
    'speedscale.yaml': settings,
    'deploy/base/web.yaml': workload('web'),
    'deploy/base/kustomization.yaml': 'resources: [web.yaml]\n',
    'deploy/overlays/prod/kustomization.yaml': 'resources: [../../base]\n',
  });
  await adopt(folder, '--write');
  expect(readFileSync(join(folder, 'deploy/base/web.yaml'), 'utf8')).toBe(workload('web', annotations));
});

test('what an overlay lays over a base that is edited is said, be it inline, a file or an old key, and the change is made', async () => {
  const operation = '- { op: add, path: /metadata/annotations/sidecar.speedscale.com~1inject, value: "false" }\n';
  const inline = operation.replace(/^/, '      ');
  const folder = folderOf({
    'speedscale.yaml': settings,
    'deploy/base/web.yaml': workload('web'),
    'deploy/base/kustomization.yaml': 'resources: [web.yaml]\n',
    'deploy/prod/kustomization.yaml': `resources: [../base]
patches:
  - target: { kind: Deployment }
    patch: |
${inline}  - { path: patch.yaml, target: { kind: Deployment } }
  - { path: ../../outside.yaml, target: { kind: Deployment } }
  - { patch: "{", target: { kind: Deployment } }
patchesJson6902:
  - { path: patch.yaml, target: { kind: Deployment } }
patchesStrategicMerge:
  - |
    kind: Deployment
    metadata: { name: web, annotations: { sidecar.speedscale.com/inject: null } }
commonAnnotations: { sidecar.speedscale.com/inject: "false" }
namespace: shop-prod
`,
    'deploy/prod/patch.yaml': operation,
    'outside.yaml': operation,
  });
  const { stderr, exitCode } = await adopt(folder, '--write');
  const places = [...stderr.matchAll(/kustomization\.yaml:(\d+):\d+  warning  kustomization-undoes-change/g)].map(([, line]) => Number(line));
  expect([places, exitCode]).toEqual([[15, 4, 6, 10, 12], 0]);
  expect(stderr).toContain('kustomization.yaml:16:12  warning  kustomization-sets-namespace\n  Deployment shop/web is put into namespace "shop-prod" here');
  expect(readFileSync(join(folder, 'deploy/base/web.yaml'), 'utf8')).toBe(workload('web', annotations));
});

test('a base of two overlays is left alone once a patch of one of them makes the change, and the rest of a change is still refused', async () => {
  const patch = (names: string) => `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, annotations: { ${names} } }\n`;
  const inject = 'sidecar.speedscale.com/inject: "true"';
  const folder = folderOf({
    'speedscale.yaml': settings,
    'deploy/base/web.yaml': workload('web'),
    'deploy/base/kustomization.yaml': 'resources: [web.yaml]\n',
    'deploy/dev/kustomization.yaml': 'resources: [../base]\n',
    'deploy/prod/kustomization.yaml': 'resources: [../base]\npatches: [{ path: web.yaml }]\n',
    'deploy/prod/web.yaml': patch(inject),
  });
  const refused = await adopt(folder);
  expect([ids(refused.stderr), refused.exitCode]).toEqual([['file-in-several-overlays', 'object-in-several-places'], 2]);
  expect(refused.stderr).toContain('meant: metadata.annotations gets sidecar.speedscale.com/istio-cni: "true"');
  writeFileSync(join(folder, 'deploy/prod/web.yaml'), patch(`${inject}, sidecar.speedscale.com/istio-cni: "true"`));
  const { stdout, stderr, exitCode } = await adopt(folder, '--check');
  expect([stdout, ids(stderr), exitCode]).toEqual(['', [], 0]);
  expect(stderr).toContain('info  change-made-by-kustomization  Deployment shop/web');
});
